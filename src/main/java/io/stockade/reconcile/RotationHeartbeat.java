package io.stockade.reconcile;

import io.stockade.status.StackStatus.SecretEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Wakes the engine for stacks of which a secret has come due that AWS doesn't rotate by itself. Nothing rests on it: a
 * pass finds out itself what is due, the engine has its own alarm, and sweeps come anyway; this makes it prompt where an
 * alarm was set by a clock that ran differently since.
 */
public final class RotationHeartbeat {
    private static final String GENERATED = "Generated";

    private final InstantSource clock;
    private final Function<String, List<SecretEntry>> secrets;
    private final Consumer<Trigger> triggers;

    /** The newest time for which each stack was woken. */
    private final Map<String, Instant> woken = new TreeMap<>();

    /**
     * A heartbeat that has not begun.
     *
     * @param clock the engine's
     * @param secrets how those of a stack fare, as far as anybody knows
     */
    public RotationHeartbeat(
            InstantSource clock, Function<String, List<SecretEntry>> secrets, Consumer<Trigger> triggers) {
        this.clock = clock;
        this.secrets = secrets;
        this.triggers = triggers;
    }

    /** Wakes those whose time has come, once for each time; to be called often. */
    public synchronized void beat(Iterable<String> stacks) {
        Instant now = clock.instant();
        for (String stack : stacks) {
            Optional<Instant> due =
                    times(stack).filter(time -> !time.isAfter(now)).max(Instant::compareTo);
            if (due.isPresent() && !due.get().equals(woken.get(stack))) {
                woken.put(stack, due.get());
                triggers.accept(new Trigger(stack, Trigger.Reason.RETRY, now));
            }
        }
    }

    private Stream<Instant> times(String stack) {
        return secrets.apply(stack).stream()
                .filter(each -> each.strategy().equals(GENERATED))
                .flatMap(each -> Stream.ofNullable(each.nextRotation()))
                .map(Instant::parse);
    }
}
