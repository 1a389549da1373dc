package io.stockade.aws.call;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** The one way to AWS: every call takes a token first, is counted, and fails in our terms. It never waits. */
public final class Calls {
    private final Supplier<String> account;
    private final String region;
    private final Buckets buckets;
    private final CallLog log;
    private final InstantSource clock;

    /**
     * The calls to one account and region.
     *
     * @param account as far as it is known; asked at each call, because STS may name it later
     */
    public Calls(Supplier<String> account, String region, Buckets buckets, CallLog log, InstantSource clock) {
        this.account = account;
        this.region = region;
        this.buckets = buckets;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Makes a call.
     *
     * @param action AWS's name of it, such as {@code CreateSubnet}
     * @param kind what it is about, as users read it
     * @param id of what; an address where there is no id yet; empty for lists
     * @throws CloudException if our bucket is empty, or AWS refuses, or nobody knows
     */
    public <T> T run(String action, String kind, String id, Supplier<T> call) {
        String owner = account.get();
        Bucket bucket = buckets.of(owner, region, action, clock.instant());
        Duration wait = bucket.take(clock.instant());
        if (!wait.isZero()) {
            log.called(owner, region, action, CallLog.HELD);
            throw held(action, kind, id, wait);
        }
        try {
            T answer = call.get();
            bucket.served();
            log.called(owner, region, action, CallLog.OK);
            return answer;
        } catch (SdkException | UnsupportedOperationException failure) {
            Category category = AwsErrors.category(action, failure);
            log.called(owner, region, action, category.name().toLowerCase(Locale.ROOT));
            Duration retryAfter = category == Category.THROTTLED ? bucket.throttled(clock.instant()) : null;
            throw AwsErrors.translated(category, action, what(kind, id), failure, retryAfter);
        }
    }

    /** When what is being read was read. */
    public Instant now() {
        return clock.instant();
    }

    private CloudException held(String action, String kind, String id, Duration wait) {
        String message = action + " " + what(kind, id) + ": held back for " + wait.toMillis()
                + " ms to stay under AWS's limit on " + action + " calls in " + region;
        return new CloudException(Category.THROTTLED, action, "", message, wait);
    }

    private static String what(String kind, String id) {
        return id.isEmpty() ? kind : kind + " " + id;
    }
}
