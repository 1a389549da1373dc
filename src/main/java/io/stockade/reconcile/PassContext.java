package io.stockade.reconcile;

/** What all passes of an engine share. */
record PassContext(
        EngineSettings settings,
        Surroundings surroundings,
        FactsCache facts,
        Pictures pictures,
        PassListener listener) {
    static PassContext of(EngineSettings settings, Surroundings surroundings, PassListener listener) {
        return new PassContext(
                settings,
                surroundings,
                new FactsCache(surroundings),
                new Pictures(settings.installation(), surroundings),
                listener);
    }
}
