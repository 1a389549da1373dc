package io.stockade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Component;
import io.stockade.graph.Peer;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecurityGroupRule.Direction;
import io.stockade.net.Cidr;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What whoever approves a plan is told that it risks. */
class RiskTest {
    private final ResourceGraph graph = Stacks.full().build();
    private final World world = Stacks.built(graph);

    private Risk risk(ResourceGraph wanted, World now) {
        return Risk.of(now, Pass.of(wanted, now, Stacks.memory(graph)).plan(), Stacks.OWNER);
    }

    private ResourceGraph.Builder without(Predicate<String> left) {
        ResourceGraph.Builder less = ResourceGraph.builder();
        graph.nodes().values().stream()
                .filter(node -> !left.test(node.address().toString()))
                .forEach(node -> less.add(node.address().name(), node.resource()));
        return less;
    }

    private ResourceGraph with(String address, String component, Object value) {
        return without(address::equals)
                .add(
                        address.substring(address.indexOf('/') + 1),
                        Component.with(
                                graph.find(Address.parse(address)).orElseThrow().resource(), component, value))
                .build();
    }

    @Test
    void aPlanWithoutChangesRisksNothing() {
        assertThat(risk(graph, world)).isEqualTo(Risk.NONE);
    }

    @Test
    void aWayOutThatGoesIsAnOutageForGood() {
        Risk risk = risk(
                without(address -> List.of("NatGateway/nat", "ElasticIp/nat", "Route/app:0.0.0.0/0")
                                .contains(address))
                        .build(),
                world);

        assertThat(risk.lines())
                .containsExactly(
                        "outage: the way to the internet of app goes, which was NatGateway/nat",
                        "outage: ElasticIp/nat (elasticip-nat): the address is given back for good, and stays on the"
                                + " lists of others");
    }

    @Test
    void whatCanOnlyStandOnceIsAwayMeanwhile() {
        Risk risk = risk(with("NatGateway/nat", "subnet", Stacks.ref(ResourceKind.SUBNET, "data")), world);

        assertThat(risk.lines())
                .containsExactly(
                        "outage: the way to the internet of app is cut between the end of NatGateway/nat and the"
                                + " start of NatGateway/nat, mostly 1 to 3 minutes");
    }

    @Test
    void aRuleThatOpensSaysSoFirst() {
        ResourceGraph open = Stacks.full()
                .add(Stacks.rule("db", Direction.INGRESS, 22, Peer.cidr(Cidr.ANYWHERE)))
                .build();

        assertThat(risk(open, world).lines()).containsExactly("exposure gained: 0.0.0.0/0 reaches tcp/22 of db");
    }

    @Test
    void aRuleThatCloses() {
        ResourceGraph open = Stacks.full()
                .add(Stacks.rule("db", Direction.INGRESS, 22, Peer.cidr(Cidr.ANYWHERE)))
                .build();

        assertThat(risk(graph, Stacks.built(open)).closed()).containsExactly("0.0.0.0/0 reaches tcp/22 of db");
    }

    @Test
    void aSecretThatGoesIsReadByNobodyAnyMore() {
        Risk risk = risk(without(address -> address.startsWith("Secret")).build(), world);

        assertThat(risk.outages()).anyMatch(line -> line.startsWith("Secret/") && line.contains("AWS keeps it for"));
    }
}
