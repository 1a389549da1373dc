package io.stockade.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.ReadScope;
import io.stockade.cloud.Written;
import io.stockade.graph.Component;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Secret;
import io.stockade.graph.SecretRotation;
import io.stockade.graph.Tags;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** Secrets and their rotations, but for their values. */
class SecretDriversTest {
    private static final String NAME = "/prod/orders/db";
    private static final String KEY = "11111111-2222-3333-4444-555555555555";
    private static final PolicyDocument READERS = policy("arn:aws:iam::111122223333:role/orders-api");

    private final Lab lab = new Lab();
    private final SecretsManagerClient console = lab.sandbox.as("console").secretsManager(Lab.ACCOUNT, Lab.REGION);
    private final SecretFunction function = new SecretFunction(lab);

    private static PolicyDocument policy(String principal) {
        return PolicyDocument.parse(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Readers\",\"Effect\":\"Allow\","
                        + "\"Principal\":{\"AWS\":\"" + principal + "\"},\"Action\":\"secretsmanager:GetSecretValue\","
                        + "\"Resource\":\"*\"}]}");
    }

    private static Secret wanted() {
        return new Secret(
                NAME,
                "login of the orders",
                "",
                Collections.emptySortedSet(),
                14,
                READERS,
                false,
                Collections.emptySortedSet(),
                "",
                "",
                "",
                Lab.tags(ResourceKind.SECRET, "orders-db"));
    }

    private static Secret with(Secret secret, String component, Object value) {
        return Component.with(secret, component, value);
    }

    private Observed<Secret> made() {
        return lab.make("orders-db", wanted());
    }

    /** But for what is AWS's to tell. */
    private void assertShown(Observed<Secret> known) {
        Observed<Secret> listed = seen();
        Observed<Secret> detailed = lab.driver(listed.value()).readDetails(listed);
        assertThat(detailed.unread()).isEmpty();
        assertThat(detailed.id()).isEqualTo(known.id());
        assertThat(detailed.lifecycle()).isEqualTo(known.lifecycle());
        assertThat(ours(detailed.value())).isEqualTo(ours(known.value()));
        assertThat(ours(lab.driver(known.value())
                        .readById(known.id())
                        .orElseThrow()
                        .value()))
                .isEqualTo(with(ours(known.value()), "policy", PolicyDocument.NONE));
    }

    private static Secret ours(Secret secret) {
        return with(with(secret, "changed", ""), "stages", Collections.emptySortedSet());
    }

    @SuppressWarnings("unchecked") // kinds and record types are one to one
    private Observed<Secret> seen() {
        List<Observed<?>> listed = lab.listed(ResourceKind.SECRET);
        assertThat(listed).hasSize(1);
        return (Observed<Secret>) listed.get(0);
    }

    private DescribeSecretResponse described() {
        return console.describeSecret(request -> request.secretId(NAME));
    }

    private CloudException failed(Runnable action) {
        return catchThrowableOfType(CloudException.class, action::run);
    }

    @Test
    void secretIsMadeEmptyWithItsTagsAndItsPolicy() {
        Observed<Secret> made = lab.fromHere().make("orders-db", wanted());

        assertThat(lab.calls).containsExactly("CreateSecret ok", "PutResourcePolicy ok");
        assertThat(made.value().tags().values()).containsEntry(Owner.RECOVERY_TAG, "14");
        assertThat(described().versionIdsToStages()).isEmpty();
        assertShown(made);
    }

    @Test
    void listSaysWhatHasWhichLabelAndSinceWhen() {
        made();
        console.putSecretValue(request ->
                request.secretId(NAME).clientRequestToken("v".repeat(32)).secretString("whatever"));

        Secret seen = seen().value();

        assertThat(seen.stages()).containsExactly("AWSCURRENT=" + "v".repeat(32));
        assertThat(seen.changed()).isEqualTo(Lab.START.toString());
        assertThat(seen.rotated()).isEmpty();
        assertThat(seen.nextRotation()).isEmpty();
        assertThat(lab.calls).as("never for drift").noneMatch(call -> call.startsWith("GetSecretValue"));
    }

    @Test
    void secondCreationFindsTheFirst() {
        Observed<Secret> first = made();

        Written again = lab.fromHere().driver(wanted()).create(List.of(Lab.creation("orders-db", wanted())));

        assertThat(lab.calls).containsExactly("CreateSecret already_exists", "DescribeSecret ok");
        assertThat(lab.own(again, wanted()).id()).isEqualTo(first.id());
        assertThat(lab.own(again, wanted()).unread()).containsExactly("policy");
    }

    @Test
    void lostReplyLeaksNothing() {
        lab.sandbox.faults().once(FaultPoint.action("CreateSecret"), new Fault.ReplyLost());
        assertThat(failed(this::made).category()).isEqualTo(Category.UNCERTAIN);

        Written again = lab.driver(wanted()).create(List.of(Lab.creation("orders-db", wanted())));

        assertThat(lab.own(again, wanted()).id()).isEqualTo(described().arn());
    }

    @Test
    void policyThatFailsLeavesASecretThatLacksIt() {
        lab.sandbox.faults().once(FaultPoint.action("PutResourcePolicy"), new Fault.Denied());

        Written written = lab.driver(wanted()).create(List.of(Lab.creation("orders-db", wanted())));

        assertThat(written.problem()).isNotNull();
        assertThat(lab.own(written, wanted()).value().policy()).isEqualTo(PolicyDocument.NONE);
    }

    @Test
    void nameOfSomebodyElseSaysWhose() {
        console.createSecret(request -> request.name(NAME));

        CloudException taken = failed(this::made);

        assertThat(taken.category()).isEqualTo(Category.ALREADY_EXISTS);
        assertThat(taken).hasMessageContaining("no stack: it has no tags of Stockade");
    }

    @Test
    void nameOfOneThatSomebodyDeletedSaysWhose() {
        console.createSecret(request -> request.name(NAME));
        console.deleteSecret(request -> request.secretId(NAME));

        CloudException taken = failed(this::made);

        assertThat(taken.category()).isEqualTo(Category.ALREADY_EXISTS);
        assertThat(taken).hasMessageContaining("scheduled for deletion").hasMessageContaining("no tags of Stockade");
    }

    @Test
    void ownDeletedOneIsFoundAndRestoredBeforeAnythingElse() {
        made();
        console.deleteSecret(request -> request.secretId(NAME).recoveryWindowInDays(7L));
        Secret described = with(wanted(), "description", "new");
        Written found = lab.driver(described).create(List.of(Lab.creation("orders-db", described)));
        Observed<Secret> retired = lab.own(found, described);
        assertThat(retired.lifecycle()).isEqualTo(Lifecycle.RETIRED);
        assertThat(retired.note())
                .isEqualTo("it is deleted, and can be restored until " + Lab.START.plus(Duration.ofDays(7)));
        assertThat(lab.driver(described).readDetails(retired)).isEqualTo(retired);

        Observed<Secret> back = lab.fromHere().change(retired, described, "description", "scheduledForDeletion");

        assertThat(lab.calls).containsExactly("RestoreSecret ok", "UpdateSecret ok");
        assertThat(back.lifecycle()).isEqualTo(Lifecycle.READY);
        assertThat(described().deletedDate()).isNull();
        assertThat(described().description()).isEqualTo("new");
    }

    @Test
    void everyComponentChangesInPlace() {
        Observed<Secret> secret = made();
        Secret other = with(with(wanted(), "description", "another"), "kmsKey", KEY);
        secret = lab.fromHere().change(secret, other, "description", "kmsKey");
        assertThat(lab.calls).containsExactly("UpdateSecret ok");
        assertShown(secret);
        other = with(other, "policy", policy("arn:aws:iam::111122223333:role/billing"));
        secret = lab.change(secret, other, "policy");
        assertShown(secret);
        other = with(with(other, "kmsKey", ""), "policy", PolicyDocument.NONE);
        secret = lab.fromHere().change(secret, other, "kmsKey", "policy");
        assertThat(lab.calls).containsExactly("DeleteResourcePolicy ok", "UpdateSecret ok");
        assertShown(secret);
        other = with(with(other, "recoveryWindowDays", 7), "tags", other.tags().with(Map.of("team", "x")));
        secret = lab.change(secret, other, "recoveryWindowDays", "tags");
        assertThat(secret.tags().values()).containsEntry("team", "x").containsEntry(Owner.RECOVERY_TAG, "7");
        assertShown(secret);
    }

    @Test
    void replicasComeChangeTheirKeyAndGo() {
        Observed<Secret> secret = lab.make("orders-db", with(wanted(), "replicas", replicas("us-east-1", "us-west-2")));
        assertShown(secret);
        Secret other = with(wanted(), "replicas", replicas("us-east-1=" + KEY, "eu-north-1"));

        secret = lab.fromHere().change(secret, other, "replicas");

        assertThat(lab.calls).containsExactly("RemoveRegionsFromReplication ok", "ReplicateSecretToRegions ok");
        assertShown(secret);
        secret = lab.fromHere().change(secret, wanted(), "replicas");
        assertThat(lab.calls).containsExactly("RemoveRegionsFromReplication ok");
        assertShown(secret);
    }

    @Test
    void replicaThatFailedIsNotTheOneThatIsWanted() {
        lab.sandbox.secretsManager(Lab.ACCOUNT, "us-east-1").createSecret(request -> request.name(NAME));
        Secret wanted = with(wanted(), "replicas", replicas("us-east-1"));
        lab.make("orders-db", wanted);
        Observed<Secret> seen = lab.driver(wanted).readDetails(seen());
        assertThat(seen.value().replicas()).containsExactly("us-east-1 (failed)");

        lab.fromHere().change(seen, wanted, "replicas");

        assertThat(lab.calls).containsExactly("RemoveRegionsFromReplication ok", "ReplicateSecretToRegions ok");
    }

    @Test
    void publicPolicyIsRefused() {
        Observed<Secret> secret = made();

        CloudException refused = failed(() -> lab.change(secret, with(wanted(), "policy", policy("*")), "policy"));

        assertThat(refused.category()).isEqualTo(Category.INVALID);
        assertThat(refused.code()).isEqualTo("PublicPolicyException");
    }

    @Test
    void deletionTakesReplicasFirstAndTheWindowFromTheTag() {
        Observed<Secret> secret = lab.make("orders-db", with(wanted(), "replicas", replicas("us-east-1")));

        Written written = lab.fromHere().delete(secret);

        assertThat(lab.calls).containsExactly("RemoveRegionsFromReplication ok", "DeleteSecret ok");
        Observed<Secret> retired = lab.own(written, secret.value());
        assertThat(retired.lifecycle()).isEqualTo(Lifecycle.RETIRED);
        assertThat(retired.value().scheduledForDeletion()).isTrue();
        assertThat(retired.note())
                .contains("until " + Lab.START.plus(Duration.ofDays(14)).plusSeconds(1));
        Observed<Secret> listed = seen();
        assertThat(listed.lifecycle()).isEqualTo(Lifecycle.RETIRED);
        assertThat(listed.note()).isEqualTo(retired.note());
        lab.fromHere().delete(listed);
        assertThat(lab.calls).as("what is deleted already").isEmpty();
        lab.wait(Duration.ofDays(15));
        lab.assertGone(retired);
        assertThat(lab.delete(secret).gone()).hasSize(1);
    }

    @Test
    void deletionWithoutAGoodTagKeepsItForLongest() {
        made();
        for (String days : List.of("", "3", "31", "soon")) {
            console.tagResource(request -> request.secretId(NAME)
                    .tags(Tag.builder().key(Owner.RECOVERY_TAG).value(days).build()));
            lab.delete(seen());
            assertThat(Duration.between(lab.time.now(), described().deletedDate()))
                    .as(days)
                    .isCloseTo(Duration.ofDays(30), Duration.ofSeconds(1));
            console.restoreSecret(request -> request.secretId(NAME));
        }
        assertThat(seen().value().recoveryWindowDays()).as("what nobody wants").isZero();
    }

    @Test
    void deletionFindsReplicasThatSomebodyMade() {
        Observed<Secret> secret = made();
        console.replicateSecretToRegions(request -> request.secretId(NAME).addReplicaRegions(replica("us-east-1")));

        lab.fromHere().delete(secret);

        assertThat(lab.calls)
                .containsExactly(
                        "DeleteSecret invalid",
                        "DescribeSecret ok",
                        "RemoveRegionsFromReplication ok",
                        "DeleteSecret ok");
    }

    @Test
    void deletionOfOneThatSomebodyDeletedIsDone() {
        Observed<Secret> secret = made();
        console.deleteSecret(request -> request.secretId(NAME));

        Written written = lab.delete(secret);

        assertThat(lab.own(written, secret.value()).lifecycle()).isEqualTo(Lifecycle.RETIRED);
    }

    @Test
    void onlyOurOwnAreListedAndNoReplicas() {
        made();
        Map<String, String> near = Map.of(Owner.INSTALLATION_TAG, Lab.INSTALLATION + "-2", Owner.STACK_TAG, "a/b");
        Map<String, String> crossed =
                Map.of(Owner.INSTALLATION_TAG, "x", Owner.STACK_TAG, "a/b", "other", Lab.INSTALLATION);
        console.createSecret(request -> request.name("near").tags(list(near)));
        console.createSecret(request -> request.name("crossed").tags(list(crossed)));
        lab.sandbox
                .secretsManager(Lab.ACCOUNT, "us-east-1")
                .createSecret(request -> request.name("elsewhere")
                        .tags(list(wanted().tags().values()))
                        .addReplicaRegions(replica(Lab.REGION)));
        lab.wait(Duration.ofMinutes(1));
        assertThat(console.listSecrets(request -> {}).secretList()).hasSize(4);

        List<Observed<?>> listed = lab.fromHere().listed(ResourceKind.SECRET);

        assertThat(listed).extracting(Observed::id).containsExactly(described().arn());
        assertThat(lab.calls).containsExactly("ListSecrets ok");
        assertThat(lab.reader(ResourceKind.SECRET).list(new ReadScope("other", new TreeSet<>())))
                .isEmpty();
        assertThat(lab.reader(ResourceKind.SECRET).list(lab.scope()))
                .extracting(each -> each.stack())
                .containsExactly("payments/orders");
    }

    @Test
    void allPagesAreRead() {
        for (int index = 0; index < 150; index++) {
            String name = "/prod/orders/" + index;
            console.createSecret(
                    request -> request.name(name).tags(list(wanted().tags().values())));
        }

        List<Observed<?>> listed = lab.fromHere().listed(ResourceKind.SECRET);

        assertThat(listed).hasSize(150);
        assertThat(lab.count("ListSecrets")).isEqualTo(2);
    }

    @Test
    void rotationIsSwitchedOnChangedAndSwitchedOff() {
        Observed<Secret> secret = made();
        function.make();
        console.putSecretValue(request -> request.secretId(NAME).secretString("first"));
        SecretRotation wanted = rotation(secret, "rate(10 days)", "2h");
        Observed<SecretRotation> rotation = lab.fromHere().make("orders-db", wanted);
        assertThat(lab.calls).containsExactly("RotateSecret ok");
        assertThat(rotation.id()).isEqualTo(secret.id() + ":rotation");
        lab.assertShown(rotation);
        assertThat(seen().value().nextRotation()).isNotEmpty();
        lab.wait(Duration.ofMinutes(5));
        assertThat(console.getSecretValue(request -> request.secretId(NAME)).secretString())
                .as("nothing is rotated by that")
                .isEqualTo("first");
        rotation = lab.change(rotation, rotation(secret, "cron(0 3 ? * SUN *)", ""), "schedule", "window");
        lab.assertShown(rotation);
        lab.delete(rotation);
        lab.assertGone(rotation);
        assertThat(lab.delete(rotation).gone()).as("what is off already").hasSize(1);
    }

    @Test
    void rotationThatSomebodySetByDaysIsSeenAsASchedule() {
        Observed<Secret> secret = made();
        function.make();
        console.putSecretValue(request -> request.secretId(NAME).secretString("first"));
        console.rotateSecret(request -> request.secretId(NAME)
                .rotationLambdaARN(SecretFunction.ARN)
                .rotationRules(rules -> rules.automaticallyAfterDays(7L)));

        List<Observed<?>> listed = lab.listed(ResourceKind.SECRET_ROTATION);

        assertThat(listed).extracting(Observed::value).isEqualTo(List.of(rotation(secret, "rate(7 days)", "")));
    }

    @Test
    void rotationOfADeletedSecretIsNone() {
        Observed<Secret> secret = made();
        function.make();
        console.putSecretValue(request -> request.secretId(NAME).secretString("first"));
        Observed<SecretRotation> rotation = lab.make("orders-db", rotation(secret, "rate(10 days)", ""));

        lab.delete(secret);

        lab.assertGone(rotation);
        assertThat(lab.delete(rotation).gone()).hasSize(1);
    }

    @Test
    void functionThatDoesNotLetSecretsManagerInIsWaitedFor() {
        Observed<Secret> secret = made();
        CloudException missing = failed(() -> lab.make("orders-db", rotation(secret, "rate(10 days)", "")));
        function.makeClosed();

        CloudException closed = failed(() -> lab.make("orders-db", rotation(secret, "rate(10 days)", "")));

        assertThat(missing.category()).isEqualTo(Category.DEPENDENCY);
        assertThat(closed.category()).isEqualTo(Category.DEPENDENCY);
    }

    private static SecretRotation rotation(Observed<Secret> secret, String schedule, String window) {
        return new SecretRotation(Ref.known(secret.id()), Ref.known(SecretFunction.ARN), schedule, window);
    }

    private static SortedSet<String> replicas(String... replicas) {
        return new TreeSet<>(List.of(replicas));
    }

    private static ReplicaRegionType replica(String region) {
        return ReplicaRegionType.builder().region(region).build();
    }

    private static List<Tag> list(Map<String, String> tags) {
        return Tags.of(tags).values().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
