package io.stockade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.cloud.World;
import io.stockade.graph.Component;
import io.stockade.graph.GatewayAttachment;
import io.stockade.graph.NatGateway;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What AWS would say of a plan, worked out without any cleverness. */
final class Oracle {
    private Oracle() {}

    /** Every change stands after everything it needs, and no two are called the same. */
    static void ordered(Plan plan) {
        Set<String> done = new HashSet<>();
        for (Change change : plan.changes()) {
            assertThat(done).as("before %s", change.key()).containsAll(change.needs());
            assertThat(done.add(change.key())).as("%s is unique", change.key()).isTrue();
        }
    }

    /** What is left after the deletions of a plan; fails where AWS would refuse one. */
    static List<Observed<?>> remaining(World world, Plan plan) {
        ordered(plan);
        List<Observed<?>> left = new ArrayList<>();
        for (ResourceKind kind : ResourceKind.values()) {
            left.addAll(world.of(kind));
        }
        for (Change change : plan.changes()) {
            if (change.current() != null && change.action() == Change.Action.DELETE) {
                delete(change.current(), left);
            }
        }
        return left;
    }

    private static void delete(Observed<?> doomed, List<Observed<?>> left) {
        assertThat(left).as("deleted once").contains(doomed);
        left.remove(doomed);
        // what stands in it goes along, and what AWS made with it
        List<Observed<?>> inside = left.stream()
                .filter(each -> Kinship.parent(each.value())
                        .map(Ref::text)
                        .filter(doomed.id()::equals)
                        .isPresent())
                .filter(each -> each.kind() != ResourceKind.GATEWAY_ATTACHMENT)
                .filter(each -> each.kind() != ResourceKind.ADDRESS_ASSOCIATION)
                .toList();
        left.removeAll(inside);
        for (Observed<?> each : inside) {
            left.removeIf(child -> Kinship.parent(child.value())
                    .map(Ref::text)
                    .filter(each.id()::equals)
                    .isPresent());
        }
        for (Observed<?> each : left) {
            assertThat(Component.refs(each.value()).stream().map(Ref::text))
                    .as("%s still uses %s", each.id(), doomed.id())
                    .doesNotContain(doomed.id());
            if (doomed.value() instanceof GatewayAttachment) {
                assertThat(each.value()).as("public address in use").isNotInstanceOf(NatGateway.class);
            }
        }
    }
}
