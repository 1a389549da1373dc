package io.stockade.status;

import io.stockade.cloud.Coverage;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import io.stockade.plan.Decision;
import io.stockade.plan.Hidden;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells when a kind has gone unread for so long, or so hopelessly, that the last look at it says nothing any more. */
final class BlindSpots {
    /** How long a failure that may pass is only noted: conditions must not flap with every throttle. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private BlindSpots() {}

    /** What to tell of a kind that can't be relied on any more; empty if it can. */
    static Optional<String> why(Coverage coverage, Instant now) {
        return Optional.ofNullable(coverage.failure())
                .filter(failure ->
                        failure.lasting() || !failure.since().plus(PATIENCE).isAfter(now))
                .map(failure -> text(coverage, failure));
    }

    /**
     * What may be drift in each kind that was there and can't be relied on any more. Of what never all worked, nobody
     * knows that it was there unless it was seen.
     */
    static List<Decision> decisions(Findings findings) {
        SortedMap<ResourceKind, List<Resource>> were = new TreeMap<>();
        findings.graph().nodes().values().stream()
                .filter(node -> findings.built()
                        || findings.after().current(node.address()).isPresent())
                .forEach(node -> were.computeIfAbsent(node.address().kind(), ignored -> new ArrayList<>())
                        .add(node.resource()));
        List<Decision> decisions = new ArrayList<>();
        were.forEach((kind, declared) -> why(findings.world().coverage(kind), findings.now())
                .ifPresent(why -> decisions.add(Hidden.behind(kind, declared, why))));
        return decisions;
    }

    private static String text(Coverage coverage, Coverage.Failure failure) {
        String last = coverage.readAt() == null ? "never read" : "last read " + coverage.readAt();
        String next = failure.lasting()
                ? "; nothing of it is changed until that is put right"
                : "; it is tried again, and nothing of it is changed until it succeeds";
        return "not readable since " + failure.since() + ", " + last + ": " + failure.message() + next;
    }
}
