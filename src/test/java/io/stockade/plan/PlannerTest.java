package io.stockade.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Component;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Peer;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceGraph.Node;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecurityGroupRule.Direction;
import io.stockade.graph.Tags;
import io.stockade.net.Cidr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is changed, and in which order. */
class PlannerTest {
    private final ResourceGraph graph = Stacks.full().build();
    private final World world = Stacks.built(graph);

    private Pass pass(ResourceGraph wanted, World seen) {
        return Pass.of(wanted, seen, Stacks.memory(graph));
    }

    /** The same graph with one resource otherwise. */
    private static ResourceGraph with(ResourceGraph graph, String address, String component, Object value) {
        ResourceGraph.Builder changed = ResourceGraph.builder();
        for (Node node : graph.nodes().values()) {
            boolean meant = node.address().toString().equals(address);
            changed.add(
                    node.address().name(),
                    meant ? Component.with(node.resource(), component, value) : node.resource(),
                    node.needs().toArray(Address[]::new));
        }
        return changed.build();
    }

    @Test
    void aTemplateIsMadeAnewAndTheGroupTurnedToItBeforeTheOldOneGoes() {
        ResourceGraph wanted = with(graph, "LaunchTemplate/box", "instanceType", "t4g.micro");
        wanted = with(wanted, "LaunchTemplate/box", "name", "box-t4g.micro");

        Pass pass = pass(wanted, world);

        assertThat(pass.keys())
                .containsExactly(
                        "create LaunchTemplate/box", "update AutoScalingGroup/box", "delete LaunchTemplate/box");
        assertThat(pass.plan().replaces()).isEqualTo(1);
        assertThat(pass.plan().deletes()).isZero();
        assertThat(pass.change("update AutoScalingGroup/box").fields())
                .extracting(Difference.Field::path, Difference.Field::actual)
                .containsExactly(tuple("template", "LaunchTemplate/box (launchtemplate-box)"));
    }

    @Test
    void aSubnetOfTheSameRangeGoesBeforeTheNewOneComes() {
        ResourceGraph wanted = with(graph, "Subnet/data", "zoneId", "euw1-az2");

        Pass pass = pass(wanted, world);

        assertThat(pass.change("create Subnet/data").needs()).contains("delete Subnet/data");
        assertThat(pass.keys())
                .containsExactly("delete Subnet/data", "create Subnet/data", "create RouteTableAssociation/data");
    }

    @Test
    void aDeletedNatGatewayIsMadeAgainAndItsRouteTurned() {
        Pass pass = pass(graph, world.without(ResourceKind.NAT_GATEWAY, "natgateway-nat"));

        assertThat(pass.keys()).containsExactly("create NatGateway/nat", "update Route/app:0.0.0.0/0");
        assertThat(pass.change("update Route/app:0.0.0.0/0").needs()).containsExactly("create NatGateway/nat");
    }

    @Test
    void rulesAreAuthorisedBeforeOthersAreRevoked() {
        ResourceGraph.Builder wanted = ResourceGraph.builder();
        for (Node node : graph.nodes().values()) {
            if (!node.address().name().equals("app:in:tcp:443:203.0.113.0/24")) {
                wanted.add(node.address().name(), node.resource());
            }
        }
        wanted.add(Stacks.rule("app", Direction.INGRESS, 443, Peer.cidr(Cidr.parse("198.51.100.0/24"))));

        Pass pass = pass(wanted.build(), world);

        assertThat(pass.keys())
                .containsExactly(
                        "create SecurityGroupRule/app:in:tcp:443:198.51.100.0/24",
                        "delete SecurityGroupRule/app:in:tcp:443:203.0.113.0/24");
    }

    @Test
    void aDeletionWaitsForWhatAwsIsStillDeleting() {
        Observed<?> nat = world.find(ResourceKind.NAT_GATEWAY, "natgateway-nat").orElseThrow();
        World going = world.with(nat.withLifecycle(Lifecycle.DELETING, ""));

        Pass pass = Pass.of(ResourceGraph.builder().build(), going, Map.of());

        assertThat(pass.keys())
                .doesNotContain(
                        "delete Subnet/public",
                        "delete ElasticIp/nat",
                        "delete GatewayAttachment/main",
                        "delete InternetGateway/main",
                        "delete Vpc/main")
                .contains("delete Subnet/data", "delete AutoScalingGroup/box");
        assertThat(pass.decision("ElasticIp/nat").reason())
                .isEqualTo("no longer declared; waits for NatGateway/nat, which AWS is still deleting");
    }

    @ParameterizedTest
    @CsvSource({
        "NAT_GATEWAY, natgateway-nat, NatGateway/nat",
        "INTERFACE_ENDPOINT, interfaceendpoint-ssm, InterfaceEndpoint/ssm",
        "GATEWAY_ENDPOINT, gatewayendpoint-s3, GatewayEndpoint/s3",
        "AUTO_SCALING_GROUP, autoscalinggroup-box, AutoScalingGroup/box"
    })
    void nothingIsMadeForWhichAwsIsStillDeletingWhatIsInItsWay(ResourceKind kind, String id, String address) {
        Observed<?> old = world.find(kind, id).orElseThrow();

        Pass pass = pass(graph, world.with(old.withLifecycle(Lifecycle.DELETING, "")));

        assertThat(pass.keys()).isEmpty();
        assertThat(pass.decision(address).reason()).endsWith("; waits until AWS has deleted " + id);
    }

    @Test
    void whatAwsIsDeletingDoesNotHoldUpAThingThatCanStandBesideIt() {
        Observed<?> old = world.find(ResourceKind.INTERFACE_ENDPOINT, "interfaceendpoint-ssm")
                .orElseThrow();
        Observed<?> nameless = Observed.ready(Component.with(old.value(), "privateDns", false), old.id(), Stacks.NOW);

        Pass pass = pass(graph, world.with(nameless.withLifecycle(Lifecycle.DELETING, "")));

        assertThat(pass.keys()).containsExactly("create InterfaceEndpoint/ssm");
    }

    @Test
    void whatFollowsARepairIsARepair() {
        Observed<?> old =
                world.find(ResourceKind.LAUNCH_TEMPLATE, "launchtemplate-box").orElseThrow();
        Observed<?> changed = Observed.ready(Component.with(old.value(), "userData", "other"), old.id(), Stacks.NOW);

        Pass pass = pass(graph, world.with(changed));

        assertThat(pass.change("update AutoScalingGroup/box").origin()).isEqualTo(Difference.Origin.DRIFT);
    }

    @Test
    void whatSomethingStillUsesIsKept() {
        Observed<?> endpoint = world.find(ResourceKind.INTERFACE_ENDPOINT, "interfaceendpoint-ssm")
                .orElseThrow();
        Observed<?> later = Stacks.built(new Address(ResourceKind.SECURITY_GROUP, "old"), Stacks.group("old"));
        World used = world.with(later)
                .with(Observed.ready(
                        Component.with(
                                endpoint.value(),
                                "groups",
                                new TreeSet<>(Set.of(Ref.known("securitygroup-app"), Ref.known("securitygroup-old")))),
                        endpoint.id(),
                        Stacks.NOW));
        Map<Address, Remembered> memory = Stacks.memory(graph);
        memory.put(new Address(ResourceKind.SECURITY_GROUP, "old"), new Remembered("securitygroup-old", "digest"));

        assertThat(Pass.of(graph, used, memory, false, Doubts.NONE).keys()).isEmpty();
        assertThat(Pass.of(graph, used, memory).keys())
                .containsExactly("update InterfaceEndpoint/ssm", "delete SecurityGroup/old");
    }

    /** The world after the box moved to another interface, with the group in some other state. */
    private World moved(String component, Object value, Lifecycle lifecycle) {
        Address box = new Address(ResourceKind.NETWORK_INTERFACE, "box");
        Observed<?> former = Observed.ready(
                Stacks.resolved(Stacks.networkInterface()), "networkinterface-former", Stacks.NOW.minusSeconds(60));
        Observed<?> group = world.find(ResourceKind.AUTO_SCALING_GROUP, "autoscalinggroup-box")
                .orElseThrow();
        assertThat(world.find(box.kind(), Stacks.id(box))).isPresent();
        return world.with(former)
                .with(Observed.ready(Component.with(group.value(), component, value), group.id(), Stacks.NOW)
                        .withLifecycle(lifecycle, ""));
    }

    @Test
    void aFormerInterfaceGoesAtOnceWhereNoInstanceUsesIt() {
        Pass pass = pass(graph, moved("instancesCurrent", true, Lifecycle.READY));

        assertThat(pass.keys()).containsExactly("delete NetworkInterface/box networkinterface-former");
    }

    @Test
    void aFormerInterfaceWaitsForTheInstanceThatEnds() {
        Pass pass = pass(graph, moved("instancesCurrent", true, Lifecycle.PENDING));

        assertThat(pass.keys()).isEmpty();
        assertThat(pass.decision("NetworkInterface/box").reason())
                .endsWith("; waits for AutoScalingGroup/box, whose instance is ending");
    }

    @Test
    void aFormerInterfaceWaitsForTheEndOfAnInstanceWhoseTemplateIsGone() {
        Pass pass = pass(graph, moved("template", Ref.known("launchtemplate-gone"), Lifecycle.READY));

        assertThat(pass.change("delete NetworkInterface/box networkinterface-former")
                        .needs())
                .containsExactly("update AutoScalingGroup/box");
    }

    @Test
    void aFormerInterfaceWaitsForTheGroupThatGoes() {
        Pass pass =
                Pass.of(ResourceGraph.builder().build(), moved("instancesCurrent", true, Lifecycle.PENDING), Map.of());

        assertThat(pass.plan().changes())
                .filteredOn(change -> change.address().toString().equals("NetworkInterface/box"))
                .hasSize(2)
                .allMatch(change -> change.needs().contains("delete AutoScalingGroup/box"));
    }

    @Test
    void aFormerInterfaceStaysWithAnInstanceThatNobodyEnds() {
        World outdated = moved("instancesCurrent", false, Lifecycle.READY);

        Pass pass = Pass.of(graph, outdated, Stacks.memory(graph), false, Doubts.NONE);

        assertThat(pass.keys()).isEmpty();
        assertThat(pass.decision("NetworkInterface/box").reason())
                .endsWith("; waits for AutoScalingGroup/box, which refers to it and stays");
    }

    @Test
    void randomDamageGivesAValidPlanThatSparesForeigners() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            ResourceGraph wanted = randomPart(random);
            World damaged = damaged(random);

            Pass pass = pass(wanted, damaged);
            Pass again = pass(wanted, damaged);

            assertThat(again.plan()).isEqualTo(pass.plan());
            Oracle.ordered(pass.plan());
            assertThat(pass.plan().changes())
                    .as("seed %s", seed)
                    .noneMatch(change ->
                            change.current() != null && change.current().id().startsWith("foreign-"));
        }
    }

    @Test
    void aPlanThatTakesEverythingAwayIsOneThatAwsAccepts() {
        for (int seed = 0; seed < 300; seed++) {
            World damaged = damaged(new Random(seed)).without(ResourceKind.SUBNET, "foreign-1");

            Plan plan =
                    Pass.of(ResourceGraph.builder().build(), damaged, Map.of()).plan();

            Oracle.remaining(damaged, plan);
        }
    }

    private ResourceGraph randomPart(Random random) {
        Set<Address> left = new TreeSet<>();
        ResourceGraph.Builder part = ResourceGraph.builder();
        for (Node node : graph.nodes().values()) {
            boolean possible = node.needs().stream().noneMatch(left::contains);
            if (!possible || random.nextInt(12) == 0) {
                left.add(node.address());
            } else {
                part.add(node.address().name(), node.resource(), node.needs().toArray(Address[]::new));
            }
        }
        return part.build();
    }

    private World damaged(Random random) {
        World damaged = world;
        List<Node> nodes = new ArrayList<>(graph.nodes().values());
        Collections.shuffle(nodes, random);
        for (Node node : nodes.subList(0, 4)) {
            boolean leaf = graph.nodes().values().stream()
                    .noneMatch(other -> other.needs().contains(node.address()));
            if (leaf) {
                damaged = damaged.without(node.address().kind(), Stacks.id(node.address()));
            }
        }
        return damaged.with(foreignSubnet());
    }

    private static Observed<?> foreignSubnet() {
        return Observed.ready(
                Component.with(Stacks.resolved(Stacks.subnet("x", "10.40.200.0/24")), "tags", Tags.NONE),
                "foreign-1",
                Stacks.NOW);
    }
}
