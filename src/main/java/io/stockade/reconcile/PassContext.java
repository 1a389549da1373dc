package io.stockade.reconcile;

/** What all passes of an engine share. */
record PassContext(
        EngineSettings settings,
        Surroundings surroundings,
        FactsCache facts,
        Pictures pictures,
        DesiredStack.Source source,
        PassListener listener) {
    static PassContext of(
            EngineSettings settings, Surroundings surroundings, DesiredStack.Source source, PassListener listener) {
        return new PassContext(
                settings,
                surroundings,
                new FactsCache(surroundings),
                new Pictures(settings.installation(), surroundings),
                source,
                listener);
    }
}
