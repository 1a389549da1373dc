package io.stockade.status;

import io.stockade.plan.Difference;
import io.stockade.plan.Drift;
import io.stockade.status.StackStatus.DriftEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who made each drift of a stack. Once somebody is known for one it stays so until it is gone or has another value: what
 * is done to the same thing later is another matter. A restart keeps who it was, for those that the status lists.
 */
public final class DriftAuthors {
    /** Older calls are no reason for what is seen now. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Map<String, Found> byKey = new HashMap<>();

    /** When each drift, whatever its values were, was seen to begin last. */
    private final Map<String, Instant> began = new HashMap<>();

    /**
     * A drift that is there with these very values.
     *
     * @param after what was done up to then made another value, or what was put right since
     */
    private record Found(
            Instant after, Instant since, @Nullable DriftAuthor author) {}

    /** Knows who did what, as far as anybody told. */
    public interface Witness {
        /**
         * Who changed last what a difference is about.
         *
         * @param after what was done up to then did not make it
         * @param seen when the difference was seen: what was done after that did not make it either
         */
        Optional<DriftAuthor> of(Difference difference, Instant after, Instant seen);
    }

    /** Takes up what a status from before a restart told of. */
    public void recall(List<DriftEntry> entries) {
        entries.forEach(entry -> byKey.put(
                entry.key(),
                new Found(
                        Instant.MIN,
                        Instant.parse(entry.firstSeen()),
                        entry.actor() == null ? null : DriftAuthor.named(entry.actor()))));
    }

    /** Takes note of everything that there is at a look. */
    void see(Collection<Drift> drifts, Instant now) {
        byKey.keySet().retainAll(drifts.stream().map(Drift::key).toList());
        began.values().removeIf(time -> time.isBefore(now.minus(REMEMBERED)));
        List<Drift> fresh =
                drifts.stream().filter(drift -> !byKey.containsKey(drift.key())).toList();
        fresh.forEach(drift ->
                byKey.put(drift.key(), new Found(began.getOrDefault(drift.identity(), Instant.MIN), now, null)));
        fresh.forEach(drift -> began.put(drift.identity(), now));
    }

    /** Who made one that is there; {@code null} if nobody told. */
    @Nullable
    DriftAuthor of(Drift drift, Witness witness) {
        Found found = Objects.requireNonNull(byKey.get(drift.key()), drift.key());
        if (found.author() != null) {
            return found.author();
        }
        DriftAuthor author =
                witness.of(drift.difference(), found.after(), found.since()).orElse(null);
        byKey.put(drift.key(), new Found(found.after(), found.since(), author));
        return author;
    }
}
