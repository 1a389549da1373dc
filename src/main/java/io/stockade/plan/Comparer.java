package io.stockade.plan;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.Component;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceGraph.Node;
import io.stockade.plan.Difference.Field;
import io.stockade.plan.Difference.Origin;
import io.stockade.plan.Difference.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists every difference between what is wanted and what was seen, and where each comes from. */
public final class Comparer {
    private final ResourceGraph graph;
    private final Matching matching;
    private final Origins origins;
    private final Unknowns unknowns;
    private final FieldComparison comparison;
    private final SeverityRules severities;

    private Comparer(ResourceGraph graph, Matching matching, Origins origins, Unknowns unknowns) {
        this.graph = graph;
        this.matching = matching;
        this.origins = origins;
        this.unknowns = unknowns;
        this.comparison = new FieldComparison(matching, unknowns::unknown);
        this.severities = new SeverityRules(graph, matching);
    }

    /**
     * All differences: of declared things in the order of the graph, then of what is left over.
     *
     * @param doubts whose absence is not believed
     */
    public static List<Difference> compare(
            ResourceGraph graph, World world, Matching matching, Map<Address, Remembered> memory, Doubts doubts) {
        Origins origins = new Origins(graph, matching, memory);
        Unknowns unknowns = new Unknowns(graph, world, matching, doubts);
        return new Comparer(graph, matching, origins, unknowns).differences();
    }

    private List<Difference> differences() {
        List<Difference> differences = new ArrayList<>();
        for (Node node : graph.nodes().values()) {
            Optional<Observed<?>> current = matching.current(node.address());
            if (current.isPresent()) {
                present(node, current.get()).ifPresent(differences::add);
            } else {
                differences.add(absent(node));
            }
        }
        matching.leftovers().forEach(leftover -> differences.add(leftover(leftover)));
        return differences;
    }

    private Difference absent(Node node) {
        Optional<String> unknown = unknowns.why(node.address());
        if (unknown.isPresent()) {
            return new Difference(
                    node.address(),
                    null,
                    Difference.Type.UNKNOWN,
                    List.of(),
                    Origin.UNKNOWN,
                    Severity.MEDIUM,
                    unknown.get(),
                    null);
        }
        Severity severity = SeverityRules.missing(node.address().kind());
        return new Difference(
                node.address(), null, Difference.Type.MISSING, List.of(), origins.ofMissing(node), severity, "", null);
    }

    private Optional<Difference> present(Node node, Observed<?> observed) {
        if (observed.lifecycle() == Lifecycle.UNKNOWN) {
            return Optional.of(unknown(node.address(), observed, observed.note(), null));
        }
        List<Field> fields =
                severities.judged(node.resource(), observed.value(), comparison.of(node.resource(), observed));
        if (!fields.isEmpty()) {
            return Optional.of(new Difference(
                    node.address(),
                    observed.id(),
                    Difference.Type.CHANGED,
                    fields,
                    origins.ofChanged(node),
                    SeverityRules.worst(fields),
                    observed.note(),
                    null));
        }
        if (observed.lifecycle() != Lifecycle.BROKEN) {
            return unseen(node, observed);
        }
        return Optional.of(new Difference(
                node.address(),
                observed.id(),
                Difference.Type.BROKEN,
                List.of(),
                origins.ofBroken(node),
                SeverityRules.missing(node.address().kind()),
                broken(observed),
                null));
    }

    /** What was applied is taken to be as it was left until it is read again; of anything else nobody knows. */
    private Optional<Difference> unseen(Node node, Observed<?> observed) {
        List<String> unread = FieldComparison.unread(node.resource(), observed);
        return unread.isEmpty() || origins.asApplied(node)
                ? Optional.empty()
                : Optional.of(
                        unknown(node.address(), observed, String.join(", ", unread) + " could not be read yet", null));
    }

    /** AWS's words, and what it may be waiting for. */
    private String broken(Observed<?> observed) {
        List<String> parts = new ArrayList<>();
        if (!observed.note().isEmpty()) {
            parts.add(observed.note());
        }
        for (Ref ref : Component.refs(observed.value())) {
            matching.addressOf(ref.text())
                    .flatMap(matching::current)
                    .filter(target -> target.id().equals(ref.text())
                            && !target.lifecycle().works())
                    .ifPresent(target -> parts.add(comparison.show(ref) + " is " + target.lifecycle()));
        }
        return String.join("; ", parts);
    }

    /** It is there, and nobody knows whether it is as it should be: nothing follows from what it looks like. */
    private static Difference unknown(Address address, Observed<?> observed, String note, @Nullable Leftover leftover) {
        return new Difference(
                address,
                observed.id(),
                Difference.Type.UNKNOWN,
                List.of(),
                Origin.UNKNOWN,
                Severity.MEDIUM,
                note,
                leftover);
    }

    private Difference leftover(Leftover leftover) {
        if (leftover.thing().lifecycle() == Lifecycle.UNKNOWN && leftover.kind() != Leftover.Kind.FOREIGN) {
            return unknown(
                    leftover.address(), leftover.thing(), leftover.thing().note(), leftover);
        }
        return new Difference(
                leftover.address(),
                leftover.thing().id(),
                switch (leftover.kind()) {
                    case SURPLUS, SUPERSEDED -> Difference.Type.SURPLUS;
                    case UNEXPECTED_CHILD, FOREIGN -> Difference.Type.UNEXPECTED;
                },
                List.of(),
                origins.ofLeftover(leftover),
                severities.leftover(leftover),
                leftover.thing().note(),
                leftover);
    }
}
