package io.stockade.reconcile;

/** What all passes of an engine share. */
record PassContext(EngineSettings settings, Surroundings surroundings, FactsCache facts, PassListener listener) {}
