package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.reconcile.DesiredStack;
import io.stockade.sandbox.JournalEntry;
import io.stockade.sandbox.Sandbox;
import io.stockade.spec.SecureStack;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Another account, lost memory, other owners, an empty region: nothing is written, and the status says what to do. */
class DrillsTest {
    private static final String OTHER = "999999999999";
    private static final String WITH_GROUP = """
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata: {name: minimal}
            spec:
              region: eu-west-1
              securityGroups: [{name: app}]
            """;

    @Test
    void credentialsBeginToBelongToAnotherAccount() {
        try (Drill drill = Drill.minimal()) {
            drill.simulation.sandbox.faults().credentials(Sandbox.PRINCIPAL, OTHER);

            drill.minutes(10);

            drill.nothingWritten();
            assertWrongAccount(drill);
            assertThat(drill.told("Ready", "False", "WrongAccount")).contains("the stack was last seen 2027-01-01T00:");
            drill.simulation.sandbox.faults().clear();
            drill.minutes(2);
            drill.readyUnwritten();
        }
    }

    @Test
    void aManifestThatChangesRightThenWritesNothing() {
        try (Drill drill = Drill.minimal()) {
            drill.seconds(10);
            drill.simulation.sandbox.faults().credentials(Sandbox.PRINCIPAL, OTHER);

            drill.simulation.apply(Simulation.manifest(WITH_GROUP));
            drill.seconds(5);

            drill.nothingWritten();
            assertWrongAccount(drill);
            drill.simulation.sandbox.faults().clear();
            drill.minutes(2);
            assertThat(drill.simulation.status(drill.stack).outputs().securityGroups())
                    .containsKey("app");
        }
    }

    @Test
    void aRestartWithTheCredentialsOfAnotherAccount() {
        try (Drill drill = Drill.minimal()) {
            drill.simulation.restart();

            drill.simulation.sandbox.faults().credentials(drill.simulation.principal(), OTHER);
            drill.minutes(7);

            drill.nothingWritten();
            assertWrongAccount(drill);
            drill.simulation.sandbox.faults().clear();
            drill.minutes(2);
            drill.readyUnwritten();
        }
    }

    @Test
    void theAccountIsPinnedAgainWhereMemoryWasLost() {
        try (Drill drill = Drill.minimal()) {
            drill.simulation.memory.forget(drill.stack);
            drill.minutes(1);
            drill.simulation.sandbox.faults().credentials(Sandbox.PRINCIPAL, OTHER);

            drill.minutes(8);

            drill.nothingWritten();
            assertWrongAccount(drill);
        }
    }

    @Test
    void anAccountThatTheManifestDoesNotNameIsNeverBuiltIn() {
        try (Simulation simulation = new Simulation()) {
            SecureStack manifest = Simulation.manifest(
                    WITH_GROUP.replace("  region:", "  account: {id: \"" + OTHER + "\"}\n  region:"));

            String stack = simulation.apply(manifest);
            simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(7)));

            assertThat(simulation.writes(0)).isEmpty();
            assertThat(simulation.defects).isEmpty();
            StackStatus.Condition stalled =
                    simulation.status(stack).condition("Stalled").orElseThrow();
            assertThat(stalled.reason()).isEqualTo("WrongAccount");
            assertThat(stalled.message())
                    .isEqualTo(
                            "the credentials belong to account 111122223333, but spec.account.id is 999999999999: use"
                                    + " credentials or a role of account 999999999999");
        }
    }

    private static void assertWrongAccount(Drill drill) {
        assertThat(drill.told("Stalled", "True", "WrongAccount"))
                .isEqualTo("the stack was built in account 111122223333, but the credentials belong to 999999999999:"
                        + " use credentials or a role of account 111122223333");
    }

    @Test
    void memoryIsLost() {
        try (Drill drill = Drill.minimal()) {
            drill.simulation.memory.forget(drill.stack);
            drill.simulation.restart();

            drill.minutes(3);

            drill.readyUnwritten();
        }
    }

    @Test
    void memoryIsLostWithTheUid() {
        try (Drill drill = Drill.minimal()) {
            List<String> ids = List.copyOf(drill.console().ids().values());
            drill.simulation.memory.forget(drill.stack);
            drill.simulation.restart();

            drill.known("uid-new", null);
            drill.minutes(7);

            drill.nothingWritten();
            assertThat(drill.told("Stalled", "True", "OtherIncarnation"))
                    .contains("belongs to an earlier default/minimal with uid uid-minimal")
                    .contains("set the annotation stockade.dev/adopt-uid: uid-minimal");
            drill.known("uid-new", "uid-minimal");
            drill.minutes(2);
            drill.readyUnwritten();
            drill.known("uid-new", null);
            drill.minutes(2);
            drill.readyUnwritten();
            assertThat(drill.console().ids().values()).containsExactlyElementsOf(ids);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Vpc/vpc", "Subnet/private-euw1-az1", "SecurityGroup/nat", "ElasticIp/nat-instance-euw1-az1"})
    void anotherInstallationClaimsWhatWeMade(String address) {
        try (Drill drill = Drill.minimal()) {
            Console console = drill.console();
            drill.simulation.act(() -> tag(console, console.id(address), "stockade.dev/installation", "other"));

            drill.minutes(7);

            drill.nothingWritten();
            assertThat(drill.told("Stalled", "True", "OwnedByOther"))
                    .contains(console.id(address), "installation 'other'", "installation 'test'");
            drill.simulation.act(() -> tag(console, console.id(address), "stockade.dev/installation", "test"));
            drill.minutes(2);
            drill.readyUnwritten();
        }
    }

    @Test
    void anotherStackClaimsOurVpc() {
        try (Drill drill = Drill.minimal()) {
            Console console = drill.console();
            drill.simulation.act(() -> tag(console, console.vpc(), "stockade.dev/stack", "payments/orders"));

            drill.minutes(7);

            drill.nothingWritten();
            assertThat(drill.told("Stalled", "True", "OwnedByOther"))
                    .contains("Vpc/vpc (" + console.vpc() + ") was made for stack default/minimal")
                    .contains("its tags say stack payments/orders")
                    .contains("until they say again stockade.dev/installation=test and stockade.dev/stack=default/");
        }
    }

    @Test
    void anotherInstallationBuildsInOurVpc() {
        try (Drill drill = Drill.minimal()) {
            Console console = drill.console();
            String subnet = drill.simulation.time.call(() -> foreignSubnet(drill, console));

            drill.minutes(7);

            drill.nothingWritten();
            drill.told("Ready", "True", "AsDeclared");
            drill.told("Drifted", "True", "DriftFound");
            assertThat(drill.simulation.status(drill.stack).drift().items())
                    .singleElement()
                    .satisfies(drift -> {
                        assertThat(drift.id()).isEqualTo(subnet);
                        assertThat(drift.doing()).isEqualTo("not ours: never touched");
                    });
            drill.simulation.act(() -> console.ec2.deleteSubnet(request -> request.subnetId(subnet)));
            drill.minutes(1);
            drill.readyUnwritten();
        }
    }

    private static String foreignSubnet(Drill drill, Console console) {
        String cidr =
                String.valueOf(drill.simulation.status(drill.stack).outputs().cidr());
        TagSpecification tags = TagSpecification.builder()
                .resourceType(ResourceType.SUBNET)
                .tags(
                        tag("stockade.dev/installation", "other"),
                        tag("stockade.dev/stack", "default/minimal"),
                        tag("stockade.dev/resource", "Subnet/private-euw1-az1"))
                .build();
        return console.ec2
                .createSubnet(request -> request.vpcId(console.vpc())
                        .cidrBlock(cidr.replaceAll("0\\.0/.*", "255.240/28"))
                        .tagSpecifications(tags))
                .subnet()
                .subnetId();
    }

    private static void tag(Console console, String id, String key, String value) {
        console.ec2.createTags(request -> request.resources(id).tags(tag(key, value)));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @Test
    void aRegionThatLooksEmptyForLessThanTheWindow() {
        try (Drill drill = Drill.minimal()) {
            drill.simulation.sandbox.faults().emptyRegion(Simulation.ACCOUNT, Console.REGION, true);

            StackStatus status = drill.minutes(4);

            drill.nothingWritten();
            assertThat(status.phase()).isEqualTo("Unknown");
            assertThat(drill.told("Ready", "Unknown", "NotObserved"))
                    .contains("not seen, and that is not believed yet");
            drill.told("Drifted", "Unknown", "NotObserved");
            drill.told("EgressReady", "Unknown", "NotObserved");
            drill.simulation.sandbox.faults().clear();
            drill.minutes(2);
            drill.readyUnwritten();
        }
    }

    /** The account is right, AWS answers, and says twice that nothing is there: then the stack is built again, once. */
    @Test
    void aRegionThatStaysEmptyIsBuiltInAgainAndWhatComesBackIsNotTakenDown() {
        try (Drill drill = Drill.minimal()) {
            String old = drill.console().vpc();
            long begun = drill.simulation.sandbox.journal().sequence();
            drill.simulation.sandbox.faults().emptyRegion(Simulation.ACCOUNT, Console.REGION, true);
            drill.minutes(4);
            drill.nothingWritten();

            drill.simulation.until(
                    drill.stack,
                    Duration.ofMinutes(2),
                    status -> created(drill, begun).size() > 0);
            drill.simulation.sandbox.faults().clear();
            drill.minutes(10);

            assertThat(created(drill, begun)).hasSize(1);
            assertNothingTakenDown(drill, begun);
            assertThat(drill.told("AwaitingApproval", "True", "PlanHeld")).contains("approve ");
            assertThat(drill.console().vpc()).isNotEqualTo(old);
            assertThat(drill.simulation.defects).isEmpty();
        }
    }

    /** What we built and still do not see was not deleted by anybody: it is not built a third time. */
    @Test
    void aRegionThatStaysEmptyForGoodIsBuiltInAgainOnce() {
        try (Drill drill = Drill.minimal()) {
            long begun = drill.simulation.sandbox.journal().sequence();
            drill.simulation.sandbox.faults().emptyRegion(Simulation.ACCOUNT, Console.REGION, true);

            drill.minutes(60);

            assertThat(created(drill, begun)).hasSize(1);
            assertThat(drill.told("Stalled", "True", "NeverShown"))
                    .contains("lists no such VPC since: nothing is built again before it does")
                    .contains("in region eu-west-1 of account 111122223333");
            drill.simulation.sandbox.faults().clear();
            drill.minutes(10);
            assertThat(drill.simulation
                            .status(drill.stack)
                            .condition("Stalled")
                            .orElseThrow()
                            .reason())
                    .isNotEqualTo("NeverShown");
            assertThat(created(drill, begun)).hasSize(1);
            assertNothingTakenDown(drill, begun);
        }
    }

    private static void assertNothingTakenDown(Drill drill, long since) {
        assertThat(drill.simulation.writes(since))
                .noneMatch(entry -> entry.action().startsWith("Delete")
                        || entry.action().startsWith("Release")
                        || entry.action().startsWith("Detach"));
    }

    private static List<JournalEntry> created(Drill drill, long since) {
        return drill.simulation.writes(since).stream()
                .filter(entry -> entry.action().equals("CreateVpc"))
                .toList();
    }

    @Test
    void aDeletionForgetsNothingWhileTheRegionLooksEmpty() {
        try (Drill drill = Drill.minimal()) {
            Console console = drill.console();
            drill.simulation.sandbox.faults().emptyRegion(Simulation.ACCOUNT, Console.REGION, true);

            drill.simulation.delete(drill.stack);
            drill.minutes(4);

            drill.nothingWritten();
            assertThat(drill.simulation.forgotten).isEmpty();
            drill.simulation.sandbox.faults().clear();
            drill.simulation.untilGone(drill.stack);
            assertThat(drill.simulation.time.call(
                            () -> console.ec2.describeVpcs().vpcs()))
                    .isEmpty();
        }
    }

    @Test
    void theManifestIsGone() {
        try (Drill drill = Drill.minimal()) {
            DesiredStack desired = drill.desired();

            drill.simulation.put(new DesiredStack(
                    desired.manifest(), desired.generation(), DesiredStack.State.ORPHANED, null, null, null));
            drill.minutes(3);

            drill.nothingWritten();
            assertThat(drill.simulation.status(drill.stack).phase()).isEqualTo("Orphaned");
        }
    }
}
