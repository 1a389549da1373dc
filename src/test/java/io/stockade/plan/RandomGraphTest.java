package io.stockade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Component;
import io.stockade.graph.ElasticIp;
import io.stockade.graph.NatGateway;
import io.stockade.graph.Observed;
import io.stockade.graph.Peer;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceGraph.Node;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Route;
import io.stockade.graph.RouteTableAssociation;
import io.stockade.graph.SecurityGroupRule.Direction;
import io.stockade.graph.Vpc;
import io.stockade.net.Cidr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Plans over random stacks: equal worlds need none, any part may be taken away, and running plans ends in no plan. */
class RandomGraphTest {
    private static final int SEEDS = 150;

    private static ResourceGraph random(Random random) {
        ResourceGraph.Builder graph = ResourceGraph.builder();
        graph.add("main", new Vpc(Cidr.parse("10.40.0.0/16"), true, true, Stacks.tags(ResourceKind.VPC, "main")));
        int subnets = 1 + random.nextInt(5);
        int tables = 1 + random.nextInt(3);
        for (int index = 0; index < tables; index++) {
            graph.add("t" + index, Stacks.table("t" + index));
        }
        for (int index = 0; index < subnets; index++) {
            String name = "s" + index;
            graph.add(name, Stacks.subnet(name, "10.40." + index + ".0/24"));
            if (random.nextBoolean()) {
                graph.add(new RouteTableAssociation(
                        Stacks.ref(ResourceKind.SUBNET, name), table(random.nextInt(tables))));
            }
            if (random.nextInt(3) == 0) {
                graph.add(name, ElasticIp.wanted(Stacks.tags(ResourceKind.ELASTIC_IP, name)));
                graph.add(
                        name,
                        new NatGateway(
                                Stacks.ref(ResourceKind.SUBNET, name),
                                Stacks.ref(ResourceKind.ELASTIC_IP, name),
                                Stacks.tags(ResourceKind.NAT_GATEWAY, name)));
                graph.add(new Route(
                        table(random.nextInt(tables)),
                        "10.9" + index + ".0.0/16",
                        Stacks.ref(ResourceKind.NAT_GATEWAY, name)));
            }
        }
        groups(graph, random);
        return graph.build();
    }

    private static void groups(ResourceGraph.Builder graph, Random random) {
        int groups = random.nextInt(5);
        for (int index = 0; index < groups; index++) {
            graph.add("g" + index, Stacks.group("g" + index));
        }
        for (int from = 0; from < groups; from++) {
            for (int to = 0; to < groups; to++) {
                if (random.nextInt(3) == 0) {
                    Direction direction = random.nextBoolean() ? Direction.INGRESS : Direction.EGRESS;
                    Peer peer = Peer.group(Stacks.ref(ResourceKind.SECURITY_GROUP, "g" + to));
                    graph.add(Stacks.rule("g" + from, direction, 443, peer));
                }
            }
        }
    }

    private static Ref table(int index) {
        return Stacks.ref(ResourceKind.ROUTE_TABLE, "t" + index);
    }

    /** A graph with some resources left out, and all that needs them. */
    private static ResourceGraph part(ResourceGraph graph, Random random) {
        Set<Address> left = new TreeSet<>();
        ResourceGraph.Builder part = ResourceGraph.builder();
        for (Node node : graph.nodes().values()) {
            if (node.needs().stream().anyMatch(left::contains) || random.nextInt(6) == 0) {
                left.add(node.address());
            } else {
                part.add(node.address().name(), node.resource());
            }
        }
        return part.build();
    }

    @Test
    void whatIsObservedAsDesiredIsNoDifference() {
        for (int seed = 0; seed < SEEDS; seed++) {
            ResourceGraph graph = random(new Random(seed));

            assertThat(Pass.of(graph, Stacks.built(graph), Map.of()).differences())
                    .isEmpty();
        }
    }

    @Test
    void anyPartCanBeTakenAwayAndPutBack() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            ResourceGraph graph = random(random);
            ResourceGraph part = part(graph, random);
            World world = Stacks.built(graph);

            Plan away = Pass.of(part, world, Stacks.memory(graph)).plan();
            int left = Oracle.remaining(world, away).size();
            World after = Projection.of(world, away);
            Plan back = Pass.of(graph, after, Stacks.memory(part)).plan();
            Oracle.ordered(back);

            assertThat(left).as("seed %s", seed).isEqualTo(part.nodes().size());
            assertThat(Pass.of(part, after, Stacks.memory(part)).differences()).isEmpty();
            assertThat(Pass.of(graph, Projection.of(after, back), Stacks.memory(part))
                            .plan()
                            .changes())
                    .isEmpty();
        }
    }

    @Test
    void theOrderInWhichThingsWereSeenMeansNothing() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            ResourceGraph graph = random(random);
            ResourceGraph part = part(graph, random);
            List<Observed<?>> things = new ArrayList<>();
            graph.nodes().values().forEach(node -> things.add(Stacks.built(node.address(), node.resource())));
            Collections.shuffle(things, random);
            World shuffled = World.UNSEEN.listed(Set.of(ResourceKind.values()), things, Stacks.NOW);

            assertThat(Pass.of(part, shuffled, Stacks.memory(graph)).plan())
                    .isEqualTo(Pass.of(part, Stacks.built(graph), Stacks.memory(graph))
                            .plan());
        }
    }

    @Test
    void anyFieldChangedBehindOurBackIsPutRight() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            ResourceGraph graph = random(random);
            World world = Stacks.built(graph);
            for (Observed<?> thing : world.of(ResourceKind.SUBNET)) {
                world = random.nextBoolean()
                        ? world.with(Observed.ready(
                                Component.with(thing.value(), "mapPublicIpOnLaunch", true), thing.id(), Stacks.NOW))
                        : world;
            }

            Plan plan = Pass.of(graph, world, Stacks.memory(graph)).plan();

            assertThat(Pass.of(graph, Projection.of(world, plan), Stacks.memory(graph))
                            .differences())
                    .isEmpty();
        }
    }
}
