package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.SandboxClients;
import io.stockade.aws.AwsClients;
import io.stockade.sandbox.Tamper;
import io.stockade.sandbox.Tampering;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Two operators that both believe to lead, with late watches, lost events and pauses at any call, in hundreds of
 * interleavings: nothing is made twice, nobody undoes the other's work, and it ends quiet. One class for each thing that
 * happens to the stack, so that they run side by side; together they have {@code stockade.overlaps} seeds, 200.
 */
abstract class Overlap {
    static final String REGION = "eu-west-1";
    private static final int SEEDS = Integer.getInteger("stockade.overlaps", 200);
    private static final int SCENES = 4;
    private static final String MANIFEST = "metadata: {name: minimal}\nspec: {region: eu-west-1,"
            + " securityGroups: [{name: app}, {name: db}], links: [{from: {group: app}, to: {group: db}, port: %d}]}";
    static final String PLAIN = String.format(MANIFEST, 5432);
    static final String EDITED = String.format(MANIFEST, 5433);

    /** What one alone makes. */
    static final Map<String, Integer> ALONE = alone(PLAIN);

    /** Those of one class: each is in one of them. */
    static Stream<Long> ofScene(int scene) {
        return LongStream.range(0, SEEDS).filter(seed -> seed % SCENES == scene).boxed();
    }

    private static Map<String, Integer> alone(String manifest) {
        try (TwoOperators lab = new TwoOperators(0)) {
            lab.start("one");
            String unused = lab.cluster.apply(manifest);
            lab.settle();
            return lab.made();
        }
    }

    /** Once the stack is built, this happens to it. */
    abstract void happen(TwoOperators lab, String stack);

    /** What must be true in the end. */
    abstract void assertEnd(TwoOperators lab, String stack, long seed);

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
            happen(lab, stack);
            lab.settle();

            assertThat(lab.toAndFro(built)).as("seed %s: to and fro", seed).isEmpty();
            assertEnd(lab, stack, seed);
            assertThat(lab.defects()).as("seed %s", seed).isEmpty();
        }
    }

    static void tamper(TwoOperators lab, String stack, Tamper how) {
        String unused =
                lab.time.call(() -> new Tampering(lab.sandbox).apply(how, LabOperator.ACCOUNT, REGION, stack, 1));
    }

    static void assertReadyAndQuiet(TwoOperators lab, String stack, long seed) {
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

    static void assertNothingLeft(TwoOperators lab, long seed) {
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
}
