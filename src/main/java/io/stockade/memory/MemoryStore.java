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

    /**
     * Makes sure that a memory is still the one that was read. Where another process may write, it is read afresh.
     *
     * @param expected the version that was read, or 0 where there was none
     * @throws StaleMemoryException if somebody else wrote since
     * @throws UnsavedException if that can't be found out
     */
    default void confirm(String stack, long expected) {
        long present = find(stack).map(Versioned::version).orElse(0L);
        if (present != expected) {
            throw StaleMemoryException.of(stack, present, expected);
        }
    }

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

        /** Another version is there than was expected. */
        public static StaleMemoryException of(String stack, long present, long expected) {
            return new StaleMemoryException("the memory of " + stack + " is at version " + present + ", not " + expected
                    + ": somebody else wrote in between");
        }
    }
}
