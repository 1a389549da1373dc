package io.stockade.apply;

import io.stockade.plan.Change;

/** Is told of changes as they run; calls come from several threads. */
public interface ApplyListener {
    void started(Change change);

    void finished(ChangeResult result);
}
