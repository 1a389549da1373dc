package io.stockade.simulation;

import io.stockade.sandbox.Fault;
import io.stockade.sandbox.functions.FunctionException;
import java.time.Duration;

/** What goes wrong at a call to Secrets Manager or Lambda, whether we make it or a function does. */
enum CallMishap {
    /** Whoever calls is killed, and the call never arrives. */
    KILL_BEFORE,
    /** Whoever calls is killed when the call has had its effect. */
    KILL_AFTER,
    REPLY_LOST,
    REQUEST_LOST,
    THROTTLED,
    STALE,
    ERROR;

    /** Half the time of a call: what has been sent arrives until then. */
    private static final Duration WIRE = Duration.ofMillis(150);

    private static final Duration DOWN = Duration.ofSeconds(2);

    /**
     * Whether it comes to something else there than elsewhere.
     *
     * @param before the call before it
     */
    boolean matters(CallMoment moment, CallMoment before) {
        boolean called = moment.caller() != CallMoment.Caller.AWS;
        return switch (this) {
            // What is left of whoever is killed between two reads is the same as before the first of them.
            case KILL_BEFORE -> moment.mutating() || before.mutating();
            case KILL_AFTER -> moment.mutating();
            // A read whose reply is lost might as well not have been asked for.
            case REPLY_LOST -> called && moment.mutating();
            case STALE -> !moment.mutating();
            case REQUEST_LOST, THROTTLED -> called;
            case ERROR -> true;
        };
    }

    Fault of(CallMoment moment, Simulation simulation) {
        boolean ours = moment.caller() == CallMoment.Caller.STOCKADE;
        return switch (this) {
            case KILL_BEFORE -> new Fault.Before(() -> kill(ours, simulation, Duration.ZERO));
            case KILL_AFTER -> new Fault.After(() -> kill(ours, simulation, WIRE));
            case REPLY_LOST -> new Fault.ReplyLost();
            case REQUEST_LOST -> new Fault.RequestLost();
            case THROTTLED -> new Fault.Throttled();
            case STALE -> new Fault.StaleRead(Duration.ofMinutes(1));
            case ERROR -> Fault.internalError();
        };
    }

    private static void kill(boolean ours, Simulation simulation, Duration wire) {
        if (!ours) {
            // Lambda ends it.
            throw FunctionException.timeout();
        }
        simulation.kill(wire, DOWN);
    }
}
