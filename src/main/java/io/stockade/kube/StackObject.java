package io.stockade.kube;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.kube.StackApi.ConflictException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The newest that is known of one object, by the watch or by what we wrote ourselves, and the only way to write its
 * status: one writer at a time, and never over what somebody else wrote.
 */
final class StackObject {
    /** Others write when people do; whoever loses this often loses to a loop. */
    private static final int MOST_TRIES = 10;

    private final StackApi api;
    private final Object writing = new Object();
    private volatile RawStack newest;

    StackObject(StackApi api, RawStack first) {
        this.api = api;
        this.newest = first;
    }

    RawStack newest() {
        return newest;
    }

    /** Takes note of what the watch shows, which may be older than what we wrote. */
    synchronized RawStack seen(RawStack shown) {
        boolean same = shown.uid().equals(newest.uid());
        if (!same || version(shown) > version(newest)) {
            newest = shown;
        }
        return newest;
    }

    /**
     * Changes the status. Where somebody else wrote the object meanwhile, the change is made to what they left.
     *
     * @param change gets a status that it may keep, and answers the whole new one; may be called several times
     * @return whether anything was written; what changes nothing isn't
     * @throws ConflictException if the object is gone, or others write all the time
     * @throws StackApi.RefusedException if the server takes no such status
     * @throws StackApi.UnansweredException if it is not known whether it was written
     */
    boolean write(UnaryOperator<ObjectNode> change) {
        synchronized (writing) {
            String uid = newest.uid();
            for (int attempt = 1; ; attempt++) {
                RawStack before = newest;
                ObjectNode status = change.apply(status(before));
                if (status.equals(status(before))) {
                    return false;
                }
                try {
                    seen(api.replaceStatus(with(before, status)));
                    return true;
                } catch (ConflictException overtaken) {
                    if (attempt == MOST_TRIES) {
                        throw overtaken;
                    }
                    readAgain(before.key(), uid);
                }
            }
        }
    }

    /**
     * Reads it afresh.
     *
     * @throws ConflictException if it is gone
     * @throws StackApi.UnansweredException if there is no answer
     */
    void refresh() {
        readAgain(newest.key(), newest.uid());
    }

    private void readAgain(String key, String uid) {
        Optional<RawStack> fresh = api.read(key).filter(object -> object.uid().equals(uid));
        if (fresh.isEmpty()) {
            throw new ConflictException("the object " + key + " is gone");
        }
        seen(fresh.get());
    }

    /** A copy of the status of an object; empty if it has none, or none that anybody could read. */
    static ObjectNode status(RawStack object) {
        return object.getStatus() instanceof ObjectNode status
                ? status.deepCopy()
                : JsonNodeFactory.instance.objectNode();
    }

    /** Whether anything may have been made for an object: that is remembered before it is. */
    static boolean begun(RawStack object) {
        return object.getStatus() != null && object.getStatus().hasNonNull(KubeMemoryStore.FIELD);
    }

    private static RawStack with(RawStack object, ObjectNode status) {
        RawStack changed = new RawStack();
        changed.setMetadata(object.getMetadata());
        changed.setSpec(object.getSpec());
        changed.setStatus(status);
        return changed;
    }

    /** Numbers that grow, of one kind in one cluster: kubernetes.io/docs/reference/using-api/api-concepts. */
    private static long version(RawStack object) {
        return Long.parseLong(object.getMetadata().getResourceVersion());
    }
}
