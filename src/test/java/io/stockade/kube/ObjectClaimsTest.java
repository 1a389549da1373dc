package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.net.Cidr;
import io.stockade.reconcile.Stall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of several objects may begin. */
class ObjectClaimsTest {
    private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");

    private final FakeCluster cluster = new FakeCluster();
    private final StackObjects objects = new StackObjects(cluster);

    @BeforeEach
    void start() {
        objects.watch(cluster);
    }

    private KubeSource operator() {
        return new KubeSource(objects, new DeletionCause(cluster, () -> START, cluster.events::add));
    }

    private String apply(int second, String key, String spec) {
        cluster.clock = () -> START.plusSeconds(second);
        String[] names = key.split("/");
        return cluster.apply("metadata: {namespace: " + names[0] + ", name: " + names[1] + "}\nspec: {" + spec + "}");
    }

    private void begin(String stack) {
        cluster.edit(
                stack, object -> object.setStatus(StackObject.status(object).put(KubeMemoryStore.FIELD, "any")));
    }

    private static String range(Cidr range) {
        return "region: eu-west-1, network: {cidr: " + range + "}";
    }

    @Test
    void everythingThatOlderObjectsHaveIsToldAtOnce() {
        // Given
        String secrets = "region: eu-west-1, environment: prod, secrets: [{name: other, value: {random: {}}}, "
                + "{name: key, value: {random: {}}}], network: {cidr: 10.0.16.0/20}";
        apply(0, "payments/wide", range(Cidr.parse("10.0.0.0/16")));
        apply(1, "team/orders", "region: eu-west-1, environment: prod, secrets: [{name: key, value: {random: {}}}]");
        apply(2, "elsewhere/orders", secrets.replace("eu-west-1", "eu-central-1"));
        String younger = apply(3, "billing/orders", secrets);

        // When
        Stall refusal = operator().refusal(younger).orElseThrow();

        // Then
        assertThat(refusal.reason()).isEqualTo("ClaimedByOther");
        assertThat(refusal.message()).isEqualTo("""
                spec.network.cidr: '10.0.16.0/20' overlaps '10.0.0.0/16' of SecureStack payments/wide; \
                expected ranges apart within an account and region
                spec.secrets[1].name: '/prod/orders/key' is of SecureStack team/orders; \
                expected secrets apart: another environment, stack name or secret name
                Nothing is made for it until that is free; then it goes on by itself""");
    }

    @Test
    void objectsOfOneSecondGoByTheirNames() {
        String later = apply(0, "team/orders", range(Cidr.parse("10.0.0.0/16")));
        String first = apply(0, "billing/orders", range(Cidr.parse("10.0.0.0/16")));

        KubeSource source = operator();

        assertThat(source.find(first)).isPresent();
        assertThat(source.find(later)).isEmpty();
    }

    @Test
    void whatIsMadeAlreadyHasItThoughAnOlderObjectAsks() {
        String older = apply(0, "team/orders", range(Cidr.parse("10.0.0.0/16")));
        String running = apply(5, "billing/orders", range(Cidr.parse("10.0.0.0/16")));
        begin(running);

        KubeSource source = operator();

        assertThat(source.find(running)).isPresent();
        assertThat(source.refusal(older).orElseThrow().message()).contains("SecureStack billing/orders");
    }

    @Test
    void neitherOfTwoThatRunIsStopped() {
        String one = apply(0, "team/orders", range(Cidr.parse("10.0.0.0/16")));
        String other = apply(5, "billing/orders", range(Cidr.parse("10.0.0.0/16")));
        begin(one);
        begin(other);

        KubeSource source = operator();

        assertThat(source.find(one)).isPresent();
        assertThat(source.find(other)).isPresent();
    }

    @Test
    void whatIsDeletedHasOnlyWhatWasMadeForIt() {
        String never = apply(0, "a/never", range(Cidr.parse("10.0.0.0/16")));
        String running = apply(1, "a/running", range(Cidr.parse("10.1.0.0/16")));
        String afterNever = apply(2, "b/never", range(Cidr.parse("10.0.0.0/16")));
        String afterRunning = apply(3, "b/running", range(Cidr.parse("10.1.0.0/16")));
        begin(running);
        cluster.delete(never);
        cluster.delete(running);

        KubeSource source = operator();

        assertThat(source.find(never)).isPresent();
        assertThat(source.find(afterNever)).isPresent();
        assertThat(source.find(afterRunning)).isEmpty();
    }

    @Test
    void aSpecThatCanNotBeReadAsksForWhatTheLastGoodOneDid() {
        String older = apply(0, "team/orders", range(Cidr.parse("10.0.0.0/16")));
        String younger = apply(1, "billing/orders", range(Cidr.parse("10.0.0.0/16")));
        KubeSource source = operator();
        assertThat(source.find(older)).isPresent();
        cluster.apply("metadata: {namespace: team, name: orders}\nspec: {region: eu-west-1, approvals: 3}");

        boolean refused = source.find(younger).isEmpty();

        assertThat(refused).isTrue();
    }

    /** Whoever is asked, about whom first, and whether or not anybody was told of the others. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyOperatorSaysWhatComparingEveryPairSays(long seed) {
        // Given
        Random random = new Random(seed);
        List<Asking> asking = IntStream.range(0, 12)
                .mapToObj(index -> Asking.any(index, random))
                .toList();
        asking.forEach(one -> apply(one.second(), one.key(), range(one.range())));
        asking.stream().filter(Asking::begun).map(Asking::key).forEach(this::begin);
        List<String> expected = asking.stream()
                .filter(one -> asking.stream().anyMatch(one::yieldsTo))
                .map(Asking::key)
                .sorted()
                .toList();

        // When
        List<String> one = refused(operator(), asking, random);
        List<String> other = refused(operator(), asking, random);

        // Then
        assertThat(one).isEqualTo(expected).isNotEmpty();
        assertThat(other).isEqualTo(expected);
    }

    private static List<String> refused(KubeSource source, List<Asking> asking, Random random) {
        List<Asking> inAnyOrder = new ArrayList<>(asking);
        Collections.shuffle(inAnyOrder, random);
        return inAnyOrder.stream()
                .map(Asking::key)
                .filter(key -> source.refusal(key).isPresent())
                .sorted()
                .toList();
    }

    private record Asking(String key, int second, boolean begun, Cidr range) {
        static Asking any(int index, Random random) {
            return new Asking(
                    "ns-" + random.nextInt(3) + "/stack-" + index,
                    random.nextInt(4),
                    random.nextInt(4) == 0,
                    Cidr.parse("10.0.0.0/12").block(16 + random.nextInt(4), random.nextInt(16)));
        }

        boolean yieldsTo(Asking other) {
            boolean older = other.second() < second
                    || (other.second() == second && other.key().compareTo(key) < 0);
            return !other.key().equals(key) && !begun && range.overlaps(other.range()) && (other.begun() || older);
        }
    }

    @Test
    void aThousandObjectsAreReadOnceAndNotOnceForEachOther() {
        List<String> stacks = IntStream.range(0, 1_000)
                .mapToObj(index -> apply(
                        index,
                        "team/stack-" + index,
                        range(Cidr.parse("10.0.0.0/8").block(20, index))))
                .toList();
        AtomicInteger readings = new AtomicInteger();
        ObjectClaims claims = new ObjectClaims(objects, object -> {
            readings.incrementAndGet();
            return Optional.ofNullable(ObjectReader.read(object).manifest());
        });
        TreeSet<String> refused = new TreeSet<>();

        stacks.stream()
                .filter(stack -> !claims.objections(cluster.stored(stack)).isEmpty())
                .forEach(refused::add);

        assertThat(refused).isEmpty();
        assertThat(readings).as("each for itself, and once for all others").hasValue(2_000);
    }
}
