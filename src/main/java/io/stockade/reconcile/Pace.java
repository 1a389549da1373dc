package io.stockade.reconcile;

import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When to look again. What AWS takes its time for is first asked about shortly before it is usually ready, then often:
 * the waits are the shortest of public logs (performance-reliability figures in docs/performance.md).
 */
final class Pace {
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(10);
    private static final Rhythm QUICK = new Rhythm(Duration.ofSeconds(5), Duration.ofSeconds(5));
    private static final Rhythm COMPLETING = new Rhythm(Duration.ofSeconds(5), Duration.ofSeconds(10));
    private static final Rhythm GOING = new Rhythm(Duration.ofSeconds(15), Duration.ofSeconds(5));
    private static final Map<ResourceKind, Rhythm> COMING = Map.of(
            ResourceKind.NAT_GATEWAY, new Rhythm(Duration.ofSeconds(90), Duration.ofSeconds(4)),
            ResourceKind.INTERFACE_ENDPOINT, new Rhythm(Duration.ofSeconds(55), Duration.ofSeconds(8)),
            ResourceKind.AUTO_SCALING_GROUP, new Rhythm(Duration.ofMillis(47_500), Duration.ofSeconds(3)));

    private record Rhythm(Duration first, Duration then) {}

    private Pace() {}

    /**
     * When to ask about something unfinished: not before it may be ready, and not sooner than a beat after its kind was
     * last read, since one read tells of all of them.
     *
     * @param since when it was first seen unfinished
     * @param readAt when its kind was last read; {@code null} if never
     * @return empty if it is finished
     */
    static Optional<Instant> nextLook(Observed<?> thing, Instant since, @Nullable Instant readAt) {
        return rhythm(thing).map(rhythm -> {
            Instant first = since.plus(rhythm.first);
            Instant beat = readAt == null ? first : readAt.plus(rhythm.then);
            return beat.isAfter(first) ? beat : first;
        });
    }

    /** How long AWS usually takes until a thing of a kind is ready. */
    static Duration usual(ResourceKind kind) {
        Rhythm rhythm = COMING.get(kind);
        return rhythm == null ? Duration.ZERO : rhythm.first;
    }

    private static Optional<Rhythm> rhythm(Observed<?> thing) {
        return switch (thing.lifecycle()) {
            case PENDING -> Optional.of(COMING.getOrDefault(thing.kind(), QUICK));
            case COMPLETING -> Optional.of(COMPLETING);
            case DELETING -> Optional.of(GOING);
            case READY, BROKEN, RETIRED, FAILED, UNKNOWN -> Optional.empty();
        };
    }

    /** How long a failing stack is left alone: doubling from 2 s, with jitter, and never given up. */
    static Duration backOff(int failures, RandomGenerator random) {
        long seconds = Math.min(LONGEST_BACK_OFF.toSeconds(), 1L << Math.min(failures, 20));
        return Duration.ofMillis((long) (seconds * 1000 * random.nextDouble(0.75, 1.25)));
    }
}
