package io.stockade.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.kube.StackApi.ConflictException;
import io.stockade.kube.StackApi.UnansweredException;
import io.stockade.memory.MemoryStore;
import io.stockade.memory.StackMemory;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Keeps memories in the status of the objects, where the API server compares before it sets. That somebody edited the
 * object meanwhile is no conflict; that somebody wrote the memory is one.
 */
final class KubeMemoryStore implements MemoryStore {
    /** The part of the status that it is in. */
    static final String FIELD = "memory";

    private final StackObjects objects;

    KubeMemoryStore(StackObjects objects) {
        this.objects = objects;
    }

    @Override
    public Optional<Versioned> find(String stack) {
        return objects.find(stack).flatMap(object -> read(stack, StackObject.status(object.newest())));
    }

    @Override
    public Versioned save(String stack, StackMemory memory, long expected) {
        String text = MemoryText.write(memory, expected + 1);
        write(stack, status -> {
            long present = read(stack, status).map(Versioned::version).orElse(0L);
            if (present != expected) {
                throw StaleMemoryException.of(stack, present, expected);
            }
            return status.put(FIELD, text);
        });
        return new Versioned(memory, expected + 1);
    }

    /** The watch may be late: so the server is asked, and what it answers is known from then on. */
    @Override
    public void confirm(String stack, long expected) {
        with(stack, StackObject::refresh);
        MemoryStore.super.confirm(stack, expected);
    }

    @Override
    public void forget(String stack) {
        if (objects.find(stack).isPresent()) {
            write(stack, status -> status.without(List.of(FIELD)));
        }
    }

    private void write(String stack, UnaryOperator<ObjectNode> change) {
        with(stack, object -> {
            boolean unused = object.write(change);
        });
    }

    private void with(String stack, Consumer<StackObject> action) {
        StackObject object =
                objects.find(stack).orElseThrow(() -> new StaleMemoryException("the object " + stack + " is gone"));
        try {
            action.accept(object);
        } catch (ConflictException gone) {
            throw new StaleMemoryException(String.valueOf(gone.getMessage()));
        } catch (UnansweredException unanswered) {
            throw new UnsavedException("the memory of " + stack + " can't be reached: " + unanswered.getMessage());
        }
    }

    private static Optional<Versioned> read(String stack, ObjectNode status) {
        return status.hasNonNull(FIELD)
                ? Optional.of(MemoryText.read(stack, status.get(FIELD).asText()))
                : Optional.empty();
    }
}
