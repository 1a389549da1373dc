package io.stockade.rotation;

import io.stockade.cloud.SecretStore;
import io.stockade.graph.SecretDuty;
import io.stockade.graph.SecretDuty.Strategy;
import io.stockade.memory.SecretMemory;
import io.stockade.memory.SecretMemory.Flight;
import io.stockade.schedule.Schedule;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Brings what is remembered of a secret in line with what is wanted, and makes it anew where it was lost. */
final class Recollection {
    private final SecretDuty duty;
    private final VersionToken tokens;
    private final Instant now;

    Recollection(SecretDuty duty, VersionToken tokens, Instant now) {
        this.duty = duty;
        this.tokens = tokens;
        this.now = now;
    }

    /** @param requests those that people ask with now; others are forgotten */
    SecretMemory of(@Nullable SecretMemory memory, SeenSecret seen, SortedSet<String> requests) {
        SecretMemory known = scheduled(memory == null ? fresh(seen) : memory);
        SortedSet<String> handled = new TreeSet<>(known.handled());
        handled.retainAll(requests);
        return handled.equals(known.handled()) ? known : known.withHandled(handled);
    }

    /** What Stockade keeps a schedule for; {@code null} if AWS does, or nobody. */
    private @Nullable String wanted() {
        SecretDuty.Rotation rotation = duty.rotation();
        return rotation == null || rotation.strategy() != Strategy.GENERATED ? null : rotation.schedule();
    }

    /** Another schedule counts from now on; what came due by the old one is served all the same. */
    private SecretMemory scheduled(SecretMemory memory) {
        String wanted = wanted();
        if (Objects.equals(wanted, memory.schedule())) {
            return memory;
        }
        boolean owed = wanted != null
                && DueTimes.of(duty, memory, tokens.uid())
                        .flatMap(times -> times.open(now))
                        .isPresent();
        return owed ? memory : memory.withSchedule(wanted, now);
    }

    /** A secret that is new, or of which everything was forgotten: then it has a value already. */
    private SecretMemory fresh(SeenSecret seen) {
        SecretMemory fresh = SecretMemory.fresh(now);
        Optional<Schedule> schedule = DueTimes.parse(wanted());
        if (schedule.isEmpty() || seen.current() == null) {
            return fresh;
        }
        Instant changed = seen.changed() == null || seen.changed().isAfter(now) ? now : seen.changed();
        Optional<Instant> newest = schedule.get().latest(now, changed);
        if (newest.isEmpty()) {
            return fresh.withSchedule(wanted(), changed);
        }
        Flight occasion = tokens.scheduled(newest.get(), now);
        Optional<Flight> made = tokens.recognise(occasion, seen.labels().values(), now);
        boolean begun =
                made.filter(flight -> flight.token().equals(seen.pending())).isPresent();
        if (made.isPresent() && !begun) {
            return fresh.withSchedule(wanted(), changed).withServed(newest.get());
        }
        if (!begun && neverRotated(seen)) {
            // Times from before its first value are nobody's.
            return fresh.withSchedule(wanted(), changed);
        }
        Instant before = newest.get().minusSeconds(1);
        return fresh.withSchedule(wanted(), changed.isBefore(before) ? changed : before);
    }

    private boolean neverRotated(SeenSecret seen) {
        return !seen.labels().containsKey(SecretStore.PREVIOUS)
                && tokens.recognise(tokens.first(now), seen.labels().values(), now)
                        .isPresent();
    }
}
