package io.stockade.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.kube.StackApi.ConflictException;
import io.stockade.kube.StackApi.UnansweredException;
import io.stockade.reconcile.PassListener;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes statuses into their objects, beside the memory that is there, if they tell something new. One that the API
 * server didn't take is tried again until it does: the engine tells it once.
 */
final class StatusWriter implements PassListener {
    private static final System.Logger LOG = System.getLogger(StatusWriter.class.getName());

    /** Two that both believe to lead must not write over each other all the time. */
    private static final Duration GONE = Duration.ofMinutes(5);

    private final StackObjects objects;
    private final Map<String, StackStatus> newest = new ConcurrentHashMap<>();
    private final Map<String, StackStatus> upcoming = new ConcurrentHashMap<>();

    /** The version of each object that says what it should. */
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

    /** How fresh a status is, is told over HTTP only: a thousand objects written to say so would be a load. */
    @Override
    public void confirmed(String stack, StackStatus status) {
        upcoming.remove(stack);
        newest.put(stack, status);
        objects.find(stack)
                .map(StackObject::newest)
                .filter(shown -> !version(shown).equals(looked.get(stack)))
                .ifPresent(shown -> hold(stack, shown, status));
    }

    /** Tells a status again where somebody who is gone, as a leader that came late, left one that says otherwise. */
    private void hold(String stack, RawStack shown, StackStatus status) {
        Optional<StackStatus> told = StatusJson.read(StackObject.status(shown));
        boolean says =
                told.filter(other -> answers(other).equals(answers(status))).isPresent();
        if (says || told.filter(other -> !outlived(other, status)).isEmpty()) {
            looked.put(stack, version(shown));
            boolean unused = says || written(stack);
        }
    }

    /** What is told of what, but for words and times: in these, two processes may differ, and both be right. */
    private static Map<String, String> answers(StackStatus status) {
        Map<String, String> answers = new TreeMap<>();
        answers.put("generation", String.valueOf(status.observedGeneration()));
        status.conditions().forEach(condition -> answers.put(condition.type(), condition.status()));
        return answers;
    }

    /** Whether a status rests on a look that is so much older that whoever wrote it would have looked again. */
    private static boolean outlived(StackStatus other, StackStatus status) {
        String before = other.observation().time();
        String now = status.observation().time();
        return before != null && now != null && Instant.parse(before).plus(GONE).isBefore(Instant.parse(now));
    }

    private static String version(RawStack object) {
        return object.getMetadata().getResourceVersion();
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
