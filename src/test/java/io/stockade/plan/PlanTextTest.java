package io.stockade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.cloud.World;
import io.stockade.graph.Component;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Peer;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecurityGroupRule.Direction;
import io.stockade.net.Cidr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people read of a plan. */
class PlanTextTest {
    private final ResourceGraph graph = Stacks.full().build();
    private final World world = Stacks.built(graph);

    private static Gated open(Plan plan) {
        return new Gated(plan.changes(), List.of(), false, "");
    }

    @Test
    void nothingToDoSaysSo() {
        Plan plan = Pass.of(graph, world, Stacks.memory(graph)).plan();

        assertThat(PlanText.of(plan, open(plan), Risk.NONE, false))
                .isEqualTo("No changes. Your stack matches its manifest.\n");
        assertThat(Exposure.of(world, Stacks.OWNER)).isEqualTo("nothing is reachable from the internet");
    }

    @Test
    void whatWaitsForAwsIsNoEmptyPlan() {
        Observed<?> nat = world.find(ResourceKind.NAT_GATEWAY, "natgateway-nat").orElseThrow();
        World going = world.with(nat.withLifecycle(Lifecycle.DELETING, ""));
        ResourceGraph.Builder less = ResourceGraph.builder();
        graph.nodes().values().stream()
                .filter(node -> !node.address().name().equals("nat"))
                .filter(node -> !node.address().toString().equals("Route/app:0.0.0.0/0"))
                .forEach(node -> less.add(node.address().name(), node.resource()));
        World left = going.without(ResourceKind.ROUTE, "route-app:0.0.0.0/0");
        Plan plan = Pass.of(less.build(), left, Stacks.memory(graph)).plan();

        assertThat(plan.empty()).isTrue();
        assertThat(plan.settled()).isFalse();
        assertThat(PlanText.of(plan, open(plan), Risk.NONE, false)).isEqualTo("""
                Waiting:
                      ElasticIp/nat (elasticip-nat): no longer declared; waits for NatGateway/nat, which AWS is still deleting

                Plan: nothing to do now; 1 to follow later.
                """);
    }

    @Test
    void driftIsShownWithWhatWasDeclaredAndWhatWasFound() {
        Observed<?> vpc = world.find(ResourceKind.VPC, "vpc-main").orElseThrow();
        World changed = world.with(
                        Observed.ready(Component.with(vpc.value(), "dnsSupport", false), vpc.id(), Stacks.NOW))
                .with(Observed.ready(
                        Stacks.resolved(Stacks.rule("db", Direction.INGRESS, 22, Peer.cidr(Cidr.ANYWHERE))),
                        "sgr-1",
                        Stacks.NOW));
        ResourceGraph more = Stacks.full().add("web", Stacks.group("web")).build();
        Plan plan = Pass.of(more, changed, Stacks.memory(graph)).plan();
        Gated gated = Gate.apply(plan, new GateRules(false, "freeze", ApprovalMode.NEVER, null, false, null), 30);

        assertThat(PlanText.of(plan, gated, Risk.NONE, false)).isEqualTo("""
                  ~ Vpc/main (vpc-main)  # changed outside Stockade
                      dnsSupport: false -> true
                  + SecurityGroup/web  # declared, and not made yet
                      vpc: vpc-main, name: orders-web, description: of web
                  - SecurityGroupRule/db:in:tcp:22:0.0.0.0/0 (sgr-1)  # changed outside Stockade

                Held back: paused: freeze
                      update Vpc/main
                      create SecurityGroup/web
                      delete SecurityGroupRule/db:in:tcp:22:0.0.0.0/0

                Drift:
                  ! Vpc/main (vpc-main) Changed, Medium; corrected: changed outside Stockade
                      dnsSupport: declared true, found false
                  ! SecurityGroupRule/db:in:tcp:22:0.0.0.0/0 (sgr-1) Unexpected, Critical; corrected: changed outside Stockade

                Plan: 1 to add, 1 to change, 0 to replace, 1 to destroy.
                """);
        assertThat(Exposure.of(changed, Stacks.OWNER)).isEqualTo("0.0.0.0/0 reaches tcp/22 of db; nothing else");
        assertThat(Exposure.of(Projection.of(changed, plan), Stacks.OWNER))
                .isEqualTo("nothing is reachable from the internet");
        assertThat(PlanView.of(plan, gated, Risk.NONE).changes())
                .extracting(PlanView.ChangeView::held)
                .containsOnly("paused: freeze");
    }

    @Test
    void aReplacementIsOneThingWithTheFieldThatForcesIt() {
        ResourceGraph.Builder other = ResourceGraph.builder();
        for (ResourceGraph.Node node : graph.nodes().values()) {
            boolean meant = node.address().toString().equals("Subnet/data");
            other.add(
                    node.address().name(),
                    meant ? Component.with(node.resource(), "zoneId", "euw1-az2") : node.resource());
        }
        Plan plan = Pass.of(other.build(), world, Stacks.memory(graph)).plan();

        assertThat(PlanText.of(plan, open(plan), Risk.NONE, false)).isEqualTo("""
                -/+ Subnet/data (subnet-data)  # the manifest changed
                      zoneId: euw1-az1 -> euw1-az2  # forces replacement
                -/+ RouteTableAssociation/data  # refers to Subnet/data, which is made anew
                      subnet: Subnet/data (subnet-data) -> Subnet/data (known after apply)  # forces replacement

                Plan: 0 to add, 0 to change, 2 to replace, 0 to destroy.
                """);
        assertThat(PlanText.of(plan, open(plan), Risk.NONE, true)).startsWith("\u001b[35m-/+\u001b[0m Subnet/data");
    }

    @Test
    void theProjectionOfAPlanNeedsNoPlan() {
        World empty = Stacks.empty();
        Plan plan = Pass.of(graph, empty, Map.of()).plan();

        World after = Projection.of(empty, plan);

        Matching matching = Matching.of(graph, after, Stacks.OWNER, Map.of());
        graph.nodes().values().forEach(node -> {
            if (!Kinship.contained(node.resource()) && node.address().kind() != ResourceKind.SECRET_ROTATION) {
                assertThat(matching.current(node.address()))
                        .as("%s", node.address())
                        .isPresent();
            }
        });
        // What a plan does gives no secret its value, without which AWS rotates none.
        assertThat(Pass.of(graph, after, Stacks.memory(graph)).keys()).containsExactly("create SecretRotation/login");
    }
}
