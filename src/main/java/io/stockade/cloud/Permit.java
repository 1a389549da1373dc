package io.stockade.cloud;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether calls may go out. Where another process may take over, no call of this one may be under way any more by then:
 * so each asks before it begins, and begins only if it ends in time.
 */
public interface Permit {
    /** For a process that nobody takes over from. */
    Permit ALWAYS = longest -> Optional.empty();

    /**
     * Why a call may not begin now; empty if it may.
     *
     * @param longest how long the call takes at most, in real time
     */
    Optional<String> refusal(Duration longest);
}
