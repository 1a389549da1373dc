package io.stockade.aws.call;

import java.time.Duration;
import java.time.Instant;

/**
 * The tokens of one action, or of some that AWS counts together, in one account and region, and the line of those who
 * wait for one. It learns: when AWS throttles all the same, since others share the account, it stays shut for a while
 * and gives out less from then on.
 */
final class Bucket {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /** What is left of the refill when AWS throttled, and how little it ever gets. */
    private static final double LESS = 0.7;

    private static final double LEAST = 0.05;

    /** How much of the full refill comes back in a minute in which AWS serves. */
    private static final double MORE_A_MINUTE = 0.1;

    /** Served calls that are further apart than this say nothing about the time between. */
    private static final Duration KNOWN_GOOD = Duration.ofSeconds(30);

    /** Less than a token by so little is a slip of floating-point numbers. */
    private static final double SLIP = 1e-6;

    private final BucketSizes.Size size;
    private final Line line = new Line();
    private double tokens;
    private Instant filledAt;
    private Instant shutUntil;
    private Instant servedAt;
    private Duration pause = FIRST_PAUSE;
    private double share = 1;
    private String code = "";

    Bucket(BucketSizes.Size size, Instant now) {
        this.size = size;
        this.tokens = size.capacity();
        this.filledAt = now;
        this.shutUntil = now;
        this.servedAt = now;
    }

    /**
     * Takes a token, if there is one that nobody with an earlier turn is about to fetch. Never waits.
     *
     * @return zero if there was one, else how long until it is this claim's turn, which is kept for it
     */
    synchronized Duration take(Claim claim, Instant now) {
        fill(now);
        line.forgetAbsent(now);
        boolean shut = now.isBefore(shutUntil);
        if (line.isEmpty() && !shut && tokens + SLIP >= 1) {
            tokens -= 1;
            return Duration.ZERO;
        }
        line.enter(claim);
        if (!shut && tokens + SLIP >= 1 + line.dueBefore(claim, now, refill())) {
            tokens -= 1;
            line.leave(claim.key());
            return Duration.ZERO;
        }
        Duration wait = turn(line.before(claim, refill()), now);
        line.comesBack(claim, now.plus(wait));
        return wait;
    }

    /** How long until there is a token for who has so many before it. */
    private Duration turn(int before, Instant now) {
        Duration shut = now.isBefore(shutUntil) ? Duration.between(now, shutUntil) : Duration.ZERO;
        double missing = Math.max(0, before + 1 - tokens);
        return shut.plusMillis((long) Math.ceil(missing / refill() * 1000));
    }

    /** AWS served a call: it shuts for a short time again, if it must, and gives out a little more. */
    synchronized void served(Instant now) {
        pause = FIRST_PAUSE;
        if (share < 1) {
            Duration since = Duration.between(servedAt, now);
            double minutes = Math.min(since.toMillis(), KNOWN_GOOD.toMillis()) / 60_000.0;
            fill(now);
            share = Math.min(1, share + Math.max(0, minutes) * MORE_A_MINUTE);
        }
        servedAt = now;
    }

    /** The code with which AWS shut it; empty while it is open. */
    synchronized String refused(Instant now) {
        return now.isBefore(shutUntil) ? code : "";
    }

    /** AWS throttled: the bucket is empty and shut, longer every time, and fills more slowly. Returns for how long. */
    synchronized Duration throttled(String refusal, Instant now) {
        fill(now);
        tokens = 0;
        if (now.isBefore(shutUntil)) {
            // Calls already under way when the first one was refused say nothing new.
            return Duration.between(now, shutUntil);
        }
        Duration shut = pause;
        code = refusal;
        shutUntil = now.plus(shut);
        filledAt = shutUntil;
        servedAt = shutUntil;
        share = Math.max(LEAST, share * LESS);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        return shut;
    }

    /** Tokens a second, as far as AWS seems to allow them now. */
    private double refill() {
        return size.refill() * share;
    }

    private void fill(Instant now) {
        if (!now.isAfter(filledAt)) {
            return;
        }
        double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
        tokens = Math.min(size.capacity(), tokens + seconds * refill());
        filledAt = now;
    }
}
