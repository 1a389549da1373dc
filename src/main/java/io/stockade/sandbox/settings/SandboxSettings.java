package io.stockade.sandbox.settings;

import java.time.Duration;

/**
 * How the sandbox's AWS behaves.
 *
 * @param delays how long things take
 * @param quotas how much there may be
 * @param throttling whether calls pass AWS's token buckets
 * @param readLag how far reads are behind writes
 * @param seed where ids, addresses and the like begin
 * @param journalLimit how many calls the journal keeps in full; its counts go on
 * @param trailLag how long CloudTrail takes to tell of a call: up to a quarter of an hour
 */
public record SandboxSettings(
        Delays delays,
        Quotas quotas,
        boolean throttling,
        Duration readLag,
        long seed,
        int journalLimit,
        Duration trailLag) {

    /** Real AWS on a good day, in a new account. */
    public static SandboxSettings defaults() {
        return new SandboxSettings(
                Delays.real(), Quotas.defaults(), true, Duration.ZERO, 1, 200_000, Duration.ofMinutes(5));
    }

    public SandboxSettings withDelays(Delays other) {
        return new SandboxSettings(other, quotas, throttling, readLag, seed, journalLimit, trailLag);
    }

    public SandboxSettings withQuotas(Quotas other) {
        return new SandboxSettings(delays, other, throttling, readLag, seed, journalLimit, trailLag);
    }

    public SandboxSettings withThrottling(boolean on) {
        return new SandboxSettings(delays, quotas, on, readLag, seed, journalLimit, trailLag);
    }

    public SandboxSettings withReadLag(Duration lag) {
        return new SandboxSettings(delays, quotas, throttling, lag, seed, journalLimit, trailLag);
    }

    public SandboxSettings withSeed(long other) {
        return new SandboxSettings(delays, quotas, throttling, readLag, other, journalLimit, trailLag);
    }

    public SandboxSettings withJournalLimit(int limit) {
        return new SandboxSettings(delays, quotas, throttling, readLag, seed, limit, trailLag);
    }

    public SandboxSettings withTrailLag(Duration lag) {
        return new SandboxSettings(delays, quotas, throttling, readLag, seed, journalLimit, lag);
    }
}
