package io.stockade;

import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.PassListener;
import io.stockade.rotation.RotationNews;
import io.stockade.spec.SecretSpec;
import io.stockade.web.RotationTotal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what happened to secrets, at once as it happens, for those who measure. */
final class RotationCounter implements PassListener {
    private static final String NOBODY = "None";

    private final DesiredStack.Source stacks;
    private final Map<Kind, AtomicLong> counts = new ConcurrentSkipListMap<>();

    /** @param stacks tells who rotates a secret */
    RotationCounter(DesiredStack.Source stacks) {
        this.stacks = stacks;
    }

    private record Kind(String strategy, String outcome) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            int byStrategy = strategy.compareTo(other.strategy);
            return byStrategy == 0 ? outcome.compareTo(other.outcome) : byStrategy;
        }
    }

    @Override
    public void rotation(String stack, RotationNews news) {
        Kind kind = new Kind(strategy(stack, news.secret()), news.what().toString());
        counts.computeIfAbsent(kind, first -> new AtomicLong()).incrementAndGet();
    }

    List<RotationTotal> totals() {
        return counts.entrySet().stream()
                .map(entry -> new RotationTotal(
                        entry.getKey().strategy(),
                        entry.getKey().outcome(),
                        entry.getValue().get()))
                .toList();
    }

    private String strategy(String stack, String secret) {
        return stacks.find(stack).stream()
                .flatMap(desired -> desired.manifest().spec().secrets().stream())
                .filter(each -> each.name().equals(secret))
                .findFirst()
                .map(SecretSpec::rotation)
                .map(rotation -> switch (rotation.strategyOrDefault()) {
                    case GENERATED -> "Generated";
                    case LAMBDA -> "Lambda";
                })
                .orElse(NOBODY);
    }
}
