package io.stockade.memory;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps memories as long as the process lives. */
public final class InMemoryMemoryStore implements MemoryStore {
    private final Map<String, Versioned> memories = new TreeMap<>();

    @Override
    public synchronized Optional<Versioned> find(String stack) {
        return Optional.ofNullable(memories.get(stack));
    }

    @Override
    public synchronized Versioned save(String stack, StackMemory memory, long expected) {
        long present = find(stack).map(Versioned::version).orElse(0L);
        if (present != expected) {
            throw new StaleMemoryException("the memory of " + stack + " is at version " + present + ", not " + expected
                    + ": somebody else wrote in between");
        }
        Versioned written = new Versioned(memory, expected + 1);
        memories.put(stack, written);
        return written;
    }

    @Override
    public synchronized void forget(String stack) {
        memories.remove(stack);
    }
}
