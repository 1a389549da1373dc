package io.stockade.alert;

import io.stockade.reconcile.PassListener;
import io.stockade.status.DriftRecord;
import io.stockade.status.StackStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells the desk what every pass found. Whatever goes wrong here, no pass is the worse for it. */
public final class AlertFeed implements PassListener {
    private static final System.Logger LOG = System.getLogger(AlertFeed.class.getName());

    private final AlertDesk desk;
    private final Function<String, Optional<StackFacts>> facts;

    /** What the pass that is about to end found; its status comes right after. */
    private final Map<String, Found> found = new ConcurrentHashMap<>();

    private record Found(List<DriftRecord> drifts) {}

    /** @param facts what is known of a stack; empty if there is none any more */
    public AlertFeed(AlertDesk desk, Function<String, Optional<StackFacts>> facts) {
        this.desk = desk;
        this.facts = facts;
    }

    @Override
    public void drifts(String stack, List<DriftRecord> all, Instant observed) {
        found.put(stack, new Found(all));
    }

    @Override
    public void status(String stack, StackStatus status) {
        look(stack, status);
    }

    @Override
    public void confirmed(String stack, StackStatus status) {
        look(stack, status);
    }

    @Override
    public void forgotten(String stack) {
        found.remove(stack);
        attempt(stack, () -> desk.forget(stack));
    }

    private void look(String stack, StackStatus status) {
        Found fresh = found.remove(stack);
        @Nullable List<DriftRecord> drifts = fresh == null ? null : fresh.drifts();
        attempt(
                stack,
                () -> facts.apply(stack)
                        .ifPresent(known -> desk.observe(known, StackFindings.of(status, drifts, desk.now()))));
    }

    private static void attempt(String stack, Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.ERROR, "what was found in stack " + stack + " may not be told", failed);
        }
    }
}
