package io.stockade.reconcile;

import io.stockade.apply.ApplyListener;
import io.stockade.apply.ChangeResult;
import io.stockade.plan.Change;
import java.util.Locale;

/** Passes on what the applier does, with the name of the stack. */
record ApplyNews(String stack, PassListener listener) implements ApplyListener {
    @Override
    public void started(Change change) {
        listener.started(stack, change);
    }

    @Override
    public void finished(ChangeResult result) {
        String outcome = result.outcome().name().toLowerCase(Locale.ROOT);
        listener.finished(stack, result.change(), outcome, result.message());
    }
}
