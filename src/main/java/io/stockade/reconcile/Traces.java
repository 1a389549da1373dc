package io.stockade.reconcile;

import io.stockade.graph.Address;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import io.stockade.hint.Actor;
import io.stockade.hint.Actors;
import io.stockade.plan.Difference;
import io.stockade.plan.Leftover;
import io.stockade.plan.Matching;
import io.stockade.status.DriftAuthor;
import io.stockade.status.DriftAuthors;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds in what events told who made a difference: by every name that the thing goes by, also where it is gone. */
final class Traces implements DriftAuthors.Witness {
    /** AWS's clock may be ahead of ours. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final Actors actors;
    private final ResourceGraph graph;
    private final Matching matching;
    private final Map<Address, String> remembered;

    /** @param remembered the ids of what was made, which is how the calls name it that took it away */
    Traces(Actors actors, ResourceGraph graph, Matching matching, Map<Address, String> remembered) {
        this.actors = actors;
        this.graph = graph;
        this.matching = matching;
        this.remembered = remembered;
    }

    @Override
    public Optional<DriftAuthor> of(Difference difference, Instant after, Instant seen) {
        Instant earliest = seen.minus(Authors.BEFORE_SEEN);
        return actors.of(names(difference), after.isAfter(earliest) ? after : earliest, seen.plus(SKEW))
                .map(Traces::author);
    }

    private Set<String> names(Difference difference) {
        Set<String> names = new TreeSet<>();
        add(names, difference.id());
        add(names, remembered.get(difference.address()));
        graph.find(difference.address()).ifPresent(node -> addNames(names, node.resource()));
        Leftover leftover = difference.leftover();
        if (leftover != null) {
            addNames(names, leftover.thing().value());
        }
        return names;
    }

    /** Its own name, where AWS goes by names, and the id of what it stands in, where it has no life of its own. */
    private void addNames(Set<String> names, Resource resource) {
        add(names, resource.globalName());
        Ref holder = SpotReads.holder(resource);
        if (holder instanceof Ref.Planned planned) {
            add(names, matching.idOf(planned.address()).orElse(remembered.get(planned.address())));
        } else if (holder != null) {
            add(names, holder.id());
        }
    }

    private static void add(Set<String> names, @Nullable String name) {
        if (name != null && !name.isEmpty()) {
            names.add(name);
        }
    }

    /** In the form in which people are told. */
    static DriftAuthor author(Actor actor) {
        String via = actor.invokedBy();
        boolean told = via.equals(actor.who()) || via.equals(actor.address());
        return new DriftAuthor(
                actor.who(),
                known(actor.address()),
                known(actor.action()),
                actor.time().toString(),
                known(actor.request()),
                told ? null : known(via));
    }

    private static @Nullable String known(String text) {
        return text.isEmpty() ? null : text;
    }
}
