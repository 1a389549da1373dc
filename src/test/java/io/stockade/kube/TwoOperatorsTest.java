package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.SandboxClients;
import io.stockade.aws.AwsClients;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.Tamper;
import io.stockade.sandbox.Tampering;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Two operators that both believe to lead, with late watches, lost events and pauses at any call, in hundreds of
 * interleavings: nothing is made twice, nobody undoes the other's work, and it ends quiet.
 */
class TwoOperatorsTest {
    private static final int SEEDS = Integer.getInteger("stockade.overlaps", 200);
    private static final String REGION = "eu-west-1";
    private static final String MANIFEST = "metadata: {name: minimal}\nspec: {region: eu-west-1,"
            + " securityGroups: [{name: app}, {name: db}], links: [{from: {group: app}, to: {group: db}, port: %d}]}";
    private static final String PLAIN = String.format(MANIFEST, 5432);
    private static final String EDITED = String.format(MANIFEST, 5433);

    /** What one alone makes. */
    private static final Map<String, Integer> ALONE = alone(PLAIN);

    static Stream<Long> seeds() {
        return LongStream.range(0, SEEDS).boxed();
    }

    private static Map<String, Integer> alone(String manifest) {
        try (TwoOperators lab = new TwoOperators(0)) {
            lab.start("one");
            String unused = lab.cluster.apply(manifest);
            lab.settle();
            return lab.made();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsMadeTwiceAndNobodyUndoesWhatTheOtherDid(long seed) {
        try (TwoOperators lab = new TwoOperators(seed)) {
            lab.start("one");
            lab.start("two");
            String stack = lab.cluster.apply(PLAIN);
            lab.disturb(Duration.ofMinutes(3));
            lab.settle();
            assertThat(lab.made()).as("seed %s: made", seed).isEqualTo(ALONE);
            long built = lab.sandbox.journal().sequence();

            lab.disturb(Duration.ofMinutes(2));
            boolean left = happen(lab, stack, seed);
            lab.settle();

            assertThat(lab.toAndFro(built)).as("seed %s: to and fro", seed).isEmpty();
            if (left) {
                assertReadyAndQuiet(lab, stack, seed);
            } else {
                assertNothingLeft(lab, seed);
            }
            assertThat(lab.defects()).as("seed %s", seed).isEmpty();
        }
    }

    /** Answers whether there is still a stack afterwards. */
    private static boolean happen(TwoOperators lab, String stack, long seed) {
        switch ((int) (seed % 4)) {
            case 0 -> lab.cluster.apply(EDITED);
            case 1 -> tamper(lab, stack, Tamper.DELETE_ROUTE);
            case 2 -> tamper(lab, stack, Tamper.OPEN_SSH);
            default -> lab.cluster.delete(stack);
        }
        return seed % 4 < 3;
    }

    private static void tamper(TwoOperators lab, String stack, Tamper how) {
        String unused =
                lab.time.call(() -> new Tampering(lab.sandbox).apply(how, LabOperator.ACCOUNT, REGION, stack, 1));
    }

    private static void assertReadyAndQuiet(TwoOperators lab, String stack, long seed) {
        assertThat(lab.made()).as("seed %s: made", seed).isEqualTo(ALONE);
        assertThat(lab.status(stack).orElseThrow().is("Ready"))
                .as("seed %s: %s", seed, lab.status(stack).orElseThrow().message())
                .isTrue();
        assertThat(lab.status(stack).orElseThrow().drift().total()).isZero();
        long mutations = lab.sandbox.journal().mutations();
        int written = lab.cluster.written.size();

        lab.pass(Duration.ofHours(1));

        assertThat(lab.sandbox.journal().mutations())
                .as("seed %s: writes to AWS", seed)
                .isEqualTo(mutations);
        assertThat(lab.cluster.written)
                .as("seed %s: writes to the cluster", seed)
                .hasSize(written);
    }

    private static void assertNothingLeft(TwoOperators lab, long seed) {
        assertThat(lab.cluster.all()).as("seed %s: the object", seed).isEmpty();
        AwsClients console = SandboxClients.of(lab.sandbox.as(Tampering.PRINCIPAL), LabOperator.ACCOUNT, REGION);
        Filter ours =
                Filter.builder().name("tag-key").values("stockade.dev/stack").build();
        List<Tag> left = lab.time.call(() -> Stream.of(
                        console.ec2().describeVpcs(request -> request.filters(ours)).vpcs().stream()
                                .flatMap(each -> each.tags().stream()),
                        console
                                .ec2()
                                .describeInternetGateways(request -> request.filters(ours))
                                .internetGateways()
                                .stream()
                                .flatMap(each -> each.tags().stream()),
                        console.ec2().describeAddresses(request -> request.filters(ours)).addresses().stream()
                                .flatMap(each -> each.tags().stream()),
                        console.ec2().describeSecurityGroups(request -> request.filters(ours)).securityGroups().stream()
                                .flatMap(each -> each.tags().stream()),
                        console
                                .ec2()
                                .describeLaunchTemplates(request -> request.filters(ours))
                                .launchTemplates()
                                .stream()
                                .flatMap(each -> each.tags().stream()))
                .flatMap(each -> each)
                .filter(tag -> tag.key().equals("stockade.dev/resource"))
                .toList());
        assertThat(left).as("seed %s: left in AWS", seed).isEmpty();
    }

    @Test
    void ofAllWhoWaitedForALostCreationOneAloneMakesIt() {
        AtomicBoolean lost = new AtomicBoolean();
        try (TwoOperators lab = new TwoOperators(1)) {
            lab.sandbox
                    .faults()
                    .once(point -> lost.get() && point.action().equals("AllocateAddress"), new Fault.RequestLost());
            lab.start("one");
            lab.start("two");
            String stack = lab.cluster.apply(PLAIN);
            lab.settle();
            lost.set(true);
            release(lab);

            lab.settle();

            assertThat(lab.made().get("AllocateAddress")).isEqualTo(2);
            assertThat(lab.status(stack).orElseThrow().is("Ready")).isTrue();
        }
    }

    private static void release(TwoOperators lab) {
        Ec2Client console = SandboxClients.of(lab.sandbox.as(Tampering.PRINCIPAL), LabOperator.ACCOUNT, REGION)
                .ec2();
        Object unused = lab.time.call(() -> {
            Address address = console.describeAddresses().addresses().get(0);
            console.disassociateAddress(request -> request.associationId(address.associationId()));
            return console.releaseAddress(request -> request.allocationId(address.allocationId()));
        });
    }

    @Test
    void whoStoodStillAfterTheAnnouncementAnnouncesAnew() {
        try (TwoOperators lab = new TwoOperators(1)) {
            lab.start("one");
            String stack = lab.cluster.apply(PLAIN);
            lab.standStillAfterNextWrite(Duration.ofMinutes(10));
            lab.pass(Duration.ofMinutes(3));
            lab.start("two");

            lab.settle();

            assertThat(lab.made()).isEqualTo(ALONE);
            assertThat(lab.status(stack).orElseThrow().is("Ready")).isTrue();
        }
    }

    @Test
    void whoseWatchIsLateDoesNotUndoAnEdit() {
        try (TwoOperators lab = new TwoOperators(1)) {
            lab.start("one", Duration.ZERO);
            lab.start("two", Duration.ofMinutes(4));
            String stack = lab.cluster.apply(PLAIN);
            lab.pass(Duration.ofMinutes(20));
            long built = lab.sandbox.journal().sequence();
            lab.cluster.apply(EDITED);

            lab.settle();

            assertThat(lab.toAndFro(built)).isEmpty();
            assertThat(lab.sandbox.journal().since(built))
                    .filteredOn(entry -> entry.action().startsWith("Authorize") && entry.succeeded())
                    .hasSize(2);
            assertThat(lab.status(stack).orElseThrow().is("Ready")).isTrue();
        }
    }

    @Test
    void oneAloneIsMeasuredRightly() {
        assertThat(ALONE).containsKey("CreateVpc").containsEntry("CreateSubnet", 9);
    }
}
