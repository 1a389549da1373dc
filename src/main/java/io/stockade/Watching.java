package io.stockade;

import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.inject.Instance;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The operator of a cluster, which watches for as long as this instance leads. Whoever leads no more ends: what is under
 * way can't be trusted to know it, and the cluster starts the process anew.
 */
final class Watching {
    private static final System.Logger LOG = System.getLogger(Watching.class.getName());

    private final Supplier<Operator> operator;
    private final Election election;
    private final AtomicBoolean watches = new AtomicBoolean();
    private final AtomicBoolean failed = new AtomicBoolean();

    /** @param operator is made when it is asked for */
    Watching(Instance<Operator> operator, Election election) {
        this.operator = operator::get;
        this.election = election;
    }

    void begin() {
        election.begin(this::watch, this::end);
    }

    private void watch() {
        try {
            operator.get().start();
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
            operator.get().stop();
        }
    }

    /** Lets another instance lead. */
    void resign() {
        election.close();
    }
}
