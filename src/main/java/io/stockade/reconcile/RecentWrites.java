package io.stockade.reconcile;

import io.stockade.cloud.World;
import io.stockade.cloud.Written;
import io.stockade.graph.KeyedName;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.ResourceKind.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes of ours that no list has shown yet. AWS may take minutes to show what it did, so a list that contradicts such
 * a write is believed only after the visibility window; as soon as a list agrees with the write, lists are believed
 * again. See docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html.
 */
final class RecentWrites {
    private final Map<Thing, Write> unseen = new LinkedHashMap<>();

    /** What AWS said that it made, when, and did not show in the whole window nor since. */
    private final Map<Thing, Instant> neverShown = new HashMap<>();

    private record Thing(ResourceKind kind, String id) {}

    /**
     * A write and what was there before it.
     *
     * @param before {@code null} if the thing was made
     * @param after {@code null} if it was taken away
     */
    private record Write(
            @Nullable Observed<?> before, @Nullable Observed<?> after, Instant at) {
        boolean is(Predicate<Observed<?>> about) {
            Observed<?> thing = after == null ? before : after;
            return thing == null || about.test(thing);
        }
    }

    /** Takes note of a write. */
    void note(World before, Written written, Instant now) {
        for (Written.Gone gone : written.gone()) {
            Thing key = new Thing(gone.kind(), gone.id());
            unseen.put(key, new Write(before.find(key.kind, key.id).orElse(null), null, now));
        }
        for (Observed<?> thing : written.now()) {
            Thing key = new Thing(thing.kind(), thing.id());
            unseen.put(key, new Write(before.find(key.kind, key.id).orElse(null), thing, now));
        }
    }

    /** A list of some kinds, corrected by what it cannot show yet. */
    List<Observed<?>> correct(Set<ResourceKind> kinds, Collection<Observed<?>> listed, Instant now, Duration window) {
        return correct(kinds, written -> true, listed, now, window);
    }

    /**
     * What was read of one object among all that is known of some kinds, corrected likewise.
     *
     * @param about whether something that was written is, or was, that object or stands in it
     */
    List<Observed<?>> correct(
            Set<ResourceKind> kinds,
            Predicate<Observed<?>> about,
            Collection<Observed<?>> listed,
            Instant now,
            Duration window) {
        Map<Thing, Observed<?>> seen = new LinkedHashMap<>();
        listed.forEach(each -> seen.put(new Thing(each.kind(), each.id()), each));
        neverShown.keySet().removeAll(seen.keySet());
        unseen.entrySet().removeIf(entry -> {
            Write write = entry.getValue();
            if (!kinds.contains(entry.getKey().kind) || !write.is(about)) {
                return false;
            }
            boolean contradicted = contradicted(write, seen.get(entry.getKey()));
            if (takenOver(write, seen.values())) {
                return true;
            }
            if (!write.at.plus(window).isAfter(now) || !contradicted) {
                if (contradicted && write.before == null) {
                    neverShown.put(entry.getKey(), write.at);
                }
                return true;
            }
            if (write.after == null) {
                seen.remove(entry.getKey());
            } else {
                seen.put(entry.getKey(), write.after);
            }
            return false;
        });
        return List.copyOf(seen.values());
    }

    /** When something was made that AWS ought to show by now and never did; empty if it showed it. */
    Optional<Instant> neverShown(ResourceKind kind, String id) {
        return Optional.ofNullable(neverShown.get(new Thing(kind, id)));
    }

    /** Whether a list shows exactly what was there before the write: then it may simply be old. */
    private static boolean contradicted(Write write, @Nullable Observed<?> seen) {
        if (write.before == null || seen == null) {
            return write.before == null ? seen == null && write.after != null : false;
        }
        return write.after == null
                ? seen.value().equals(write.before.value())
                : seen.value().equals(write.before.value()) && !seen.value().equals(write.after.value());
    }

    /** Whether something else has the natural key of what was made: then the list is newer than the write. */
    private static boolean takenOver(Write write, Collection<Observed<?>> seen) {
        Observed<?> made = write.after;
        if (made == null || write.before != null || made.kind().identity() != Identity.KEYED) {
            return false;
        }
        return seen.stream()
                .anyMatch(other -> other.kind() == made.kind() && key(other).equals(key(made)));
    }

    private static String key(Observed<?> keyed) {
        return KeyedName.of(keyed.value(), Ref::text);
    }
}
