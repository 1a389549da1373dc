package io.stockade.cloud;

import java.time.Instant;
import java.util.List;

/** Who called what, as CloudTrail remembers it: minutes later, and for 90 days. */
public interface Trail {
    /** Where nobody remembers anything. */
    Trail NONE = (resource, since, most) -> List.of();

    /**
     * The calls that changed something and named a resource, newest first, each as CloudTrail's own record in JSON.
     *
     * @param resource AWS's id or name of it
     * @param most how many at most; AWS gives 50 by one call, and this makes no second one
     * @throws CloudException if it is not our turn, or AWS refuses
     */
    List<String> records(String resource, Instant since, int most);
}
