package io.stockade.reconcile;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockade.status.DriftRecord;
import io.stockade.status.StackStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stack in full: what its status only counts.
 *
 * @param resources in creation order
 * @param drifts all of them, worst first, and after them those that somebody accepted
 * @param secrets all of them, in the order of the manifest
 */
public record StackDetail(List<Resource> resources, List<DriftRecord> drifts, List<StackStatus.SecretEntry> secrets) {
    /** Nothing is known, or nothing is there. */
    public static final StackDetail NONE = new StackDetail(List.of(), List.of(), List.of());

    /**
     * One resource of the graph.
     *
     * @param resource its address
     * @param id AWS's; {@code null} while there is none
     * @param state in the words of {@link io.stockade.status.ResourceState.State}
     * @param message why, where there is something to say
     * @param needs addresses of what must be ready first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Resource(
            String resource,
            @Nullable String id,
            String state,
            @Nullable String message,
            List<String> needs) {}
}
