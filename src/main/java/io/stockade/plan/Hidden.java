package io.stockade.plan;

import io.stockade.graph.Address;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import io.stockade.plan.Decision.Verdict;
import io.stockade.plan.Difference.Origin;
import io.stockade.plan.Difference.Severity;
import java.util.Collection;
import java.util.List;

/** What may have been changed while nobody can look: drift that nobody can rule out. */
public final class Hidden {
    private static final String ALL = "*";

    private Hidden() {}

    /**
     * One difference for all things of a kind, as bad as the worst that it may hide; nothing is ever done about it.
     *
     * @param declared things of this kind; at least one
     * @param why nobody can look
     */
    public static Decision behind(ResourceKind kind, Collection<? extends Resource> declared, String why) {
        Severity worst = declared.stream()
                .map(SeverityRules::hidden)
                .min(Severity::compareTo)
                .orElseThrow();
        Difference difference = new Difference(
                new Address(kind, ALL), null, Difference.Type.UNKNOWN, List.of(), Origin.UNKNOWN, worst, why, null);
        return new Decision(difference, Verdict.UNKNOWN, why);
    }
}
