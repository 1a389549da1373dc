package io.stockade.simulation;

import io.stockade.memory.MemoryStore;
import io.stockade.memory.StackMemory;
import io.stockade.plan.Change;
import io.stockade.plan.Plan;
import io.stockade.reconcile.PassListener;
import io.stockade.reconcile.StackEvent;
import io.stockade.reconcile.Surroundings;
import io.stockade.rotation.RotationNews;
import io.stockade.status.DriftRecord;
import io.stockade.status.StackStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The life of one process of the simulation. A thread can't be stopped from outside, so at the end of it every way out
 * is shut: whoever still tries to write, to tell or to be woken gets {@link Killed}.
 */
public final class Lifetime {
    private boolean over;
    /** Is told before and after each write of the memory. */
    private Consumer<Boolean> witness = written -> {};

    /** What ends a thread of a process that was killed. No code of ours catches errors. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    public boolean over() {
        return over;
    }

    public void end() {
        over = true;
    }

    public void check() {
        if (over) {
            throw new Killed();
        }
    }

    /** Has somebody watch the writes of the memory: told {@code false} before one and {@code true} after it. */
    void watchWrites(Consumer<Boolean> watcher) {
        witness = watcher;
    }

    public Surroundings bound(Surroundings free) {
        return new Surroundings(
                free.clock(),
                task -> free.executor().execute(() -> run(task)),
                (at, task) -> free.alarm().at(at, () -> {
                    if (!over) {
                        run(task);
                    }
                }),
                free.waiter(),
                free.random(),
                free.nonces(),
                free.values());
    }

    /** Tasks begin even after the end, because others wait for them; they come to nothing. */
    private void run(Runnable task) {
        try {
            task.run();
        } catch (Killed expected) {
            // It was not the task's fault.
        }
    }

    MemoryStore bound(MemoryStore disk) {
        return new MemoryStore() {
            @Override
            public Optional<Versioned> find(String stack) {
                check();
                return disk.find(stack);
            }

            @Override
            public Versioned save(String stack, StackMemory memory, long expected) {
                before();
                Versioned written = disk.save(stack, memory, expected);
                witness.accept(true);
                return written;
            }

            @Override
            public void forget(String stack) {
                before();
                disk.forget(stack);
                witness.accept(true);
            }

            private void before() {
                check();
                witness.accept(false);
            }
        };
    }

    PassListener bound(PassListener told) {
        return new Mortal(told);
    }

    /** Tells nobody anything once the process is over. */
    private final class Mortal implements PassListener {
        private final PassListener told;

        Mortal(PassListener told) {
            this.told = told;
        }

        @Override
        public void planned(String stack, Plan plan) {
            check();
            told.planned(stack, plan);
        }

        @Override
        public void started(String stack, Change change) {
            check();
            told.started(stack, change);
        }

        @Override
        public void finished(String stack, Change change, String outcome, String message) {
            check();
            told.finished(stack, change, outcome, message);
        }

        @Override
        public void upcoming(String stack, StackStatus status) {
            check();
            told.upcoming(stack, status);
        }

        @Override
        public void status(String stack, StackStatus status) {
            check();
            told.status(stack, status);
        }

        @Override
        public void confirmed(String stack, StackStatus status) {
            check();
            told.confirmed(stack, status);
        }

        @Override
        public void drifts(String stack, List<DriftRecord> all, Instant observed) {
            check();
            told.drifts(stack, all, observed);
        }

        @Override
        public void rotation(String stack, RotationNews news) {
            check();
            told.rotation(stack, news);
        }

        @Override
        public void event(StackEvent event) {
            check();
            told.event(event);
        }

        @Override
        public void defect(String stack, RuntimeException defect) {
            check();
            told.defect(stack, defect);
        }

        @Override
        public void forgotten(String stack) {
            check();
            told.forgotten(stack);
        }
    }
}
