package io.stockade.contract;

import static io.stockade.contract.Script.script;
import static io.stockade.contract.Stage.then;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Tag;

/** Customer managed policies, and those that are written into roles. */
final class Policies {
    private static final String DOCUMENT = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*"}]}""";

    static final List<Script> SCRIPTS = List.of(
            script("a policy's name is free once, whatever its path", Source.iam("CreatePolicy"))
                    .about("CreatePolicy")
                    .play(stage -> {
                        String name = stage.name("once");
                        return then(create(stage, name, "/"), create(stage, name, "/"), create(stage, name, "/other/"));
                    })
                    .onAws("done; EntityAlreadyExists; EntityAlreadyExists")
                    .onMoto("done; EntityAlreadyExists; done", "moto takes the same name in another path"),
            script("lists of policies show neither tags nor descriptions", Source.iam("ListPolicies"))
                    .about("ListPolicies", "GetPolicy", "TagPolicy")
                    .play(Policies::listed)
                    .onAws("listed without; read with"),
            script("what a policy says is given back URL-encoded", Source.iam("GetPolicyVersion"))
                    .about("GetPolicyVersion")
                    .play(stage -> {
                        String arn = policy(stage, "said");
                        String document = stage.iam
                                .getPolicyVersion(
                                        request -> request.policyArn(arn).versionId("v1"))
                                .policyVersion()
                                .document();
                        return then(
                                document.startsWith("%7B") ? "encoded" : "plain",
                                URLDecoder.decode(document, StandardCharsets.UTF_8)
                                                .equals(DOCUMENT)
                                        ? "as given"
                                        : document);
                    })
                    .onAws("encoded; as given")
                    .onMoto("plain; as given", "moto encodes what is written into a role only"),
            script("a policy has five versions at most, and no number comes twice", Source.iam("CreatePolicyVersion"))
                    .about("CreatePolicyVersion", "ListPolicyVersions", "DeletePolicyVersion")
                    .item(8)
                    .play(Policies::versions)
                    .onAws("LimitExceeded; DeleteConflict; done; done; [v2, v3, v4, v5, v6]"),
            script("a policy that is attached or has idle versions can't be deleted", Source.iam("DeletePolicy"))
                    .about(
                            "DeletePolicy",
                            "AttachRolePolicy",
                            "DetachRolePolicy",
                            "CreatePolicyVersion",
                            "DeletePolicyVersion")
                    .item(5)
                    .play(Policies::deleted)
                    .onAws("DeleteConflict; DeleteConflict; done; NoSuchEntity")
                    .onMoto("done; NoSuchEntity; NoSuchEntity; NoSuchEntity", "moto deletes what is attached"),
            script("a policy knows the roles that it is attached to", Source.iam("ListEntitiesForPolicy"))
                    .about("ListEntitiesForPolicy", "AttachRolePolicy")
                    .play(stage -> {
                        String arn = policy(stage, "held");
                        String role = stage.role(stage.name("holding"));
                        attach(stage, role, arn);
                        var held = stage.iam.listEntitiesForPolicy(
                                request -> request.policyArn(arn).entityFilter("Role"));
                        return held.policyRoles().get(0).roleName().equals(role) ? "the role" : held.toString();
                    })
                    .onAws("the role"),
            script("what is not there can't be attached", Source.iam("AttachRolePolicy"))
                    .about("AttachRolePolicy")
                    .play(stage -> {
                        String arn = policy(stage, "alone");
                        String role = stage.role(stage.name("without"));
                        return then(attach(stage, stage.name("nobody"), arn), attach(stage, role, arn + "x"));
                    })
                    .onAws("NoSuchEntity; NoSuchEntity"),
            script("a role has ten attached policies at most", Source.iamGuide("reference_iam-quotas"))
                    .about("AttachRolePolicy")
                    .item(8)
                    .play(stage -> {
                        String role = stage.role(stage.name("laden"));
                        for (int number = 0; number < 10; number++) {
                            attach(stage, role, policy(stage, "load-" + number));
                        }
                        return attach(stage, role, policy(stage, "straw"));
                    })
                    .onAws("LimitExceeded")
                    .onMoto("done", "moto doesn't count what a role has"),
            script("what is written into a role is given back URL-encoded", Source.iam("GetRolePolicy"))
                    .about("GetRolePolicy", "PutRolePolicy", "DeleteRolePolicy")
                    .play(Policies::written)
                    .onAws("encoded; as given; done; NoSuchEntity; NoSuchEntity"));

    private Policies() {}

    private static String create(Stage stage, String name, String path) {
        return stage.answer(() -> stage.iam.createPolicy(
                request -> request.policyName(name).path(path).policyDocument(DOCUMENT)));
    }

    private static String policy(Stage stage, String name) {
        return stage.iam
                .createPolicy(request -> request.policyName(stage.name(name))
                        .description("of a script")
                        .policyDocument(DOCUMENT))
                .policy()
                .arn();
    }

    private static String attach(Stage stage, String role, String policy) {
        return stage.answer(() ->
                stage.iam.attachRolePolicy(request -> request.roleName(role).policyArn(policy)));
    }

    private static String listed(Stage stage) {
        String arn = policy(stage, "listed");
        Tag tag = Tag.builder().key("stack").value("orders").build();
        stage.iam.tagPolicy(request -> request.policyArn(arn).tags(tag));
        Policy inList =
                stage.iam.listPoliciesPaginator(request -> request.scope(PolicyScopeType.LOCAL)).policies().stream()
                        .filter(policy -> policy.arn().equals(arn))
                        .findFirst()
                        .orElseThrow();
        Policy read = stage.iam.getPolicy(request -> request.policyArn(arn)).policy();
        return then(
                inList.tags().isEmpty() && inList.description() == null ? "listed without" : "listed with",
                !read.tags().isEmpty() && read.description() != null ? "read with" : "read without");
    }

    private static String addVersion(Stage stage, String arn) {
        return stage.answer(() -> stage.iam.createPolicyVersion(
                request -> request.policyArn(arn).policyDocument(DOCUMENT).setAsDefault(true)));
    }

    private static String deleteVersion(Stage stage, String arn, String version) {
        return stage.answer(() ->
                stage.iam.deletePolicyVersion(request -> request.policyArn(arn).versionId(version)));
    }

    private static String versions(Stage stage) {
        String arn = policy(stage, "versions");
        for (int count = 0; count < 4; count++) {
            addVersion(stage, arn);
        }
        return then(
                addVersion(stage, arn),
                deleteVersion(stage, arn, "v5"),
                deleteVersion(stage, arn, "v1"),
                addVersion(stage, arn),
                stage.iam.listPolicyVersions(request -> request.policyArn(arn)).versions().stream()
                        .map(PolicyVersion::versionId)
                        .sorted()
                        .toList());
    }

    private static String delete(Stage stage, String arn) {
        return stage.answer(() -> stage.iam.deletePolicy(request -> request.policyArn(arn)));
    }

    private static String deleted(Stage stage) {
        String arn = policy(stage, "doomed");
        String role = stage.role(stage.name("holder"));
        attach(stage, role, arn);
        String attached = delete(stage, arn);
        Object unused = stage.answer(() ->
                stage.iam.detachRolePolicy(request -> request.roleName(role).policyArn(arn)));
        addVersion(stage, arn);
        String versioned = delete(stage, arn);
        deleteVersion(stage, arn, "v1");
        return then(attached, versioned, delete(stage, arn), delete(stage, arn));
    }

    private static String written(Stage stage) {
        String role = stage.role(stage.name("written"));
        stage.iam.putRolePolicy(
                request -> request.roleName(role).policyName("own").policyDocument(DOCUMENT));
        String document = stage.iam
                .getRolePolicy(request -> request.roleName(role).policyName("own"))
                .policyDocument();
        return then(
                document.startsWith("%7B") ? "encoded" : "plain",
                URLDecoder.decode(document, StandardCharsets.UTF_8).equals(DOCUMENT) ? "as given" : document,
                erase(stage, role),
                erase(stage, role),
                stage.answer(() -> stage.iam.getRolePolicy(
                        request -> request.roleName(role).policyName("own"))));
    }

    private static String erase(Stage stage, String role) {
        return stage.answer(() ->
                stage.iam.deleteRolePolicy(request -> request.roleName(role).policyName("own")));
    }
}
