package io.stockade.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.graph.Address;
import io.stockade.graph.AddressPlan;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Subnet;
import io.stockade.graph.Tags;
import io.stockade.net.Cidr;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** That a subnet keeps its range whatever else comes and goes. */
class AddressPlannerTest {
    private static final Cidr VPC = new Cidr("10.40.0.0/16");
    private static final List<String> ZONES = List.of("euw1-az1", "euw1-az2", "euw1-az3");

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @Test
    void tierIsOneContiguousRange() {
        AddressPlan plan = AddressPlanner.extend(AddressPlan.EMPTY, VPC, ZONES, List.of("public", "app"));

        assertThat(plan.subnets())
                .containsEntry("public-euw1-az1", new Cidr("10.40.0.0/22"))
                .containsEntry("public-euw1-az3", new Cidr("10.40.8.0/22"))
                .containsEntry("app-euw1-az1", new Cidr("10.40.32.0/22"))
                .containsEntry("app-euw1-az3", new Cidr("10.40.40.0/22"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void subnetThatStaysKeepsItsRangeWhateverElseComesAndGoes(int seed) {
        // Given
        Random random = new Random(seed);
        Cidr vpc = VPC.block(16 + random.nextInt(7), 0);
        AddressPlan plan = AddressPlan.EMPTY;
        for (int step = 0; step < 12; step++) {
            List<String> zones = some(random, "zone-az", 6);
            List<String> tiers = some(random, "tier", 8);

            // When
            AddressPlan next = AddressPlanner.extend(plan, vpc, zones, tiers);

            // Then
            assertThat(next.subnets()).containsAllEntriesOf(plan.subnets());
            assertThat(next.zoneSlots()).containsAllEntriesOf(plan.zoneSlots());
            assertThat(next.tierSlots()).containsAllEntriesOf(plan.tierSlots());
            assertApart(next, vpc);
            assertThat(next.subnets())
                    .as("6 zones and 8 tiers always fit")
                    .hasSizeGreaterThanOrEqualTo(plan.subnets().size());
            for (String tier : tiers) {
                zones.forEach(zone -> assertThat(next.subnets()).containsKey(AddressPlan.key(tier, zone)));
            }
            plan = next;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void plansThatOutgrowTheVpcStillNeverOverlap(int seed) {
        // Given
        Random random = new Random(seed);
        Cidr vpc = VPC.block(16 + random.nextInt(13), 0);
        AddressPlan plan = AddressPlan.EMPTY;
        for (int step = 0; step < 10; step++) {
            // When
            AddressPlan next = AddressPlanner.extend(plan, vpc, some(random, "zone-az", 12), some(random, "tier", 30));

            // Then
            assertThat(next.subnets()).containsAllEntriesOf(plan.subnets());
            assertApart(next, vpc);
            plan = next;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void planIsReadBackFromLiveSubnets(int seed) {
        // Given
        Random random = new Random(seed);
        List<String> zones = some(random, "zone-az", 6);
        List<String> tiers = some(random, "tier", 8);
        AddressPlan plan = AddressPlanner.extend(AddressPlan.EMPTY, VPC, zones, tiers);

        // When
        AddressPlan recovered = AddressPlanner.recover(live(plan, tiers), VPC);

        // Then
        assertThat(recovered).isEqualTo(plan);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void recoveredPlanKeepsWhatStandsAndGrowsBesideIt(int seed) {
        // Given
        Random random = new Random(seed);
        AddressPlan plan = AddressPlan.EMPTY;
        List<String> tiers = List.of();
        for (int step = 0; step < 4; step++) {
            tiers = some(random, "tier", 8);
            plan = AddressPlanner.extend(plan, VPC, some(random, "zone-az", 6), tiers);
        }
        AddressPlan recovered = AddressPlanner.recover(live(plan, tiers), VPC);

        // When
        AddressPlan grown = AddressPlanner.extend(recovered, VPC, some(random, "zone-az", 6), some(random, "tier", 8));

        // Then
        assertThat(grown.subnets()).containsAllEntriesOf(recovered.subnets());
        assertThat(plan.subnets()).containsAllEntriesOf(recovered.subnets());
        assertApart(grown, VPC);
    }

    @Test
    void subnetsOfOthersAreNoPartOfARecoveredPlan() {
        Subnet foreign = new Subnet(Ref.known("vpc-1"), VPC.block(22, 0), "euw1-az1", false, Tags.NONE);

        AddressPlan recovered =
                AddressPlanner.recover(List.of(Observed.ready(foreign, "subnet-1", Instant.EPOCH)), VPC);

        assertThat(recovered.subnets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"16,22", "20,26", "22,28", "24,28", "28,28"})
    void blockIsNeverSmallerThanAwsAllows(int vpc, int block) {
        assertThat(AddressPlanner.blockPrefix(VPC.block(vpc, 0))).isEqualTo(block);
    }

    private static List<Observed<Subnet>> live(AddressPlan plan, List<String> tiers) {
        Owner owner = new Owner("test", "payments/orders", "uid-1");
        List<Observed<Subnet>> live = new ArrayList<>();
        for (String zone : plan.zoneIds()) {
            for (String tier : tiers) {
                String name = AddressPlan.key(tier, zone);
                Tags tags = Tags.of(owner.tags(new Address(ResourceKind.SUBNET, name)));
                Cidr cidr = plan.subnets().getOrDefault(name, Cidr.ANYWHERE);
                live.add(Observed.ready(
                        new Subnet(Ref.known("vpc-1"), cidr, zone, false, tags), "subnet-" + name, Instant.EPOCH));
            }
        }
        return live;
    }

    private static List<String> some(Random random, String prefix, int most) {
        List<String> names = new ArrayList<>(IntStream.rangeClosed(1, most)
                .mapToObj(number -> prefix + number)
                .toList());
        Collections.shuffle(names, random);
        return names.subList(0, 1 + random.nextInt(most));
    }

    private static void assertApart(AddressPlan plan, Cidr vpc) {
        assertThat(plan.subnets().values()).doesNotHaveDuplicates();
        for (Cidr range : plan.subnets().values()) {
            // Blocks of one size inside one range can't overlap without being equal.
            assertThat(range.prefixLength()).isEqualTo(AddressPlanner.blockPrefix(vpc));
            assertThat(vpc.contains(range)).isTrue();
        }
    }
}
