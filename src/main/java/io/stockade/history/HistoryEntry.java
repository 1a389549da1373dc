package io.stockade.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was done to a stack for one reason.
 *
 * @param time when it began
 * @param cause {@code ManifestChanged}, {@code Drift}, {@code Deletion}, {@code Rotation}, or {@code Unknown} where nobody
 *     remembers what was there before
 * @param why the same for people
 * @param who made it necessary, as events told, or allowed it; {@code null} if nobody knows
 * @param plan the id of the newest plan; {@code null} for what had none
 * @param changes the first of them
 * @param total how many there are
 * @param calls that were made for the stack alone meanwhile
 * @param seconds that it took
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryEntry(
        Instant time,
        String stack,
        String cause,
        String why,
        @Nullable String who,
        @Nullable String plan,
        List<Done> changes,
        int total,
        long calls,
        double seconds) {
    /** So many changes are listed. */
    static final int MOST_CHANGES = 50;

    /** Passes that go on with the same thing follow each other at least as closely as AWS's slowest things are made. */
    private static final Duration STILL_THE_SAME = Duration.ofMinutes(10);

    public HistoryEntry {
        changes = List.copyOf(changes);
    }

    /**
     * A change that was carried out, or tried.
     *
     * @param action {@code create}, {@code update}, {@code delete} or {@code rotate}
     * @param resource its address
     * @param outcome {@code done}, {@code pending} or {@code failed}
     * @param message of AWS or Stockade; empty if there is none
     */
    public record Done(String action, String resource, String outcome, String message) {
        private String key() {
            return action + " " + resource;
        }
    }

    private Instant end() {
        return time.plusMillis((long) (seconds * 1000));
    }

    /** Whether this goes on with what an earlier entry began: a stack is built in many passes. */
    boolean continues(HistoryEntry earlier) {
        return plan != null
                && cause.equals(earlier.cause)
                && why.equals(earlier.why)
                && !time.isAfter(earlier.end().plus(STILL_THE_SAME));
    }

    /** Both as one; of a change that stands in both, what came of it last. */
    HistoryEntry with(HistoryEntry later) {
        Map<String, Done> all = new LinkedHashMap<>();
        changes.forEach(change -> all.put(change.key(), change));
        int known = all.size();
        later.changes.forEach(change -> all.put(change.key(), change));
        int fresh = all.size() - known;
        List<Done> listed = new ArrayList<>(all.values());
        Duration whole = Duration.between(time, later.end());
        return new HistoryEntry(
                time,
                stack,
                cause,
                why,
                later.who == null ? who : later.who,
                later.plan,
                listed.subList(0, Math.min(listed.size(), MOST_CHANGES)),
                total + fresh,
                calls + later.calls,
                whole.toMillis() / 1000.0);
    }

    /** The same with no more changes than are listed. */
    HistoryEntry brief() {
        return changes.size() <= MOST_CHANGES
                ? this
                : new HistoryEntry(
                        time, stack, cause, why, who, plan, changes.subList(0, MOST_CHANGES), total, calls, seconds);
    }
}
