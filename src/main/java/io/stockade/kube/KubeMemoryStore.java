package io.stockade.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.kube.StackApi.ConflictException;
import io.stockade.kube.StackApi.RefusedException;
import io.stockade.kube.StackApi.UnansweredException;
import io.stockade.memory.MemoryStore;
import io.stockade.memory.StackMemory;
import io.stockade.status.StackStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
    private final StatusWriter statuses;

    /** The newest text of each stack that was understood: every sweep asks for it, and it hardly ever changes. */
    private final Map<String, Understood> understood = new ConcurrentHashMap<>();

    private record Understood(String text, Versioned memory) {}

    /** @param statuses that are written with a memory, if one is about to be told */
    KubeMemoryStore(StackObjects objects, StatusWriter statuses) {
        this.objects = objects;
        this.statuses = statuses;
    }

    @Override
    public Optional<Versioned> find(String stack) {
        Optional<StackObject> object = objects.find(stack);
        if (object.isEmpty()) {
            understood.remove(stack);
        }
        return object.flatMap(known -> read(stack, StackObject.status(known.newest())));
    }

    /** The status that is about to be told goes with it: it is of the same pass, and another write for it would be one more. */
    @Override
    public Versioned save(String stack, StackMemory memory, long expected) {
        Optional<StackStatus> upcoming = statuses.takeUpcoming(stack);
        String text = MemoryText.write(memory, expected + 1);
        UnaryOperator<ObjectNode> alone = status -> {
            long present = read(stack, status).map(Versioned::version).orElse(0L);
            if (present != expected) {
                throw StaleMemoryException.of(stack, present, expected);
            }
            return status.put(FIELD, text);
        };
        with(stack, object -> {
            if (upcoming.isEmpty()
                    || !takes(object, status -> StatusWriter.merged(alone.apply(status), upcoming.get()))) {
                boolean unused = object.write(alone);
            }
        });
        return new Versioned(memory, expected + 1);
    }

    /** A status that the server doesn't take is tried again and again by itself; no memory waits for that. */
    private static boolean takes(StackObject object, UnaryOperator<ObjectNode> change) {
        try {
            boolean unused = object.write(change);
            return true;
        } catch (RefusedException refused) {
            return false;
        }
    }

    /** The watch may be late: so the server is asked, and what it answers is known from then on. */
    @Override
    public void confirm(String stack, long expected) {
        with(stack, StackObject::refresh);
        MemoryStore.super.confirm(stack, expected);
    }

    @Override
    public void forget(String stack) {
        understood.remove(stack);
        if (objects.find(stack).isPresent()) {
            with(stack, object -> {
                boolean unused = object.write(status -> status.without(List.of(FIELD)));
            });
        }
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

    private Optional<Versioned> read(String stack, ObjectNode status) {
        if (!status.hasNonNull(FIELD)) {
            return Optional.empty();
        }
        String text = status.get(FIELD).asText();
        Understood known = understood.get(stack);
        if (known == null || !known.text().equals(text)) {
            known = new Understood(text, MemoryText.read(stack, text));
            understood.put(stack, known);
        }
        return Optional.of(known.memory());
    }
}
