package io.stockade.memory;

import java.util.Optional;

/** Keeps memories in the state folder, one file a stack. */
public final class FileMemoryStore implements MemoryStore {
    private final StackFiles<StackMemory> files;

    /** Nobody else writes to the folder while it is open, so that a lock in the process is enough. */
    public FileMemoryStore(StateFolder folder) {
        this.files = new StackFiles<>(folder, "memory", StackMemory.class, StackMemory.FORMAT);
    }

    @Override
    public synchronized Optional<Versioned> find(String stack) {
        return files.find(stack).map(kept -> new Versioned(kept.value(), kept.version()));
    }

    @Override
    public synchronized Versioned save(String stack, StackMemory memory, long expected) {
        long present = files.find(stack).map(StackFiles.Kept::version).orElse(0L);
        if (present != expected) {
            throw new StaleMemoryException("the memory of " + stack + " is at version " + present + ", not " + expected
                    + ": somebody else wrote in between");
        }
        files.save(stack, memory, expected + 1);
        return new Versioned(memory, expected + 1);
    }

    @Override
    public synchronized void forget(String stack) {
        files.delete(stack);
    }
}
