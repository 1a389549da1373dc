package io.stockade.reconcile;

import java.time.Duration;

/**
 * How the engine behaves, whatever the stack.
 *
 * @param installation whose everything is that it makes
 * @param readOnly observe and report, write nothing
 * @param sweep how often each stack is compared in full, in the engine's time
 * @param visibility how long AWS may take to show what was written: docs.aws.amazon.com/AWSEC2, eventual consistency
 * @param roles whose rights stacks may use
 */
public record EngineSettings(
        String installation, boolean readOnly, Duration sweep, Duration visibility, AllowedRoles roles) {
    public static final Duration VISIBILITY = Duration.ofMinutes(5);

    public static EngineSettings of(String installation, boolean readOnly, Duration sweep) {
        return new EngineSettings(installation, readOnly, sweep, VISIBILITY, AllowedRoles.ANY);
    }

    /** The same, with other rights that stacks may use. */
    public EngineSettings withRoles(AllowedRoles allowed) {
        return new EngineSettings(installation, readOnly, sweep, visibility, allowed);
    }
}
