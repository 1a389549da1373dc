package io.stockade.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.kube.StackApi.ConflictException;
import io.stockade.kube.StackApi.UnansweredException;
import io.stockade.reconcile.PassListener;
import io.stockade.status.StackStatus;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes statuses into their objects, beside the memory that is there, if they tell something new. One that the API
 * server didn't take is tried again until it does: the engine tells it once.
 */
final class StatusWriter implements PassListener {
    private static final System.Logger LOG = System.getLogger(StatusWriter.class.getName());

    private final StackObjects objects;
    private final Map<String, StackStatus> newest = new ConcurrentHashMap<>();
    private final Map<String, StackStatus> upcoming = new ConcurrentHashMap<>();

    /** The version of each object that was last held against what it should say. */
    private final Map<String, String> looked = new ConcurrentHashMap<>();

    private final Set<String> unwritten = ConcurrentHashMap.newKeySet();

    StatusWriter(StackObjects objects) {
        this.objects = objects;
    }

    /** The last status of a stack, of this process or an earlier one. */
    Optional<StackStatus> find(String stack) {
        return Optional.ofNullable(newest.get(stack))
                .or(() -> objects.find(stack)
                        .map(StackObject::newest)
                        .map(StackObject::status)
                        .flatMap(StatusJson::read));
    }

    @Override
    public void upcoming(String stack, StackStatus status) {
        upcoming.put(stack, status);
    }

    /** What is to be told of a stack with its next memory. It is taken along once: if that comes to nothing, so does it. */
    Optional<StackStatus> takeUpcoming(String stack) {
        return Optional.ofNullable(upcoming.remove(stack));
    }

    /** By then it was written with the memory, unless there was nothing new to remember, or the server refused it. */
    @Override
    public void status(String stack, StackStatus status) {
        upcoming.remove(stack);
        newest.put(stack, status);
        boolean unused = written(stack);
    }

    /**
     * How fresh a status is, is told over HTTP only: a thousand objects written to say so would be a load. Where
     * somebody else wrote another one, as a process that led before and came late, it is told again.
     */
    @Override
    public void confirmed(String stack, StackStatus status) {
        upcoming.remove(stack);
        newest.put(stack, status);
        objects.find(stack).map(StackObject::newest).ifPresent(shown -> {
            String version = shown.getMetadata().getResourceVersion();
            if (!version.equals(looked.put(stack, version))) {
                boolean unused = written(stack);
            }
        });
    }

    @Override
    public void forgotten(String stack) {
        upcoming.remove(stack);
        newest.remove(stack);
        looked.remove(stack);
        unwritten.remove(stack);
    }

    /** Writes what could not be written before; to be called often. It ends at the first that fails again. */
    void retry() {
        for (String stack : unwritten) {
            if (!written(stack)) {
                return;
            }
        }
    }

    private boolean written(String stack) {
        Optional<StackObject> object = objects.find(stack);
        try {
            boolean unused = object.isPresent() && object.get().write(before -> merged(before, newest.get(stack)));
            unwritten.remove(stack);
            return true;
        } catch (ConflictException gone) {
            LOG.log(System.Logger.Level.DEBUG, "the status of " + stack + " is written no more: " + gone.getMessage());
            unwritten.remove(stack);
            return true;
        } catch (UnansweredException unanswered) {
            boolean first = unwritten.add(stack);
            LOG.log(
                    first ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                    "the status of " + stack + " is written later: " + unanswered.getMessage());
            return false;
        }
    }

    /** A status with the memory that is there; the same if it would tell nothing new. */
    static ObjectNode merged(ObjectNode before, @Nullable StackStatus status) {
        if (status == null || status.tellsNothingNew(StatusJson.read(before).orElse(null))) {
            return before;
        }
        ObjectNode after = StatusJson.write(status);
        if (before.has(KubeMemoryStore.FIELD)) {
            after.set(KubeMemoryStore.FIELD, before.get(KubeMemoryStore.FIELD));
        }
        return after;
    }
}
