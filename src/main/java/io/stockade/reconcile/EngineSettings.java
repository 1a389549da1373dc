package io.stockade.reconcile;

import java.time.Duration;

/**
 * How the engine behaves, whatever the stack.
 *
 * @param installation whose everything is that it makes
 * @param readOnly observe and report, write nothing
 * @param sweep how often each stack is compared in full, in the engine's time
 * @param visibility how long AWS may take to show what was written: docs.aws.amazon.com/AWSEC2, eventual consistency
 * @param wave how long after it made sure that nothing changed a pass may begin calls: if the process stood still
 *     meanwhile, another one may have gone on
 * @param roles whose rights stacks may use
 */
public record EngineSettings(
        String installation, boolean readOnly, Duration sweep, Duration visibility, Duration wave, AllowedRoles roles) {
    public static final Duration VISIBILITY = Duration.ofMinutes(5);

    private static final Duration WAVE = Duration.ofSeconds(30);

    /** What a process can do with its calls in that time of its own, whatever the engine's clock makes of it. */
    private static final double SECONDS_OF_THE_MACHINE = 2;

    public static EngineSettings of(String installation, boolean readOnly, Duration sweep) {
        return new EngineSettings(installation, readOnly, sweep, VISIBILITY, WAVE, AllowedRoles.ANY);
    }

    /** The same, with other rights that stacks may use. */
    public EngineSettings withRoles(AllowedRoles allowed) {
        return new EngineSettings(installation, readOnly, sweep, visibility, wave, allowed);
    }

    /**
     * The same, for a clock that runs faster than the machine.
     *
     * @param speed seconds of the engine's clock in a real one
     */
    public EngineSettings atSpeed(double speed) {
        Duration machine = Duration.ofMillis((long) (SECONDS_OF_THE_MACHINE * speed * 1000));
        return new EngineSettings(
                installation, readOnly, sweep, visibility, machine.compareTo(wave) > 0 ? machine : wave, roles);
    }
}
