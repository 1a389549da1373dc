package io.stockade.rotation;

import io.stockade.graph.Address;
import io.stockade.graph.Digest;
import io.stockade.graph.SecretDuty;
import io.stockade.memory.SecretMemory;
import io.stockade.schedule.RotationWindow;
import io.stockade.schedule.Schedule;
import io.stockade.schedule.ScheduleException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a secret is due that Stockade rotates. Of several times that were missed only the newest is served, since one new
 * value is as good as many.
 */
final class DueTimes {
    /** Of a window, so much is used to let secrets that are due at one time begin one after the other. */
    private static final int SHARE = 4;

    private static final Duration LONGEST_SPREAD = Duration.ofHours(1);

    private final Schedule schedule;
    private final Instant since;
    private final @Nullable Instant served;
    private final Duration window;
    private final Duration delay;

    private DueTimes(Schedule schedule, Instant since, @Nullable Instant served, Duration window, Duration delay) {
        this.schedule = schedule;
        this.since = since;
        this.served = served;
        this.window = window;
        this.delay = delay;
    }

    /**
     * By the schedule that is remembered; empty if there is none.
     *
     * @param uid of the stack: secrets of the same name in many stacks don't begin at one moment
     */
    static Optional<DueTimes> of(SecretDuty duty, SecretMemory memory, String uid) {
        return parse(memory.schedule()).map(schedule -> {
            Duration window = duty.rotation() == null ? null : duty.rotation().window();
            Duration length = window == null ? RotationWindow.usual(schedule).length() : window;
            Duration delay = delay(length, uid, duty.secret());
            return new DueTimes(schedule, memory.since(), memory.served(), length, delay);
        });
    }

    /** Empty for none, and for one that this release does not understand. */
    static Optional<Schedule> parse(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Schedule.parse(text));
        } catch (ScheduleException unknown) {
            return Optional.empty();
        }
    }

    /** The newest time that has come and that nobody served; empty if there is none. */
    Optional<Instant> open(Instant now) {
        return schedule.latest(now, since)
                .filter(time -> time.isAfter(since))
                .filter(time -> served == null || time.isAfter(served));
    }

    /** The next time that has not come. */
    Optional<Instant> next(Instant now) {
        return schedule.next(now.isAfter(since) ? now : since, since);
    }

    /** When the rotation for a time begins: in the first part of its window, the same for one secret every time. */
    Instant begin(Instant due) {
        return due.plus(delay);
    }

    /** By when it should have begun. */
    Instant end(Instant due) {
        return due.plus(window);
    }

    private static Duration delay(Duration window, String uid, Address secret) {
        Duration share = window.dividedBy(SHARE);
        long spread = (share.compareTo(LONGEST_SPREAD) < 0 ? share : LONGEST_SPREAD).toSeconds();
        long chance = Long.parseLong(Digest.hex(uid, secret.toString(), "delay").substring(0, 8), 16);
        return Duration.ofSeconds(spread <= 0 ? 0 : chance % spread);
    }
}
