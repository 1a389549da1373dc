package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.reconcile.DesiredStack;
import io.stockade.spec.SecureStack;
import io.stockade.spec.StackMetadata;
import io.stockade.status.StackStatus;
import io.stockade.status.StackStatus.Condition;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A stack that stood for a while and then gets into trouble, in which nothing may be written. */
final class Drill implements AutoCloseable {
    final Simulation simulation;
    final String stack;
    private long begun;

    private Drill(Simulation simulation, SecureStack manifest, Consumer<Simulation> before) {
        this.simulation = simulation;
        before.accept(simulation);
        this.stack = simulation.apply(manifest);
        simulation.untilReady(stack);
        simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(6)));
        simulation.sweep(stack);
        mark();
    }

    /** The default stack, built and quiet. */
    static Drill minimal() {
        return of(Simulation.example("minimal"));
    }

    static Drill of(SecureStack manifest) {
        return of(manifest, nothing -> {});
    }

    /** @param before furnishes the account that the stack is built in */
    static Drill of(SecureStack manifest, Consumer<Simulation> before) {
        return new Drill(new Simulation(), manifest, before);
    }

    /** What is written is counted from now on. */
    void mark() {
        begun = simulation.sandbox.journal().sequence();
    }

    /** Lets somebody be at the console, who sees the stack as it is now. */
    Console console() {
        return new Console(simulation, stack);
    }

    /** Sweeps at every minute. */
    StackStatus minutes(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            simulation.sweep(stack);
            simulation.time.runUntil(simulation.time.now().plusSeconds(50));
        }
        return simulation.status(stack);
    }

    StackStatus seconds(int seconds) {
        simulation.time.runUntil(simulation.time.now().plusSeconds(seconds));
        return simulation.status(stack);
    }

    /** The message of a condition that must be so. */
    String told(String type, String status, String reason) {
        Condition condition = simulation.status(stack).condition(type).orElseThrow();
        assertThat(condition.type() + " " + condition.status() + " " + condition.reason())
                .as(condition.message())
                .isEqualTo(type + " " + status + " " + reason);
        return condition.message();
    }

    void nothingWritten() {
        assertThat(simulation.writes(begun)).isEmpty();
        assertThat(simulation.defects).isEmpty();
    }

    /** The stack is as it was, without anybody having written. */
    void readyUnwritten() {
        told("Ready", "True", "AsDeclared");
        told("Stalled", "False", "NotStalled");
        told("Drifted", "False", "InSync");
        assertThat(simulation.status(stack).phase()).isEqualTo("Ready");
        nothingWritten();
    }

    DesiredStack desired() {
        return Objects.requireNonNull(simulation.wanted.get(stack));
    }

    /** The same manifest as a front end hands it over that knows the stack under this uid. */
    void known(String uid, @Nullable String adoptUid) {
        SecureStack manifest = desired().manifest();
        StackMetadata old = manifest.metadata();
        StackMetadata metadata =
                new StackMetadata(old.name(), old.namespace(), uid, old.labels(), old.annotations(), old.generation());
        SecureStack same = new SecureStack(manifest.apiVersion(), manifest.kind(), metadata, manifest.spec());
        simulation.put(new DesiredStack(same, desired().generation(), DesiredStack.State.WANTED, null, null, adoptUid));
    }

    @Override
    public void close() {
        simulation.close();
    }
}
