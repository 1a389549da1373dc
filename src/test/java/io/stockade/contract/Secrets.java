package io.stockade.contract;

import static io.stockade.contract.Script.script;
import static io.stockade.contract.Stage.then;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** Secrets: names, lists, tags, policies, replicas, deletion. */
final class Secrets {
    static final String OTHER_REGION = "us-east-1";

    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":%s,\"Action\":\"secretsmanager:GetSecretValue\",\"Resource\":\"*\"}]}";
    private static final String PUBLIC = POLICY.formatted("\"*\"");
    private static final String NARROW = POLICY.formatted("{\"AWS\":\"arn:aws:iam::777788889999:root\"}");

    static final List<Script> SCRIPTS = List.of(
            script("a secret's ARN is its name, a hyphen and six characters", Source.secrets("CreateSecret"))
                    .about("CreateSecret", "DescribeSecret")
                    .play(stage -> {
                        String name = stage.name("/contract/arn");
                        String arn = create(stage, name);
                        String end = arn.substring(arn.indexOf(":secret:") + 8);
                        return then(
                                end.matches(Pattern.quote(name) + "-[A-Za-z0-9]{6}") ? "fits" : end,
                                shown(stage, arn).name().equals(name));
                    })
                    .onAws("fits; true"),
            script("a secret can be made empty, and a second of its name can't", Source.secrets("CreateSecret"))
                    .about("CreateSecret", "GetSecretValue")
                    .item(6)
                    .play(stage -> {
                        String name = stage.name("/contract/empty");
                        create(stage, name);
                        return then(
                                shown(stage, name).versionIdsToStages().size(),
                                stage.answer(() -> stage.secrets.getSecretValue(request -> request.secretId(name))),
                                stage.answer(() -> create(stage, name)));
                    })
                    .onAws("0; ResourceNotFoundException; ResourceExistsException"),
            script("a secret in another region is not found", Source.secrets("DescribeSecret"))
                    .about("DescribeSecret")
                    .play(stage -> {
                        String name = stage.name("/contract/region");
                        create(stage, name);
                        Stage there = stage.in(OTHER_REGION);
                        return stage.answer(() -> shown(there, name));
                    })
                    .onAws("ResourceNotFoundException"),
            script("lists are filtered by how tags begin, not by what they are", Source.secrets("Filter"))
                    .about("ListSecrets")
                    .play(stage -> {
                        String value = stage.name("one");
                        tagged(stage, stage.name("/contract/filter-a"), value);
                        tagged(stage, stage.name("/contract/filter-b"), value + "-more");
                        return then(
                                count(stage, filter(FilterNameStringType.TAG_VALUE, value)),
                                count(stage, filter(FilterNameStringType.TAG_VALUE, value + "-more")),
                                count(stage, filter(FilterNameStringType.TAG_VALUE, value.toUpperCase(Locale.ROOT))));
                    })
                    .onAws("2; 1; 0"),
            script("lists page", Source.secrets("ListSecrets"))
                    .about("ListSecrets")
                    .item(13)
                    .play(stage -> {
                        String value = stage.name("page");
                        tagged(stage, stage.name("/contract/page-a"), value);
                        tagged(stage, stage.name("/contract/page-b"), value);
                        Filter filter = filter(FilterNameStringType.TAG_VALUE, value);
                        ListSecretsResponse first = stage.secrets.listSecrets(
                                request -> request.filters(filter).maxResults(1));
                        ListSecretsResponse second = stage.secrets.listSecrets(
                                request -> request.filters(filter).maxResults(1).nextToken(first.nextToken()));
                        return then(
                                first.secretList().size(), second.secretList().size(), second.nextToken() == null);
                    })
                    .onAws("1; 1; true"),
            script("lists tell stages, key and tags", Source.secrets("SecretListEntry"))
                    .about("ListSecrets")
                    .play(stage -> {
                        String name = stage.name("/contract/entry");
                        stage.secrets.createSecret(request -> request.name(name)
                                .secretString("value")
                                .kmsKeyId("alias/own")
                                .tags(tag("stockade.dev/stack", "payments/orders")));
                        SecretListEntry entry = stage.secrets
                                .listSecrets(request -> request.filters(filter(FilterNameStringType.NAME, name)))
                                .secretList()
                                .get(0);
                        return then(
                                entry.secretVersionsToStages().values(),
                                entry.kmsKeyId(),
                                entry.tags().size(),
                                entry.nextRotationDate());
                    })
                    .onAws("[[AWSCURRENT]]; alias/own; 1; null"),
            script("lists may lag behind", Source.secrets("ListSecrets"))
                    .about("ListSecrets")
                    .item(1)
                    .lateReads()
                    .play(stage -> {
                        String name = stage.name("/contract/late");
                        create(stage, name);
                        Filter filter = filter(FilterNameStringType.NAME, name);
                        long atOnce = count(stage, filter);
                        stage.pass(Duration.ofMinutes(5));
                        return then(atOnce, count(stage, filter));
                    })
                    .onAws("0; 1")
                    .onMoto("1; 1", "reads never lag"),
            script("tags are put on and taken off; AWS's own prefix is refused", Source.secrets("TagResource"))
                    .about("TagResource", "UntagResource")
                    .item(11)
                    .play(stage -> {
                        String name = stage.name("/contract/tags");
                        create(stage, name);
                        stage.secrets.tagResource(
                                request -> request.secretId(name).tags(tag("a", "1"), tag("b", "2"), tag("a", "3")));
                        stage.secrets.untagResource(
                                request -> request.secretId(name).tagKeys("b", "none"));
                        return then(
                                tags(stage, name),
                                stage.answer(() -> stage.secrets.tagResource(
                                        request -> request.secretId(name).tags(tag("aws:a", "1")))));
                    })
                    .onAws("a=3; InvalidParameterException")
                    .onMoto("a=3; done", "the prefix is not looked at"),
            script("description and key are changed in place", Source.secrets("UpdateSecret"))
                    .about("UpdateSecret")
                    .play(stage -> {
                        String name = stage.name("/contract/update");
                        create(stage, name);
                        stage.secrets.updateSecret(request ->
                                request.secretId(name).description("more").kmsKeyId("alias/own"));
                        DescribeSecretResponse changed = shown(stage, name);
                        stage.secrets.updateSecret(
                                request -> request.secretId(name).kmsKeyId(""));
                        return then(
                                changed.description(),
                                changed.kmsKeyId(),
                                shown(stage, name).kmsKeyId());
                    })
                    .onAws("more; alias/own; null")
                    .onMoto("more; alias/own; ", "an empty key stays an empty text"),
            script("a policy for everybody is blocked where that is asked for", Source.secrets("PutResourcePolicy"))
                    .about("PutResourcePolicy", "GetResourcePolicy")
                    .play(stage -> {
                        String name = stage.name("/contract/public");
                        create(stage, name);
                        return then(
                                stage.answer(() -> put(stage, name, PUBLIC)),
                                stage.answer(() -> put(stage, name, NARROW)),
                                NARROW.equals(policy(stage, name)));
                    })
                    .onAws("PublicPolicyException; done; true")
                    .onMoto("done; done; true", "it says itself that it does not block"),
            script("a policy must be JSON", Source.secrets("PutResourcePolicy"))
                    .about("PutResourcePolicy")
                    .play(stage -> {
                        String name = stage.name("/contract/malformed");
                        create(stage, name);
                        return stage.answer(() -> put(stage, name, "{banana"));
                    })
                    .onAws("MalformedPolicyDocumentException")
                    .onMoto("done", "policies are not read"),
            script("a policy is taken off, and then there is none", Source.secrets("DeleteResourcePolicy"))
                    .about("DeleteResourcePolicy", "GetResourcePolicy")
                    .play(stage -> {
                        String name = stage.name("/contract/no-policy");
                        create(stage, name);
                        put(stage, name, NARROW);
                        stage.secrets.deleteResourcePolicy(request -> request.secretId(name));
                        return String.valueOf(policy(stage, name));
                    })
                    .onAws("null"),
            script("a policy is tried before it is put", Source.secrets("ValidateResourcePolicy"))
                    .about("ValidateResourcePolicy")
                    .play(stage -> then(passes(stage, PUBLIC), passes(stage, NARROW), passes(stage, "{banana")))
                    .onAws("false; true; false")
                    .onMoto("HTTP 500", "not implemented"),
            script("a deletion waits for 7 to 30 days, 30 if nothing is said", Source.secrets("DeleteSecret"))
                    .about("DeleteSecret")
                    .item(3)
                    .play(stage -> {
                        String name = stage.name("/contract/window");
                        create(stage, name);
                        Instant end = stage.secrets
                                .deleteSecret(request -> request.secretId(name))
                                .deletionDate();
                        long days = Duration.between(shown(stage, name).createdDate(), end)
                                .plusHours(1)
                                .toDays();
                        return then(window(stage, 6), window(stage, 31), window(stage, 7), days);
                    })
                    .onAws("InvalidParameterException; InvalidParameterException; done; 30"),
            script(
                            "a secret that is to be deleted is hidden, refuses its use, and keeps its name",
                            Source.secretsGuide("manage_delete-secret"))
                    .about("DeleteSecret", "ListSecrets", "GetSecretValue", "DescribeSecret")
                    .item(3)
                    .play(stage -> {
                        String name = stage.name("/contract/deleted");
                        stage.secrets.createSecret(request -> request.name(name).secretString("value"));
                        stage.secrets.deleteSecret(
                                request -> request.secretId(name).recoveryWindowInDays(7L));
                        Filter filter = filter(FilterNameStringType.NAME, name);
                        return then(
                                count(stage, filter),
                                stage.secrets
                                        .listSecrets(request ->
                                                request.filters(filter).includePlannedDeletion(true))
                                        .secretList()
                                        .size(),
                                stage.answer(() -> stage.secrets.getSecretValue(request -> request.secretId(name))),
                                stage.answer(() -> create(stage, name)),
                                shown(stage, name).deletedDate() != null);
                    })
                    .onAws("0; 1; InvalidRequestException; InvalidRequestException; true")
                    .onMoto(
                            "0; 1; InvalidRequestException; ResourceExistsException; true",
                            "a name is taken, whatever becomes of its secret"),
            script("a secret that is to be deleted can't be changed", Source.secretsGuide("manage_delete-secret"))
                    .about("PutSecretValue", "UpdateSecret", "TagResource", "PutResourcePolicy", "DeleteSecret")
                    .play(stage -> {
                        String name = stage.name("/contract/frozen");
                        create(stage, name);
                        stage.secrets.deleteSecret(request -> request.secretId(name));
                        return then(
                                stage.answer(() -> stage.secrets.putSecretValue(
                                        request -> request.secretId(name).secretString("value"))),
                                stage.answer(() -> stage.secrets.updateSecret(
                                        request -> request.secretId(name).description("x"))),
                                stage.answer(() -> stage.secrets.tagResource(
                                        request -> request.secretId(name).tags(tag("a", "1")))),
                                stage.answer(() -> put(stage, name, NARROW)),
                                stage.answer(() -> stage.secrets.deleteSecret(request -> request.secretId(name))));
                    })
                    .onAws("InvalidRequestException; InvalidRequestException; InvalidRequestException;"
                            + " InvalidRequestException; InvalidRequestException")
                    .onMoto(
                            "done; InvalidRequestException; done; done; InvalidRequestException",
                            "only some calls look at the deletion"),
            script("a secret that is to be deleted is restored with all it had", Source.secrets("RestoreSecret"))
                    .about("RestoreSecret")
                    .play(stage -> {
                        String name = stage.name("/contract/restored");
                        stage.secrets.createSecret(request -> request.name(name).secretString("value"));
                        stage.secrets.deleteSecret(request -> request.secretId(name));
                        stage.secrets.restoreSecret(request -> request.secretId(name));
                        return then(
                                shown(stage, name).deletedDate(),
                                stage.secrets
                                        .getSecretValue(request ->
                                                request.secretId(name).versionStage("AWSCURRENT"))
                                        .secretString());
                    })
                    .onAws("null; value"),
            script("a deletion by force may find nothing", Source.secrets("DeleteSecret"))
                    .about("DeleteSecret")
                    .play(stage -> {
                        String name = stage.name("/contract/none");
                        return then(
                                stage.answer(() -> stage.secrets.deleteSecret(
                                        request -> request.secretId(name).forceDeleteWithoutRecovery(true))),
                                stage.answer(() -> stage.secrets.deleteSecret(request -> request.secretId(name))));
                    })
                    .onAws("done; ResourceNotFoundException"),
            script(
                            "a replica is in the other region, knows its primary, and can't be changed there",
                            Source.secretsGuide("replicate-secrets"))
                    .about("ReplicateSecretToRegions", "DescribeSecret")
                    .play(stage -> {
                        String name = stage.name("/contract/replica");
                        stage.secrets.createSecret(request -> request.name(name).secretString("value"));
                        replicate(stage, name);
                        Stage there = stage.in(OTHER_REGION);
                        return then(
                                shown(there, name).primaryRegion(),
                                shown(stage, name).replicationStatus().get(0).statusAsString(),
                                stage.answer(() -> there.secrets.tagResource(
                                        request -> request.secretId(name).tags(tag("a", "1")))));
                    })
                    .onAws(Stage.REGION + "; InSync; InvalidParameterException"),
            script(
                            "a secret with replicas can't be deleted before them",
                            Source.secrets("RemoveRegionsFromReplication"))
                    .about("RemoveRegionsFromReplication", "ReplicateSecretToRegions", "DeleteSecret")
                    .item(5)
                    .play(stage -> {
                        String name = stage.name("/contract/primary");
                        create(stage, name);
                        replicate(stage, name);
                        String before =
                                stage.answer(() -> stage.secrets.deleteSecret(request -> request.secretId(name)));
                        stage.secrets.removeRegionsFromReplication(
                                request -> request.secretId(name).removeReplicaRegions(OTHER_REGION));
                        Stage there = stage.in(OTHER_REGION);
                        return then(
                                before,
                                stage.answer(() -> shown(there, name)),
                                stage.answer(() -> stage.secrets.deleteSecret(request -> request.secretId(name))));
                    })
                    .onAws("InvalidParameterException; ResourceNotFoundException; done"),
            script("passwords are drawn from what is left", Source.secrets("GetRandomPassword"))
                    .about("GetRandomPassword")
                    .play(stage -> {
                        String drawn = stage.secrets
                                .getRandomPassword(request -> request.passwordLength(40L)
                                        .excludePunctuation(true)
                                        .excludeCharacters("abc"))
                                .randomPassword();
                        return drawn.matches("[d-zA-Z0-9]{40}") ? "fits" : "does not fit";
                    })
                    .onAws("fits"));

    private Secrets() {}

    static String create(Stage stage, String name) {
        return stage.secrets.createSecret(request -> request.name(name)).arn();
    }

    static DescribeSecretResponse shown(Stage stage, String name) {
        return stage.secrets.describeSecret(request -> request.secretId(name));
    }

    private static void tagged(Stage stage, String name, String value) {
        stage.secrets.createSecret(request -> request.name(name).tags(tag("contract", value)));
    }

    private static String window(Stage stage, long days) {
        String name = stage.name("/contract/window-" + days);
        create(stage, name);
        return stage.answer(() ->
                stage.secrets.deleteSecret(request -> request.secretId(name).recoveryWindowInDays(days)));
    }

    private static void replicate(Stage stage, String name) {
        stage.secrets.replicateSecretToRegions(request -> request.secretId(name)
                .addReplicaRegions(
                        ReplicaRegionType.builder().region(OTHER_REGION).build()));
        stage.pass(Duration.ofMinutes(1));
    }

    private static Object put(Stage stage, String name, String policy) {
        return stage.secrets.putResourcePolicy(
                request -> request.secretId(name).blockPublicPolicy(true).resourcePolicy(policy));
    }

    private static String policy(Stage stage, String name) {
        return stage.secrets
                .getResourcePolicy(request -> request.secretId(name))
                .resourcePolicy();
    }

    private static boolean passes(Stage stage, String policy) {
        return stage.secrets
                .validateResourcePolicy(request -> request.resourcePolicy(policy))
                .policyValidationPassed();
    }

    private static String tags(Stage stage, String name) {
        return shown(stage, name).tags().stream()
                .map(tag -> tag.key() + "=" + tag.value())
                .collect(Collectors.joining(","));
    }

    private static long count(Stage stage, Filter filter) {
        return stage.secrets
                .listSecrets(request -> request.filters(filter))
                .secretList()
                .size();
    }

    private static Filter filter(FilterNameStringType key, String value) {
        return Filter.builder().key(key).values(value).build();
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
