package io.stockade;

import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.Quarkus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The operator of a cluster, which watches for as long as this instance leads. Whoever leads no more ends: what is under
 * way can't be trusted to know it, and the cluster starts the process anew.
 */
final class Watching {
    private static final System.Logger LOG = System.getLogger(Watching.class.getName());

    private final Election election;
    private final CompletableFuture<Supplier<Operator>> operator = new CompletableFuture<>();
    private final AtomicBoolean watches = new AtomicBoolean();
    private final AtomicBoolean failed = new AtomicBoolean();

    Watching(Election election) {
        this.election = election;
    }

    /** Stands for election; whoever is elected before the framework is up watches as soon as it is. */
    void begin() {
        election.begin(this::watch, this::end);
    }

    /** @param made the operator, when it is asked for: only who leads needs one */
    void ready(Supplier<Operator> made) {
        operator.complete(made);
    }

    private void watch() {
        try {
            operator.join().get().start();
            watches.set(true);
        } catch (RuntimeException unable) {
            LOG.log(System.Logger.Level.ERROR, "the objects of the cluster can't be watched", unable);
            end();
        }
    }

    private void end() {
        failed.set(true);
        Quarkus.asyncExit(1);
    }

    /** Whether this instance ended because it could not go on. */
    boolean failed() {
        return failed.get();
    }

    void stop() {
        if (watches.get()) {
            operator.join().get().stop();
        }
    }

    /** Lets another instance lead. It may be said twice. */
    void resign() {
        election.close();
    }
}
