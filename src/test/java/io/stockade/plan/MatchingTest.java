package io.stockade.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Peer;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecurityGroup;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.SecurityGroupRule.Direction;
import io.stockade.graph.Subnet;
import io.stockade.graph.Tags;
import io.stockade.net.Cidr;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is who, and what is left over. */
class MatchingTest {
    private static final Address APP = new Address(ResourceKind.SUBNET, "app");
    private final ResourceGraph graph = Stacks.network().build();
    private final World world = Stacks.built(graph);

    private static Observed<?> subnet(String id, Tags tags) {
        Subnet value = (Subnet) Stacks.resolved(Stacks.subnet("app", "10.40.9.0/24"));
        return Observed.ready(new Subnet(value.vpc(), value.cidr(), value.zoneId(), false, tags), id, Stacks.NOW);
    }

    private Matching match(World world, Map<Address, Remembered> memory) {
        return Matching.of(graph, world, Stacks.OWNER, memory);
    }

    @Test
    void everyAddressMeansWhatItsTagsSay() {
        Matching matching = match(world, Map.of());

        graph.nodes()
                .keySet()
                .forEach(address -> assertThat(matching.idOf(address)).hasValue(Stacks.id(address)));
        assertThat(matching.leftovers()).isEmpty();
    }

    @Test
    void ofTwinsTheRememberedOneWins() {
        World twins = world.with(subnet("subnet-zzz", Stacks.tags(ResourceKind.SUBNET, "app")));

        Matching matching = match(twins, Map.of(APP, new Remembered("subnet-zzz", null)));

        assertThat(matching.idOf(APP)).hasValue("subnet-zzz");
        assertThat(matching.leftovers()).extracting(Leftover::kind).contains(Leftover.Kind.SUPERSEDED);
    }

    @Test
    void ofTwinsTheReadyOneWinsAndThenTheSmallestId() {
        World ready = world.with(subnet("subnet-zzz", Stacks.tags(ResourceKind.SUBNET, "app")));
        World pending = world.with(
                subnet("subnet-aaa", Stacks.tags(ResourceKind.SUBNET, "app")).withLifecycle(Lifecycle.PENDING, ""));

        assertThat(match(ready, Map.of()).idOf(APP)).hasValue("subnet-app");
        assertThat(match(pending, Map.of()).idOf(APP)).hasValue("subnet-app");
    }

    @Test
    void whatLostItsTagsIsKnownByItsRememberedId() {
        World stripped = world.with(subnet("subnet-app", Tags.NONE));

        assertThat(match(stripped, Map.of()).idOf(APP)).isEmpty();
        assertThat(match(stripped, Map.of(APP, new Remembered("subnet-app", null)))
                        .idOf(APP))
                .hasValue("subnet-app");
    }

    @Test
    void whatAnotherInstallationTaggedIsForeignThoughItsIdIsRemembered() {
        Owner other = new Owner("elsewhere", "payments/orders", "uid-1");
        World taken = world.with(subnet("subnet-app", Tags.of(other.tags(APP))));

        Matching matching = match(taken, Map.of(APP, new Remembered("subnet-app", null)));

        assertThat(matching.idOf(APP)).isEmpty();
        assertThat(matching.leftovers()).anySatisfy(leftover -> {
            assertThat(leftover.thing().id()).isEqualTo("subnet-app");
            assertThat(leftover.kind()).isEqualTo(Leftover.Kind.FOREIGN);
        });
    }

    @Test
    void whatFailedIsMissingAndLeftOverAndWhatIsGoingIsNeither() {
        Observed<?> app = world.find(ResourceKind.SUBNET, "subnet-app").orElseThrow();

        Matching failed = match(world.with(app.withLifecycle(Lifecycle.FAILED, "no room")), Map.of());
        Matching deleting = match(world.with(app.withLifecycle(Lifecycle.DELETING, "")), Map.of());

        assertThat(failed.idOf(APP)).isEmpty();
        assertThat(failed.leftovers())
                .anyMatch(each -> each.address().equals(APP) && each.kind() == Leftover.Kind.SUPERSEDED);
        assertThat(deleting.idOf(APP)).isEmpty();
        assertThat(deleting.leftovers()).noneMatch(each -> each.address().equals(APP));
    }

    @Test
    void aRuleThatTheUserRemovedIsToldFromOneThatSomebodySlippedIn() {
        Resource slipped = Stacks.resolved(Stacks.rule("db", Direction.INGRESS, 22, Peer.cidr(Cidr.ANYWHERE)));
        World opened = world.with(Observed.ready(slipped, "sgr-1", Stacks.NOW));
        Address address = Address.parse("SecurityGroupRule/db:in:tcp:22:0.0.0.0/0");

        assertThat(match(opened, Map.of()).leftovers())
                .extracting(Leftover::address, Leftover::kind)
                .containsExactly(tuple(address, Leftover.Kind.UNEXPECTED_CHILD));
        assertThat(match(opened, Map.of(address, new Remembered(null, "digest")))
                        .leftovers())
                .extracting(Leftover::kind)
                .containsExactly(Leftover.Kind.SURPLUS);
    }

    @Test
    void rulesOfAGroupOfSomebodyElseAreNotOurs() {
        SecurityGroup theirs = new SecurityGroup(Ref.known("vpc-main"), "theirs", "", Tags.NONE);
        SecurityGroupRule open = new SecurityGroupRule(
                Ref.known("sg-theirs"), Direction.INGRESS, "all", -1, -1, Peer.cidr(Cidr.ANYWHERE), "");
        World shared = world.with(Observed.ready(theirs, "sg-theirs", Stacks.NOW))
                .with(Observed.ready(open, "sgr-theirs", Stacks.NOW));

        assertThat(match(shared, Map.of()).leftovers())
                .extracting(each -> each.thing().id(), Leftover::kind)
                .containsExactly(tuple("sg-theirs", Leftover.Kind.FOREIGN));
    }
}
