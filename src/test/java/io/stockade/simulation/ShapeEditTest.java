package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.net.Cidr;
import io.stockade.simulation.Shape.Edit;
import io.stockade.simulation.Wiretap.Sent;
import io.stockade.status.StackStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Tiers and zones come and go, and a subnet that stays keeps its id and its range; one that comes back gets its old
 * range, which nobody else had meanwhile; and much goes only when a person agreed.
 */
class ShapeEditTest {
    private static final int EDITS = 20;

    @ParameterizedTest
    @CsvSource({
        "1, '{mode: None}'",
        "2, '{mode: Instance}'",
        "3, '{mode: Gateway}'",
        "4, '{mode: Gateway, availability: PerZone}'",
        "5, '{mode: Instance, availability: PerZone}'",
    })
    void whatStaysKeepsItsAddress(long seed, String nat) {
        try (Simulation simulation = new Simulation()) {
            Random random = new Random(seed);
            Shape shape = Shape.start(nat);
            Walk walk = new Walk(simulation, simulation.apply(Simulation.manifest(shape.yaml())));
            simulation.untilReady(walk.stack);
            shape = shape.in(walk.zones());

            for (int step = 0; step < EDITS; step++) {
                Edit tiers = one(Shape.TIER_EDITS, random);
                Edit zones = one(Shape.ZONE_EDITS, random);
                Shape next = shape.edited(tiers, random).edited(zones, random);
                String made = tiers + ", " + zones;
                shape = walk.to(next, "seed " + seed + ", edit " + step + " " + made + "\n" + next.yaml());
            }
            assertThat(simulation.defects).isEmpty();
        }
    }

    /**
     * Found with seeds 2 and 5: a NAT instance whose tier is no longer the first public one moves, and the old instance
     * kept running, and holding its interface, until a sweep took it for drift.
     */
    @Test
    void aNatThatMovesEndsItsOldInstance() {
        try (Simulation simulation = new Simulation()) {
            Map<String, String> tiers = new LinkedHashMap<>();
            tiers.put("public", "Public");
            tiers.put("app", "Private");
            Shape before = new Shape("{mode: Instance}", tiers, List.of("use1-az1", "use1-az2"), true, 2);
            Map<String, String> others = new LinkedHashMap<>(Map.of("edge", "Public"));
            others.putAll(tiers);
            Shape after = new Shape(before.nat(), others, before.zones(), true, 2);
            String stack = simulation.apply(Simulation.manifest(before.yaml()));
            simulation.untilReady(stack);
            int told = simulation.history.size();

            simulation.apply(Simulation.manifest(after.yaml()));
            simulation.untilSettled(stack);

            assertThat(simulation.sent)
                    .filteredOn(sent -> sent.action().equals("TerminateInstanceInAutoScalingGroup"))
                    .hasSize(1);
            assertThat(simulation.history.subList(told, simulation.history.size()))
                    .noneMatch(status -> status.is("Drifted"));
        }
    }

    private static Edit one(List<Edit> edits, Random random) {
        return edits.get(random.nextInt(edits.size()));
    }

    /** A subnet as AWS has it. */
    private record Standing(String id, String cidr) {}

    /** A stack that takes one shape after another. */
    private static final class Walk {
        private final Simulation simulation;
        private final String stack;
        private final Ec2Client ec2;
        /** The range of every subnet that ever was. */
        private final Map<String, String> ranges = new HashMap<>();

        Walk(Simulation simulation, String stack) {
            this.simulation = simulation;
            this.stack = stack;
            this.ec2 = simulation.sandbox.as("auditor").ec2(Simulation.ACCOUNT, "us-east-1");
        }

        Shape to(Shape shape, String what) {
            Map<String, Standing> before = standing();
            int sent = simulation.sent.size();

            simulation.apply(Simulation.manifest(shape.yaml()));
            boolean approved = settle(sent, what);

            Map<String, Standing> after = standing();
            Shape known = shape.in(zones());
            assertThat(after.keySet()).as(what).isEqualTo(known.subnets());
            assertThat(known.zones()).as(what).hasSize(shape.count()).containsAll(shape.zones());
            assertKept(before, after, sent, what);
            assertRangesApart(after, what);
            Set<String> gone = new HashSet<>(before.keySet());
            gone.removeAll(after.keySet());
            assertThat(approved || gone.size() <= 3).as(what).isTrue();
            return known;
        }

        /** Approves what has to be approved, and tells whether anything had to be. */
        private boolean settle(int sent, String what) {
            StackStatus status = simulation.untilSettled(stack);
            boolean approved = status.is("AwaitingApproval");
            if (approved) {
                assertThat(deletedSubnets(sent)).as(what).isEmpty();
            }
            simulation.agree(stack);
            return approved;
        }

        private void assertKept(Map<String, Standing> before, Map<String, Standing> after, int sent, String what) {
            Map<String, Standing> staying = new TreeMap<>(before);
            staying.keySet().retainAll(after.keySet());
            assertThat(after).as(what).containsAllEntriesOf(staying);
            assertThat(deletedSubnets(sent))
                    .as(what)
                    .noneMatch(id -> staying.values().stream()
                            .anyMatch(subnet -> subnet.id().equals(id)));
        }

        private void assertRangesApart(Map<String, Standing> after, String what) {
            after.forEach((name, subnet) -> assertThat(ranges.putIfAbsent(name, subnet.cidr()))
                    .as(what + name)
                    .isIn(null, subnet.cidr()));
            List<Cidr> all = ranges.values().stream().map(Cidr::parse).toList();
            for (int one = 0; one < all.size(); one++) {
                for (int other = 0; other < one; other++) {
                    assertThat(all.get(one).overlaps(all.get(other))).as(what).isFalse();
                }
            }
        }

        private List<String> deletedSubnets(int sent) {
            return simulation.sent.subList(sent, simulation.sent.size()).stream()
                    .map(Sent::request)
                    .filter(DeleteSubnetRequest.class::isInstance)
                    .map(request -> ((DeleteSubnetRequest) request).subnetId())
                    .toList();
        }

        Set<String> zones() {
            return simulation.time.call(() -> ec2.describeSubnets().subnets().stream()
                    .map(Subnet::availabilityZoneId)
                    .collect(Collectors.toCollection(TreeSet::new)));
        }

        private Map<String, Standing> standing() {
            Map<String, Standing> standing = new TreeMap<>();
            simulation
                    .time
                    .call(() -> ec2.describeSubnets())
                    .subnets()
                    .forEach(subnet -> standing.put(name(subnet), new Standing(subnet.subnetId(), subnet.cidrBlock())));
            return standing;
        }

        private static String name(Subnet subnet) {
            return subnet.tags().stream()
                    .filter(tag -> tag.key().equals("stockade.dev/resource"))
                    .map(Tag::value)
                    .map(address -> address.substring(address.indexOf('/') + 1))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
