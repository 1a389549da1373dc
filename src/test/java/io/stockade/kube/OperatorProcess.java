package io.stockade.kube;

import io.stockade.aws.AwsClients;
import io.stockade.aws.AwsSettings;
import io.stockade.hint.Hint;
import io.stockade.reconcile.EngineSettings;
import io.stockade.reconcile.Surroundings;
import io.stockade.sandbox.time.VirtualTime;
import io.stockade.simulation.Lifetime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A process of the operator, which works by itself in virtual time. All that it does outside goes over wires. */
public final class OperatorProcess {
    private static final Duration TICK = Duration.ofSeconds(5);
    public static final Duration SWEEP = LabOperator.SWEEP;

    private static final Duration LAG = Duration.ofMillis(200);

    private final FakeCluster cluster;
    private final VirtualTime time;
    private final Wire wire;
    private final LateView view;
    private final LabOperator operator;
    private boolean over;

    /**
     * What a process is put into.
     *
     * @param aws over a wire already
     * @param bound has what the process does end with it, and may show it another time
     * @param sweep how often it looks at a stack unasked
     * @param visibility how long AWS may take to show what was written
     */
    public record Place(
            VirtualTime time,
            FakeCluster cluster,
            AwsClients.Source aws,
            Wire wire,
            UnaryOperator<Surroundings> bound,
            Duration sweep,
            Duration visibility) {}

    /**
     * Starts one; it watches and ticks from now on.
     *
     * @param name also as the sandbox knows it
     * @param seed of all that it leaves to chance: another process never makes the same values again
     */
    public OperatorProcess(Place place, String name, long seed) {
        this.cluster = place.cluster();
        this.time = place.time();
        this.wire = place.wire();
        this.view = new LateView(cluster, time, wire);
        EngineSettings usual = EngineSettings.of("test", false, place.sweep());
        EngineSettings settings = new EngineSettings(
                usual.installation(), false, usual.sweep(), place.visibility(), usual.wave(), usual.roles());
        this.operator = new LabOperator(
                time,
                place.aws(),
                view,
                view,
                new LabOperator.Options(name, settings, AwsSettings.STANDARD, new Random(seed)),
                place.bound());
        view.watch(LAG, stack -> alive(() -> operator.front.changed(stack)));
        time.schedule(time.now().plus(LAG).plus(LAG), this::tick);
    }

    /** Ends it as SIGKILL does; whoever gave it its place shuts the wires. */
    public void end() {
        over = true;
        view.end();
        operator.front.engine().close();
    }

    /** Hands it an event of AWS. */
    public void hint(Hint hint) {
        alive(() -> operator.front.engine().hint(hint));
    }

    /** What holds all that it holds. */
    public Object root() {
        return operator.front;
    }

    /** Lets go of what is only kept for tests. */
    public void forgetPast() {
        operator.waves.clear();
        operator.told.clear();
        operator.released.clear();
        operator.defects.clear();
    }

    /** Errors that no pass may end with. */
    public List<RuntimeException> defects() {
        return operator.defects;
    }

    private void tick() {
        if (over) {
            return;
        }
        Instant awake = wire.awake(time.now());
        if (!awake.isAfter(time.now())) {
            alive(() -> {
                operator.front.sweep();
                operator.front.beat();
                view.all().toList().forEach(this::finish);
            });
        }
        time.schedule(awake.plus(TICK), this::tick);
    }

    /** What the process does while it lives; dying in the middle of it is not the test's fault. */
    private void alive(Runnable task) {
        try {
            if (!over && wire.looks()) {
                task.run();
            }
        } catch (Lifetime.Killed expected) {
            // The rest is done by the next one.
        }
    }

    /** What the Operator SDK does once the front end is done with an object. */
    private void finish(RawStack object) {
        // The server takes a finalizer away only from the object that was meant.
        boolean there = cluster.has(object.key()) && cluster.uid(object.key()).equals(object.uid());
        if (there && object.beingDeleted() && operator.front.released(object)) {
            cluster.remove(object.key());
        }
    }
}
