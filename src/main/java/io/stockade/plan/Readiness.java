package io.stockade.plan;

import io.stockade.cloud.SecretStore;
import io.stockade.graph.Address;
import io.stockade.graph.Component;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceGraph.Node;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Secret;
import io.stockade.graph.SecretRotation;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why something cannot be made or changed yet though everything that it needs is there, or will be. */
final class Readiness {
    private static final String CURRENT = SecretStore.CURRENT + "=";

    private final Matching matching;

    Readiness(Matching matching) {
        this.matching = matching;
    }

    /** What a change of something that is there has to wait for; empty if it has not. */
    static Optional<String> busy(Observed<?> thing) {
        // Lambda makes one change at a time, and refuses others while it does.
        return thing.kind() == ResourceKind.FUNCTION && thing.lifecycle() == Lifecycle.PENDING
                ? Optional.of("AWS, which is still changing " + thing.id())
                : Optional.empty();
    }

    /** What has to be waited for; empty if nothing has. */
    Optional<String> awaited(Node node) {
        return unready(node).or(() -> valueless(node));
    }

    /**
     * A need that the resource does not refer to, and that does not work yet: nothing else would wait for it, since what
     * carries changes out knows of references and of what it makes itself.
     */
    private Optional<String> unready(Node node) {
        Set<Address> referred = Component.refs(node.resource()).stream()
                .flatMap(ref -> ref instanceof Ref.Planned planned ? Stream.of(planned.address()) : Stream.empty())
                .collect(Collectors.toSet());
        return node.needs().stream()
                .filter(need -> !referred.contains(need))
                .filter(need -> matching.current(need)
                        .filter(thing -> !thing.lifecycle().works())
                        .isPresent())
                .findFirst()
                .map(need -> need + ", which is not ready");
    }

    /** AWS tries the function at once, which fails on a secret that has no value. Who gives it one is no plan's work. */
    private Optional<String> valueless(Node node) {
        if (!(node.resource() instanceof SecretRotation rotation)
                || !(rotation.secret() instanceof Ref.Planned secret)) {
            return Optional.empty();
        }
        boolean hasValue =
                matching.current(secret.address()).filter(Readiness::hasValue).isPresent();
        return hasValue ? Optional.empty() : Optional.of("the first value of " + secret.address());
    }

    private static boolean hasValue(Observed<?> thing) {
        return thing.value() instanceof Secret secret
                && secret.stages().stream().anyMatch(stage -> stage.startsWith(CURRENT));
    }
}
