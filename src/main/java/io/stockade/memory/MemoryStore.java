package io.stockade.memory;

import java.util.Optional;

/** Keeps the memory of stacks. */
public interface MemoryStore {
    /** The memory of a stack, as namespace/name, and the version it was read at. */
    Optional<Versioned> find(String stack);

    /**
     * Writes by compare-and-set: durable when it returns.
     *
     * @param expected the version that was read, or 0 for a first write
     * @return what is kept now
     * @throws StaleMemoryException if somebody else wrote in between; nothing was changed
     * @throws UnsavedException if it is not known to be kept, for a reason that passes
     */
    Versioned save(String stack, StackMemory memory, long expected);

    /** Forgets a stack of which nothing is left. */
    void forget(String stack);

    /** A memory and its version, from 1. */
    record Versioned(StackMemory memory, long version) {}

    /** It is not known to be kept: the pass ends before what depends on it, and the next one reads again. */
    class UnsavedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UnsavedException(String message) {
            super(message);
        }
    }

    /** Somebody else wrote first. */
    final class StaleMemoryException extends UnsavedException {
        private static final long serialVersionUID = 1L;

        public StaleMemoryException(String message) {
            super(message);
        }
    }
}
