package io.stockade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What must not run, and what a person is asked for. */
class GateTest {
    private final ResourceGraph graph = Stacks.network().build();
    private final World world = Stacks.built(graph);

    private static GateRules rules(ApprovalMode mode, @Nullable String approved, boolean deleting) {
        return new GateRules(false, null, mode, approved, deleting, null);
    }

    private Plan remove(String... tiers) {
        ResourceGraph.Builder less = ResourceGraph.builder();
        for (ResourceGraph.Node node : graph.nodes().values()) {
            boolean gone = Arrays.asList(tiers).contains(node.address().name());
            if (!gone) {
                less.add(node.address().name(), node.resource(), node.needs().toArray(Address[]::new));
            }
        }
        less.add("web", Stacks.group("web"));
        return Pass.of(less.build(), world, Stacks.memory(graph)).plan();
    }

    @Test
    void readOnlyPausedAndBlockedHoldEverything() {
        Plan plan = remove();

        Gated readOnly = Gate.apply(plan, new GateRules(true, null, ApprovalMode.NEVER, null, false, null), 100);
        Gated paused = Gate.apply(plan, new GateRules(false, "freeze", ApprovalMode.NEVER, plan.id(), false, null), 9);
        Gated blocked = Gate.apply(plan, new GateRules(false, null, ApprovalMode.NEVER, null, false, "no quota"), 9);

        assertThat(readOnly.runnable()).isEmpty();
        assertThat(readOnly.awaitingApproval()).isFalse();
        assertThat(paused.why()).isEqualTo("paused: freeze");
        assertThat(paused.runnable()).isEmpty();
        assertThat(blocked.held()).extracting(Held::reason).containsOnly("no quota");
    }

    @Test
    void aFewDeletionsInALargeStackRun() {
        Plan plan = remove("data");

        Gated gated = Gate.apply(plan, rules(ApprovalMode.DESTRUCTIVE, null, false), 100);

        assertThat(plan.deletes()).isPositive();
        assertThat(gated.held()).isEmpty();
    }

    @Test
    void aLargeShareOfASmallStackWaitsWhileTheRestRuns() {
        Plan plan = remove("data");

        Gated gated = Gate.apply(plan, rules(ApprovalMode.DESTRUCTIVE, null, false), 15);
        Gated approved = Gate.apply(plan, rules(ApprovalMode.DESTRUCTIVE, plan.id(), false), 15);
        Gated other = Gate.apply(plan, rules(ApprovalMode.DESTRUCTIVE, "000000000000", false), 15);

        assertThat(gated.awaitingApproval()).isTrue();
        assertThat(gated.runnable()).extracting(Change::key).containsExactly("create SecurityGroup/web");
        assertThat(gated.why())
                .isEqualTo("2 resources go away or are made anew, of 15: approve " + plan.id() + " to let it run");
        assertThat(approved.held()).isEmpty();
        assertThat(other).isEqualTo(gated);
    }

    @Test
    void rulesNeverNeedApprovalAndStatefulThingsAlwaysDo() {
        ResourceGraph nothing = ResourceGraph.builder().build();
        Plan rules = remove("app:in:tcp:443:203.0.113.0/24");
        Plan all = Pass.of(nothing, world, Map.of()).plan();

        assertThat(Gate.apply(rules, rules(ApprovalMode.DESTRUCTIVE, null, false), 1)
                        .held())
                .isEmpty();
        assertThat(Gate.apply(all, rules(ApprovalMode.DESTRUCTIVE, null, false), 10_000)
                        .why())
                .startsWith("Vpc/main goes away");
        assertThat(Gate.apply(all, rules(ApprovalMode.DESTRUCTIVE, null, true), 10)
                        .held())
                .isEmpty();
        assertThat(Gate.apply(all, rules(ApprovalMode.ALWAYS, null, true), 10).runnable())
                .isEmpty();
    }

    @Test
    void theIdDiesWhenTheWorldChangesAndTheRestOfABegunPlanIsKnownAsSuch() {
        ResourceGraph nothing = ResourceGraph.builder().build();
        Plan all = Pass.of(nothing, world, Map.of()).plan();
        Plan rest = Pass.of(nothing, world.without(ResourceKind.NAT_GATEWAY, "natgateway-nat"), Map.of())
                .plan();

        assertThat(rest.id()).isNotEqualTo(all.id()).hasSize(12);
        assertThat(rest.remainsOf(all)).isTrue();
        assertThat(all.remainsOf(rest)).isFalse();
    }

    @Test
    void whatStandsInSomethingThatWaitsIsCoveredByTheApprovalOfItsEnd() {
        Observed<?> nat = world.of(ResourceKind.NAT_GATEWAY).iterator().next();
        World going = world.with(nat.withLifecycle(Lifecycle.DELETING, ""));
        Set<String> unwanted = Set.of(
                "Subnet/public",
                "RouteTableAssociation/public",
                "NatGateway/nat",
                "ElasticIp/nat",
                "Route/app:0.0.0.0/0");
        ResourceGraph.Builder less = ResourceGraph.builder();
        graph.nodes().values().stream()
                .filter(node -> !unwanted.contains(node.address().toString()))
                .forEach(node -> less.add(
                        node.address().name(), node.resource(), node.needs().toArray(Address[]::new)));

        Plan all = Pass.of(less.build(), world, Stacks.memory(graph)).plan();
        Plan rest = Pass.of(less.build(), going, Stacks.memory(graph)).plan();

        assertThat(all.changes())
                .extracting(Change::key)
                .contains("delete Subnet/public")
                .doesNotContain("delete RouteTableAssociation/public");
        assertThat(rest.changes())
                .extracting(Change::key)
                .contains("delete RouteTableAssociation/public")
                .doesNotContain("delete Subnet/public");
        assertThat(rest.remainsOf(all)).isTrue();
        assertThat(rest.remainsOf(rest)).isTrue();
        assertThat(all.remainsOf(rest)).isFalse();
    }
}
