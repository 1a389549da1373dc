package io.stockade.reconcile;

import io.stockade.cloud.Clouds;
import io.stockade.memory.MemoryStore;
import java.util.Optional;

/**
 * Keeps stacks as their manifests say. Front ends feed it triggers and are told through the listener; one pass per
 * stack runs at a time, stacks side by side.
 */
public final class Engine implements AutoCloseable {
    /** Wires an engine; nothing runs before the first trigger. */
    public Engine(
            EngineSettings settings,
            Clouds clouds,
            DesiredStack.Source source,
            MemoryStore memory,
            PassListener listener,
            Surroundings surroundings) {}

    /** Asks for a pass. Triggers of a stack that is waiting or running are coalesced. */
    public void trigger(Trigger trigger) {}

    /** The newest known detail of a stack; empty before its first pass. */
    public Optional<StackDetail> detail(String stack) {
        return Optional.empty();
    }

    /** Lets running passes end and starts no more. */
    @Override
    public void close() {}
}
