package io.stockade.aws.call;

import java.time.Duration;
import java.time.Instant;

/** The tokens of one action in one account and region. It learns: when AWS throttles all the same, it stays shut for a while. */
final class Bucket {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final BucketSizes.Size size;
    private double tokens;
    private Instant filledAt;
    private Instant shutUntil;
    private Duration pause = FIRST_PAUSE;

    Bucket(BucketSizes.Size size, Instant now) {
        this.size = size;
        this.tokens = size.capacity();
        this.filledAt = now;
        this.shutUntil = now;
    }

    /** Takes a token: zero if there was one, else how long until there will be. Never waits. */
    synchronized Duration take(Instant now) {
        if (now.isBefore(shutUntil)) {
            return Duration.between(now, shutUntil);
        }
        fill(now);
        if (tokens >= 1) {
            tokens -= 1;
            return Duration.ZERO;
        }
        return Duration.ofMillis((long) Math.ceil((1 - tokens) / size.refill() * 1000));
    }

    /** AWS served a call: what it held against us is over. */
    synchronized void served() {
        pause = FIRST_PAUSE;
    }

    /** AWS throttled: the bucket is empty and shut, longer every time. Returns for how long. */
    synchronized Duration throttled(Instant now) {
        fill(now);
        tokens = 0;
        if (now.isBefore(shutUntil)) {
            // Calls already under way when the first one was refused say nothing new.
            return Duration.between(now, shutUntil);
        }
        Duration shut = pause;
        shutUntil = now.plus(shut);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        return shut;
    }

    private void fill(Instant now) {
        if (!now.isAfter(filledAt)) {
            return;
        }
        double seconds = Duration.between(filledAt, now).toMillis() / 1000.0;
        tokens = Math.min(size.capacity(), tokens + seconds * size.refill());
        filledAt = now;
    }
}
