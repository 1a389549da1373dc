package io.stockade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Component;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Role;
import io.stockade.graph.SecretRotation;
import io.stockade.plan.Difference.Origin;
import io.stockade.plan.Difference.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a plan does with secrets: no value is lost, none is rotated before it is there, what was deleted comes back. */
class SecretPlanTest {
    private static final Address LOGIN = new Address(ResourceKind.SECRET, "login");
    private static final Address ROTATION = new Address(ResourceKind.SECRET_ROTATION, "login");
    private static final ResourceGraph NOTHING = ResourceGraph.builder().build();

    private final ResourceGraph graph = Stacks.full().build();
    private final World world = Stacks.built(graph);
    private final Map<Address, Remembered> memory = Stacks.memory(graph);

    private Observed<?> secret() {
        return world.find(ResourceKind.SECRET, Stacks.id(LOGIN)).orElseThrow();
    }

    private World with(String component, Object value) {
        return with(secret(), component, value, Lifecycle.READY);
    }

    private World with(Observed<?> thing, String component, Object value, Lifecycle lifecycle) {
        Resource other = Component.with(thing.value(), component, value);
        return world.with(Observed.ready(other, thing.id(), Stacks.NOW).withLifecycle(lifecycle, ""));
    }

    private World retired() {
        return with(secret(), "scheduledForDeletion", true, Lifecycle.RETIRED);
    }

    private Map<Address, Remembered> without(Address forgotten) {
        Map<Address, Remembered> rest = new TreeMap<>(memory);
        rest.remove(forgotten);
        return rest;
    }

    private static World notRotated(World world) {
        return world.without(ResourceKind.SECRET_ROTATION, Stacks.id(ROTATION));
    }

    @Test
    void rotationWaitsForTheFirstValue() {
        World empty = notRotated(with("stages", new TreeSet<>(List.of("AWSPENDING=one"))));

        Pass pass = Pass.of(graph, empty, without(ROTATION));

        assertThat(pass.keys()).isEmpty();
        assertThat(pass.plan().waiting())
                .singleElement()
                .extracting(Decision::reason)
                .isEqualTo("declared, and not made yet; waits for the first value of Secret/login");
        assertThat(Pass.of(graph, notRotated(world), without(ROTATION)).keys())
                .containsExactly("create SecretRotation/login");
    }

    @ParameterizedTest
    @EnumSource(
            value = Lifecycle.class,
            names = {"PENDING", "BROKEN", "UNKNOWN"})
    void rotationWaitsForWaysThatItsRecordDoesNotName(Lifecycle lifecycle) {
        ResourceGraph.Builder wanted = Stacks.network();
        wanted.add("login", Stacks.secret("/prod/orders/login"))
                .add(
                        "login",
                        new SecretRotation(Ref.to(LOGIN), new Ref.Foreign("arn:function"), "rate(1 days)", ""),
                        new Address(ResourceKind.ROUTE_TABLE, "app"));
        ResourceGraph drawn = wanted.build();
        World built = notRotated(Stacks.built(drawn));
        Observed<?> table =
                built.find(ResourceKind.ROUTE_TABLE, "routetable-app").orElseThrow();

        Pass pass = Pass.of(drawn, built.with(table.withLifecycle(lifecycle, "")), Map.of());

        assertThat(pass.keys()).doesNotContain("create SecretRotation/login");
        assertThat(pass.decision("SecretRotation/login").reason())
                .endsWith("waits for RouteTable/app, which is not ready");
    }

    @Test
    void whatWasDeletedIsRestoredForWhomItIsWantedAndLeftToOthers() {
        Pass anew = Pass.of(graph, retired(), without(LOGIN), false, Doubts.NONE);
        Pass kept = Pass.of(graph, retired(), memory);
        Pass unwanted = Pass.of(NOTHING, retired(), memory);

        assertThat(anew.keys()).containsExactly("update Secret/login");
        assertThat(anew.difference("Secret/login").origin()).isEqualTo(Origin.UNFINISHED);
        assertThat(kept.difference("Secret/login").origin()).isEqualTo(Origin.DRIFT);
        assertThat(kept.difference("Secret/login").severity()).isEqualTo(Severity.HIGH);
        assertThat(unwanted.keys()).isNotEmpty().doesNotContain("delete Secret/login", "delete SecretRotation/login");
        assertThat(unwanted.matching().leftovers())
                .extracting(Leftover::address)
                .doesNotContain(LOGIN, ROTATION);
    }

    @Test
    void aSecretOfAnotherNameIsNeverMadeOfThis() {
        Pass pass = Pass.of(graph, notRotated(with("name", "/dev/orders/login")), Map.of());

        assertThat(pass.difference("Secret/login").type()).isEqualTo(Difference.Type.MISSING);
        assertThat(pass.change("create Secret/login").replaces()).isFalse();
        assertThat(pass.keys()).doesNotContain("delete Secret/login");
    }

    @Test
    void aSecretGoesOnlyWithApprovalAndCanComeBack() {
        Plan plan = Pass.of(Stacks.network().build(), world, memory).plan();

        Gated gated = Gate.apply(plan, new GateRules(false, null, ApprovalMode.DESTRUCTIVE, null, false, null), 34);

        assertThat(gated.held())
                .extracting(held -> held.change().key())
                .contains("delete Secret/login", "delete SecretRotation/login");
        assertThat(PlanText.of(plan, gated, Risk.NONE, false))
                .contains("AWS keeps it for 30 days, in which it is restored when it is declared again");
    }

    @Test
    void severitiesSayWhatIsOpenAndWhatIsCut() {
        PolicyDocument open = PolicyDocument.parse("{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\"}}");
        Resource theirs = Component.with(
                Stacks.resolved(graph.find(ROTATION).orElseThrow().resource()),
                "function",
                new Ref.Foreign("arn:theirs"));
        World taken = world.with(Observed.ready(theirs, Stacks.id(ROTATION), Stacks.NOW));

        assertThat(severity(with("policy", open))).isEqualTo(Severity.CRITICAL);
        assertThat(severity(with("kmsKey", "alias/theirs"))).isEqualTo(Severity.CRITICAL);
        assertThat(severity(with("description", "other"))).isEqualTo(Severity.LOW);
        assertThat(severity(notRotated(world))).isEqualTo(Severity.HIGH);
        assertThat(severity(taken)).isEqualTo(Severity.CRITICAL);
        assertThat(Pass.of(withoutRotation(), world, Map.of())
                        .difference("SecretRotation/login")
                        .severity())
                .isEqualTo(Severity.CRITICAL);
    }

    /** Lambda takes a function's interfaces out of its group later, and by its role. */
    @Test
    void theRoleOfAFunctionOutlivesItsGroup() {
        PolicyDocument lambdas = PolicyDocument.parse("{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":"
                + "{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}");
        Role role = new Role(
                "rotate",
                "/",
                lambdas,
                new TreeSet<>(),
                PolicyDocument.NONE,
                "",
                Stacks.tags(ResourceKind.ROLE, "rotate"));
        ResourceGraph left = Stacks.network()
                .add("rotate", role)
                .add("rotate", Stacks.group("rotate"))
                .build();

        Pass pass = Pass.of(Stacks.network().build(), Stacks.built(left), Stacks.memory(left));

        assertThat(pass.keys()).containsExactly("delete SecurityGroup/rotate", "delete Role/rotate");
        assertThat(pass.change("delete Role/rotate").needs()).containsExactly("delete SecurityGroup/rotate");
    }

    private ResourceGraph withoutRotation() {
        ResourceGraph.Builder rest = ResourceGraph.builder();
        graph.nodes().values().stream()
                .filter(node -> !node.address().equals(ROTATION))
                .forEach(node -> rest.add(
                        node.address().name(), node.resource(), node.needs().toArray(Address[]::new)));
        return rest.build();
    }

    private Severity severity(World seen) {
        List<Difference> differences = Pass.of(graph, seen, memory).differences();
        assertThat(differences).hasSize(1);
        return differences.get(0).severity();
    }
}
