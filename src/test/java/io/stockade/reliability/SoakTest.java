package io.stockade.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A soak: {@code stockade.soak.stacks} in one process, {@code stockade.soak.hours} with {@code stockade.soak.events}. In
 * the end everything is what it is where nothing ever happened, and the process holds no more than after its first hours.
 */
@ExtendWith(Hushed.class)
class SoakTest {
    private static final int STACKS = Integer.getInteger("stockade.soak.stacks", 5);
    private static final Duration LENGTH = Duration.ofHours(Integer.getInteger("stockade.soak.hours", 4));
    private static final int EVENTS = Integer.getInteger("stockade.soak.events", 500);
    private static final Duration SWEEP = Duration.ofSeconds(Integer.getInteger("stockade.soak.sweep", 60));
    private static final long SEED = Long.getLong("stockade.soak.seed", 1);

    /** As long as details are believed, at the most, and some sweeps. */
    private static final Duration REST = Duration.ofMinutes(90);

    /** What is counted by the minute of the last hour differs, and names that a stack ever used are remembered. */
    private static final double GROWTH = 1.5;

    /** What has a bound of its own, and may not have reached it after the first hours. */
    private static final Map<String, Integer> BOUNDS =
            Map.of("EventWriter.newest", 101 * STACKS, "Actors.calls", 9 * 5_000, "Course.came", 2 * aDay(EVENTS));

    /** Of so many the share of a day: how often a drift came within a day is remembered. */
    private static int aDay(int events) {
        return (int) (events * 24L / Math.max(24, LENGTH.toHours()));
    }

    @Test
    void isInTheEndWhatItIsWhereNothingHappened() {
        try (Soak soak = new Soak(Soak.fleet(STACKS), SWEEP, SEED)) {
            soak.pass(Duration.ofHours(1));
            assertThat(soak.unsettled()).isEmpty();
            live(soak, LENGTH.dividedBy(5), EVENTS / 5);
            soak.pass(REST);
            SortedMap<String, Integer> early = soak.held();

            live(soak, LENGTH.dividedBy(5).multipliedBy(4), EVENTS - EVENTS / 5);
            soak.pass(REST);

            System.out.println("soak: " + STACKS + " stacks, " + LENGTH.toHours() + " hours, " + soak.events()
                    + " events ("
                    + soak.summary() + "), " + soak.calls() + " calls to AWS, " + soak.writes() + " writes, holds "
                    + total(early) + " entries early and " + total(soak.held()) + " in the end");
            assertThat(soak.unsettled()).isEmpty();
            assertThat(soak.defects()).isEmpty();
            long before = soak.writes();
            soak.pass(SWEEP.multipliedBy(4));
            assertThat(soak.writes()).isEqualTo(before);
            assertThat(Contrast.between(undisturbed(soak), soak.likeness())).isEmpty();
            assertThat(grown(early, soak.held())).isEmpty();
        }
    }

    /** Day after day, since a soak may take hours: a defect is told on its day. */
    private static void live(Soak soak, Duration length, int events) {
        int days = (int) Math.max(1, length.toDays());
        for (int day = 1; day <= days; day++) {
            soak.live(length.dividedBy(days), events * day / days - events * (day - 1) / days);
            assertThat(soak.defects()).isEmpty();
            if (days > 1) {
                System.out.println("soak: " + soak.now() + ", " + soak.events() + " events, " + soak.calls()
                        + " calls to AWS, " + soak.writes() + " writes");
            }
        }
    }

    private static List<String> undisturbed(Soak soak) {
        try (Soak other = new Soak(soak.drafts(), SWEEP, SEED)) {
            other.pass(Duration.ofHours(1));
            return other.likeness();
        }
    }

    private static long total(SortedMap<String, Integer> held) {
        return held.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** What holds more than it did; what is small is, for one stack, one or none. */
    private static Map<String, String> grown(SortedMap<String, Integer> early, SortedMap<String, Integer> late) {
        Map<String, String> grown = new TreeMap<>();
        late.forEach((field, count) -> {
            int before = early.getOrDefault(field, 0);
            if (count > BOUNDS.getOrDefault(field, 0) && count > GROWTH * before + 20 * STACKS) {
                grown.put(field, before + " entries, then " + count);
            }
        });
        return grown;
    }
}
