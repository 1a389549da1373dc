package io.stockade.cloud;

import io.stockade.graph.Observed;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes one kind of resource in one account and region. Calls return when AWS has answered, never later: what takes
 * AWS time comes back as {@link io.stockade.graph.Lifecycle#PENDING}.
 */
public interface Driver<R extends Resource> {
    ResourceKind kind();

    /** What is made in one call: creations with equal keys are handed over together. */
    default Optional<String> batchKey(R resource) {
        return Optional.empty();
    }

    /** What is taken away in one call: deletions with equal keys are handed over together. */
    default Optional<String> deletionKey(R resource) {
        return batchKey(resource);
    }

    /**
     * Makes what is asked for, with its tags from the first moment. If something with the same token or natural key is
     * there and ours, that is the answer.
     *
     * @param creations one, or several with equal batch keys
     * @throws CloudException if nothing was made, or {@link CloudException.Category#UNCERTAIN} if nobody knows
     */
    Written create(List<Creation<R>> creations);

    /**
     * Changes the components named, and nothing else.
     *
     * @param desired with every reference resolved
     * @throws CloudException if nothing was changed
     */
    Written update(Observed<R> current, R desired, Set<String> components);

    /**
     * Takes away what is given. That something is gone already is success.
     *
     * @param doomed one, or several with equal deletion keys
     * @throws CloudException if something stayed, with {@link CloudException.Category#DEPENDENCY} if others use it
     */
    Written delete(List<Observed<R>> doomed);

    /** Reads one by its id, past any list; empty if AWS says that it is not there. */
    Optional<Observed<R>> readById(String id);

    /** Components that lists leave unread and {@link #readDetails} fills, at a slower rhythm. */
    default Set<String> details() {
        return Set.of();
    }

    /** Components that {@link #readParts} reads apart from the rest. */
    default Set<String> parts() {
        return details();
    }

    /**
     * The same thing with some of its {@link #parts} read, in as few calls as will do; what it is asked for is unread in it,
     * and the rest may be as it was seen before.
     */
    default Observed<R> readParts(Observed<R> known) {
        return readDetails(known);
    }

    /** The same thing with its details read. */
    default Observed<R> readDetails(Observed<R> listed) {
        return listed;
    }
}
