package io.stockade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.cloud.Coverage;
import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Changes.Effect;
import io.stockade.graph.Component;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Peer;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.SecurityGroupRule.Direction;
import io.stockade.graph.Tags;
import io.stockade.graph.Vpc;
import io.stockade.net.Cidr;
import io.stockade.plan.Decision.Verdict;
import io.stockade.plan.Difference.Origin;
import io.stockade.plan.Difference.Severity;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What differs, where it comes from, how much it matters, and what is decided. */
class ComparerTest {
    private final ResourceGraph graph = Stacks.full().build();
    private final World world = Stacks.built(graph);
    private final Map<Address, Remembered> memory = Stacks.memory(graph);

    private Pass pass(World changed) {
        return Pass.of(graph, changed, memory);
    }

    @Test
    void everyComponentOfEveryKindIsComparedWithItsDeclaredEffect() {
        Set<ResourceKind> kinds = EnumSet.noneOf(ResourceKind.class);
        for (ResourceGraph.Node node : graph.nodes().values()) {
            Observed<?> built = Stacks.built(node.address(), node.resource());
            kinds.add(built.kind());
            for (Component component : Component.of(node.resource().getClass())) {
                if (component.effect() == Effect.AWS || component.effect() == Effect.KEY) {
                    continue;
                }
                Resource other = Component.with(built.value(), component.name(), another(component.of(built.value())));
                // What is known by a name is another thing under another name
                boolean named = !built.value().globalName().isEmpty();
                Map<Address, Remembered> known = named && component.name().equals("name") ? Map.of() : memory;
                Pass pass = Pass.of(graph, world.with(Observed.ready(other, built.id(), Stacks.NOW)), known);
                if (named && component.name().equals("name")) {
                    assertThat(pass.difference(node.address().toString()).type())
                            .isEqualTo(Difference.Type.MISSING);
                    continue;
                }
                Difference difference = pass.difference(node.address().toString());
                assertThat(difference.fields())
                        .as("%s of %s", component.name(), node.address())
                        .hasSize(1);
                assertThat(difference.fields().get(0).component()).isEqualTo(component.name());
                assertThat(difference.fields().get(0).effect()).isEqualTo(component.effect());
            }
        }
        assertThat(kinds).containsExactlyInAnyOrder(ResourceKind.values());
    }

    private static Object another(@Nullable Object value) {
        if (value instanceof Tags tags) {
            Map<String, String> values = new TreeMap<>(tags.values());
            values.put(values.containsKey("cost-center") ? "cost-center" : "Name", "other");
            return Tags.of(values);
        }
        if (value instanceof Ref) {
            return Ref.known("other-1");
        }
        if (value instanceof Boolean truth) {
            return !truth;
        }
        if (value instanceof Integer number) {
            return number + 1;
        }
        if (value instanceof Cidr) {
            return Cidr.parse("10.99.0.0/16");
        }
        if (value instanceof PolicyDocument) {
            return PolicyDocument.parse("{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\"}}");
        }
        if (value instanceof Set<?> set) {
            return new TreeSet<>(
                    Set.of(set.isEmpty() ? "other" : another(set.iterator().next())));
        }
        return value + "-other";
    }

    @Test
    void whatWasNotReadIsNeitherEqualNorDifferent() {
        Observed<?> vpc = world.find(ResourceKind.VPC, "vpc-main").orElseThrow();
        Observed<?> odd = Observed.ready(Component.with(vpc.value(), "dnsSupport", false), vpc.id(), Stacks.NOW);

        assertThat(pass(world.with(odd.withUnread(Set.of("dnsSupport")))).differences())
                .isEmpty();
        assertThat(pass(world.with(odd)).difference("Vpc/main").fields()).hasSize(1);
    }

    @Test
    void whatWasNeverAppliedAndIsNotReadIsUnknown() {
        Observed<?> vpc = world.find(ResourceKind.VPC, "vpc-main").orElseThrow().withUnread(Set.of("dnsHostnames"));
        Map<Address, Remembered> begun = new TreeMap<>(memory);
        begun.put(new Address(ResourceKind.VPC, "main"), new Remembered(null, "begun"));

        Difference difference = Pass.of(graph, world.with(vpc), begun).difference("Vpc/main");

        assertThat(difference.type()).isEqualTo(Difference.Type.UNKNOWN);
        assertThat(difference.note()).isEqualTo("dnsHostnames could not be read yet");
    }

    @Test
    void tagsOfOthersAreLeftAlone() {
        Observed<?> vpc = world.find(ResourceKind.VPC, "vpc-main").orElseThrow();
        Tags more = vpc.tags().with(Map.of("somebody", "else"));

        Pass pass = pass(world.with(Observed.ready(Component.with(vpc.value(), "tags", more), vpc.id(), Stacks.NOW)));

        assertThat(pass.differences()).isEmpty();
    }

    @Test
    void theLastAppliedDigestTellsTheUsersChangeFromDrift() {
        World gone = world.without(ResourceKind.SUBNET, "subnet-data");
        Address data = new Address(ResourceKind.SUBNET, "data");
        Map<Address, Remembered> lost = new TreeMap<>(memory);
        lost.put(data, new Remembered("subnet-data", null));
        Map<Address, Remembered> never = new TreeMap<>(memory);
        never.remove(data);

        assertThat(pass(gone).difference("Subnet/data").origin()).isEqualTo(Origin.DRIFT);
        assertThat(Pass.of(graph, gone, lost).difference("Subnet/data").origin())
                .isEqualTo(Origin.UNKNOWN);
        assertThat(Pass.of(graph, gone, never).difference("Subnet/data").origin())
                .isEqualTo(Origin.USER);
    }

    /** AWS lets a new group out everywhere, and a VPC has no names before a second call. */
    @Test
    void whatALaterCallOfACreationIsStillToPutRightIsNoDrift() {
        Address db = new Address(ResourceKind.SECURITY_GROUP, "db");
        Address vpc = new Address(ResourceKind.VPC, "main");
        Ref group = Ref.known("securitygroup-db");
        SecurityGroupRule everywhere =
                new SecurityGroupRule(group, Direction.EGRESS, "all", -1, -1, Peer.cidr(Cidr.ANYWHERE), "");
        Vpc nameless = new Vpc(Cidr.parse("10.40.0.0/16"), true, false, Stacks.tags(ResourceKind.VPC, "main"));
        World halfMade = world.with(Observed.ready(everywhere, "sgr-1", Stacks.NOW))
                .with(Observed.ready(nameless, "vpc-main", Stacks.NOW));
        Map<Address, Remembered> begun = new TreeMap<>(memory);
        begun.put(db, new Remembered("securitygroup-db", null));
        begun.put(vpc, new Remembered("vpc-main", null));

        Pass made = Pass.of(graph, halfMade, begun);
        Pass finished = Pass.of(graph, halfMade, memory);

        String rule = "SecurityGroupRule/db:out:all:0.0.0.0/0";
        assertThat(made.difference(rule).origin()).isEqualTo(Origin.USER);
        assertThat(made.difference("Vpc/main").origin()).isEqualTo(Origin.UNFINISHED);
        assertThat(finished.difference(rule).origin()).isEqualTo(Origin.DRIFT);
        assertThat(finished.difference("Vpc/main").origin()).isEqualTo(Origin.DRIFT);
        assertThat(made.keys()).isEqualTo(finished.keys());
    }

    @Test
    void absenceIsUnknownWhereTheKindWasNotReadOrTheAbsenceIsDoubted() {
        World gone = world.without(ResourceKind.NAT_GATEWAY, "natgateway-nat");
        Address nat = new Address(ResourceKind.NAT_GATEWAY, "nat");

        Pass unread = pass(
                gone.unread(Set.of(ResourceKind.NAT_GATEWAY), new Coverage.Failure("denied", true, Instant.EPOCH)));
        Pass doubted = Pass.of(graph, gone, memory, true, new Doubts(Set.of(nat)));

        for (Pass pass : List.of(unread, doubted)) {
            // the route to it is not called different either
            assertThat(pass.differences()).extracting(Difference::type).containsExactly(Difference.Type.UNKNOWN);
            assertThat(pass.decision("NatGateway/nat").verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(pass.plan().changes()).isEmpty();
        }
    }

    @Test
    void somethingOpenIsCriticalSomethingCutIsHighAndTagsAreLow() {
        Resource slipped = Stacks.resolved(Stacks.rule("db", Direction.INGRESS, 22, Peer.cidr(Cidr.ANYWHERE)));
        Pass opened = pass(world.with(Observed.ready(slipped, "sgr-1", Stacks.NOW)));
        Pass cut = pass(world.without(ResourceKind.ROUTE, "route-app:0.0.0.0/0"));

        assertThat(opened.differences()).extracting(Difference::severity).containsExactly(Severity.CRITICAL);
        assertThat(opened.keys()).containsExactly("delete SecurityGroupRule/db:in:tcp:22:0.0.0.0/0");
        assertThat(cut.differences()).extracting(Difference::severity).containsExactly(Severity.HIGH);
        assertThat(cut.keys()).containsExactly("create Route/app:0.0.0.0/0");
    }

    @Test
    void reportHoldsBackRepairsOfDriftAndNothingElse() {
        World cut = world.without(ResourceKind.ROUTE, "route-app:0.0.0.0/0");
        ResourceGraph more = Stacks.full().add("web", Stacks.group("web")).build();

        Pass pass = Pass.of(more, cut, memory, false, Doubts.NONE);

        assertThat(pass.keys()).containsExactly("create SecurityGroup/web");
        assertThat(pass.decision("Route/app:0.0.0.0/0").verdict()).isEqualTo(Verdict.REPORT);
    }

    @Test
    void whatIsAsDeclaredButBrokenIsReportedWithWhatIsAwaited() {
        Observed<?> route =
                world.find(ResourceKind.ROUTE, "route-app:0.0.0.0/0").orElseThrow();
        Observed<?> nat = world.find(ResourceKind.NAT_GATEWAY, "natgateway-nat").orElseThrow();

        Pass pass = pass(world.with(route.withLifecycle(Lifecycle.BROKEN, "blackhole"))
                .with(nat.withLifecycle(Lifecycle.PENDING, "")));

        assertThat(pass.difference("Route/app:0.0.0.0/0").type()).isEqualTo(Difference.Type.BROKEN);
        assertThat(pass.decision("Route/app:0.0.0.0/0").reason())
                .isEqualTo("it is as declared, but does not work: blackhole; "
                        + "NatGateway/nat (natgateway-nat) is PENDING");
        assertThat(pass.plan().changes()).isEmpty();
    }

    @Test
    void withoutMemoryNothingIsTakenAway() {
        ResourceGraph less = Stacks.network().build();

        Pass pass = Pass.of(less, world, Map.of());

        assertThat(pass.differences()).isNotEmpty();
        assertThat(pass.plan().changes())
                .noneMatch(change ->
                        change.action() == Change.Action.DELETE && change.leftover() != Leftover.Kind.UNEXPECTED_CHILD);
    }
}
