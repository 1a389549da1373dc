package io.stockade.simulation;

import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import java.time.Duration;
import java.util.Random;

/** Kills one process after the other, after as many calls and for as long as a seed says. */
final class Massacre implements Life.Disturbance {
    private static final int MOST = 12;
    private static final int LONGEST_LIFE = 25;
    private static final int LONGEST_DEATH = 400;

    private final Random random;
    private int kills;
    private int left;
    private boolean after;

    Massacre(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public void into(Simulation simulation) {
        draw();
        simulation.sandbox.faults().add(point -> due(simulation, point), new Fault.Before(() -> kill(simulation)));
        simulation
                .sandbox
                .faults()
                .add(point -> left == 0 && after && living(simulation, point), new Fault.After(() -> kill(simulation)));
    }

    /** Counts; whether the time has come before a call. */
    private boolean due(Simulation simulation, FaultPoint point) {
        if (kills >= MOST || !living(simulation, point)) {
            return false;
        }
        left--;
        return left == 0 && !after;
    }

    private static boolean living(Simulation simulation, FaultPoint point) {
        return point.principal().equals(simulation.principal());
    }

    private void kill(Simulation simulation) {
        kills++;
        draw();
        simulation.kill(Duration.ofMillis(random.nextInt(300)), Duration.ofSeconds(1 + random.nextInt(LONGEST_DEATH)));
    }

    private void draw() {
        left = 1 + random.nextInt(LONGEST_LIFE);
        after = random.nextBoolean();
    }

    @Override
    public boolean struck() {
        return kills > 1;
    }
}
