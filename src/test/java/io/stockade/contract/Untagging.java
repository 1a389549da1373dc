package io.stockade.contract;

import static io.stockade.contract.Script.script;
import static io.stockade.contract.Stage.tag;
import static io.stockade.contract.Stage.then;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.Tag;

/** Tags that are taken off again: each by its key, and a key that isn't there is none to complain of. */
final class Untagging {
    private static final String DOCUMENT =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}";
    private static final List<Tag> TAGS = Stream.of("stack", "team")
            .map(key -> Tag.builder().key(key).value("orders").build())
            .toList();

    static final List<Script> SCRIPTS = List.of(
            script("a tag of a VPC is taken off by its key, whatever its value", Source.ec2("DeleteTags"))
                    .about("CreateTags", "DeleteTags")
                    .play(stage -> {
                        String vpc = tagged(stage);
                        stage.ec2.deleteTags(request ->
                                request.resources(vpc).tags(key("team"), key("none"), tag("stack", "payments")));
                        return tags(stage, vpc);
                    })
                    .onAws("stack"),
            script("where no key is named, all tags are taken off", Source.ec2("DeleteTags"))
                    .about("CreateTags", "DeleteTags")
                    .play(stage -> {
                        String vpc = tagged(stage);
                        stage.ec2.deleteTags(request -> request.resources(vpc));
                        return tags(stage, vpc);
                    })
                    .onAws("none")
                    .onMoto("stack,team", "moto takes off what is named only"),
            script("a tag of a role is taken off by its key", Source.iam("UntagRole"))
                    .about("GetRole", "UntagRole")
                    .play(Untagging::role)
                    .onAws("done; [stack]"),
            script("a tag of an instance profile is taken off by its key", Source.iam("UntagInstanceProfile"))
                    .about("GetInstanceProfile", "UntagInstanceProfile")
                    .play(Untagging::profile)
                    .onAws("done; [stack]"),
            script("a tag of a policy is taken off by its key", Source.iam("UntagPolicy"))
                    .about("GetPolicy", "UntagPolicy")
                    .play(Untagging::policy)
                    .onAws("done; [stack]"));

    private Untagging() {}

    private static software.amazon.awssdk.services.ec2.model.Tag key(String key) {
        return software.amazon.awssdk.services.ec2.model.Tag.builder().key(key).build();
    }

    private static String tagged(Stage stage) {
        String vpc = stage.vpc();
        stage.ec2.createTags(request -> request.resources(vpc).tags(tag("stack", "orders"), tag("team", "red")));
        return vpc;
    }

    private static String tags(Stage stage, String vpc) {
        String keys = stage.ec2.describeVpcs(request -> request.vpcIds(vpc)).vpcs().stream()
                .flatMap(each -> each.tags().stream())
                .map(each -> each.key())
                .sorted()
                .collect(Collectors.joining(","));
        return keys.isEmpty() ? "none" : keys;
    }

    private static String role(Stage stage) {
        String name = stage.role(stage.name("untagged"));
        stage.iam.tagRole(request -> request.roleName(name).tags(TAGS));
        String answer = stage.answer(
                () -> stage.iam.untagRole(request -> request.roleName(name).tagKeys("team", "none")));
        return then(
                answer,
                keys(stage.iam.getRole(request -> request.roleName(name)).role().tags()));
    }

    private static String profile(Stage stage) {
        String name = stage.name("untagged");
        stage.iam.createInstanceProfile(
                request -> request.instanceProfileName(name).tags(TAGS));
        String answer = stage.answer(() -> stage.iam.untagInstanceProfile(
                request -> request.instanceProfileName(name).tagKeys("team", "none")));
        return then(
                answer,
                keys(stage.iam
                        .getInstanceProfile(request -> request.instanceProfileName(name))
                        .instanceProfile()
                        .tags()));
    }

    private static String policy(Stage stage) {
        String arn = stage.iam
                .createPolicy(request -> request.policyName(stage.name("untagged"))
                        .policyDocument(DOCUMENT)
                        .tags(TAGS))
                .policy()
                .arn();
        String answer = stage.answer(
                () -> stage.iam.untagPolicy(request -> request.policyArn(arn).tagKeys("team", "none")));
        return then(
                answer,
                keys(stage.iam
                        .getPolicy(request -> request.policyArn(arn))
                        .policy()
                        .tags()));
    }

    private static List<String> keys(List<Tag> tags) {
        return tags.stream().map(Tag::key).toList();
    }
}
