package io.stockade.cloud;

import java.util.List;

/** Runs independent calls side by side, however that is done here. */
@FunctionalInterface
public interface Parallel {
    /** One after the other. */
    Parallel NOT = new Parallel() {
        @Override
        public void run(List<Runnable> calls) {
            calls.forEach(Runnable::run);
        }
    };

    /** Returns when all have ended; the first failure is thrown on. */
    void run(List<Runnable> calls);
}
