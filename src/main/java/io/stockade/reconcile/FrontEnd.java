package io.stockade.reconcile;

import io.stockade.memory.MemoryStore;
import io.stockade.status.StackStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where stacks come from and where their statuses go: it feeds an engine, takes what it tells, and decides nothing. */
public interface FrontEnd extends AutoCloseable {
    /** Takes up what was begun before a restart, and whatever changes from now on. */
    void start();

    /** Has the stacks compared whose time has come; to be called often. */
    void sweep();

    /** Wakes the engine where a secret has come due; to be called often. */
    void beat();

    /** For what only the engine can tell, such as what it would do. */
    Engine engine();

    Optional<Known> find(String stack);

    /** All stacks, by namespace/name. */
    List<Known> all();

    /** Whether this process is the one that works, of several that could. */
    boolean leads();

    /** What is wrong with the place that stacks come from, and with what is no stack there. */
    List<String> problems();

    /** The newest events of a stack, oldest first. They outlive it, so that its end can be read. */
    List<StackEvent> events(String stack);

    /** Starts no more passes, and waits for those that run. */
    @Override
    void close();

    /**
     * A stack as it is wanted and as it is.
     *
     * @param status as of the last pass; {@code null} before the first
     */
    record Known(DesiredStack desired, @Nullable StackStatus status) {}

    /** Makes the engine around what a front end keeps. */
    interface EngineFactory {
        Engine create(DesiredStack.Source source, MemoryStore memory, PassListener listener);
    }
}
