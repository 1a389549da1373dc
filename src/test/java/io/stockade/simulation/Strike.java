package io.stockade.simulation;

import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import io.stockade.sandbox.Sandbox;
import java.time.Duration;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Something that goes wrong at one call, or at one write of the memory, of the first process. */
final class Strike implements Life.Disturbance {
    /** Half the time of a call: what has been sent arrives until then. */
    private static final Duration WIRE = Duration.ofMillis(150);

    private static final Duration DOWN = Duration.ofSeconds(2);

    private final What what;
    private final int index;
    private boolean struck;

    private Strike(What what, int index) {
        this.what = what;
        this.index = index;
    }

    /** What goes wrong. */
    enum What {
        /** Killed; a call, and what is on its way with it, never arrives. */
        KILL_BEFORE_CALL,
        /** Killed; a call, and what is on its way with it, has its effect, and nobody is told. */
        KILL_AFTER_CALL,
        KILL_BEFORE_SAVE,
        KILL_AFTER_SAVE,
        REPLY_LOST,
        REQUEST_LOST,
        ERROR_BEFORE,
        ERROR_AFTER,
        THROTTLED;

        /** At which call or write of the scene, counted from 1. */
        Strike at(int index) {
            return new Strike(this, index);
        }

        /**
         * All moments of a scene that differ: what would be left of a process that is killed between two reads is the
         * same as before the first of them.
         */
        IntStream moments(Life.Ending ending) {
            IntPredicate writes =
                    index -> index > 0 && ending.calls().get(index - 1).mutating();
            IntStream calls = IntStream.rangeClosed(1, ending.calls().size());
            return switch (this) {
                case KILL_BEFORE_SAVE, KILL_AFTER_SAVE -> IntStream.rangeClosed(1, ending.saves());
                case KILL_BEFORE_CALL -> calls.filter(index -> writes.test(index) || writes.test(index - 1));
                case KILL_AFTER_CALL, REPLY_LOST, REQUEST_LOST, ERROR_BEFORE, ERROR_AFTER, THROTTLED ->
                    calls.filter(writes);
            };
        }
    }

    @Override
    public void into(Simulation simulation) {
        switch (what) {
            case KILL_BEFORE_CALL -> call(simulation, new Fault.Before(() -> simulation.kill(Duration.ZERO, DOWN)));
            case KILL_AFTER_CALL -> call(simulation, new Fault.After(() -> simulation.kill(WIRE, DOWN)));
            case KILL_BEFORE_SAVE, KILL_AFTER_SAVE -> save(simulation);
            case REPLY_LOST -> call(simulation, new Fault.ReplyLost());
            case REQUEST_LOST -> call(simulation, new Fault.RequestLost());
            case ERROR_BEFORE -> call(simulation, Fault.internalError());
            case ERROR_AFTER -> call(simulation, Fault.internalErrorAfter());
            case THROTTLED -> call(simulation, new Fault.Throttled());
        }
    }

    private void call(Simulation simulation, Fault fault) {
        Predicate<FaultPoint> nth = FaultPoint.call(Sandbox.PRINCIPAL, index);
        Predicate<FaultPoint> noted = point -> {
            struck |= nth.test(point);
            return nth.test(point);
        };
        simulation.sandbox.faults().once(noted, fault);
    }

    private void save(Simulation simulation) {
        int[] seen = {0};
        simulation.watchSaves(written -> {
            if (written == (what == What.KILL_AFTER_SAVE) && ++seen[0] == index) {
                struck = true;
                simulation.kill(WIRE, DOWN);
            }
        });
    }

    @Override
    public boolean struck() {
        return struck;
    }
}
