package io.stockade.reconcile;

import io.stockade.hint.Actors;
import java.util.concurrent.Executor;

/**
 * What all passes of an engine share.
 *
 * @param actors who changed what, as events told
 * @param changes runs changes side by side, those of all stacks; they wait for nothing but AWS
 */
record PassContext(
        EngineSettings settings,
        Surroundings surroundings,
        Executor changes,
        FactsCache facts,
        Pictures pictures,
        DesiredStack.Source source,
        PassListener listener,
        Actors actors) {
    /**
     * Each is a thread and what it reads. At 0.3 s a call these are a hundred a second, several times what AWS lets an
     * account write; there are no more connections for them.
     */
    private static final int MOST_CHANGES = 32;

    static PassContext of(
            EngineSettings settings, Surroundings surroundings, DesiredStack.Source source, PassListener listener) {
        return new PassContext(
                settings,
                surroundings,
                new AtOnce(surroundings.executor(), MOST_CHANGES),
                new FactsCache(surroundings),
                new Pictures(settings.installation(), surroundings),
                source,
                listener,
                new Actors());
    }
}
