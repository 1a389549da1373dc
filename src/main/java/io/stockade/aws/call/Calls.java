package io.stockade.aws.call;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Errand;
import io.stockade.cloud.Permit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The one way to AWS: every call is made on somebody's behalf, takes a token first, is counted, and fails in our terms.
 * It never waits.
 */
public final class Calls {
    /** When to ask again for a call that was not permitted. */
    private static final Duration UNPERMITTED = Duration.ofSeconds(5);

    private final Way way;
    private final Errand errand;
    private final String service;
    private final boolean quoting;

    /** What all who go this way share. */
    private record Way(
            Supplier<String> account,
            String region,
            Buckets buckets,
            CallLog log,
            InstantSource clock,
            Permit permit,
            Breaker breaker) {}

    /** What was asked of whom. */
    record Asked(String service, String action, String what) {}

    /**
     * The calls to one account and region with one set of credentials, for what serves everybody there.
     *
     * @param account as far as it is known; asked at each call, because STS may name it later
     * @param permit asked before each call
     */
    public Calls(
            Supplier<String> account, String region, Buckets buckets, CallLog log, InstantSource clock, Permit permit) {
        this(new Way(account, region, buckets, log, clock, permit, new Breaker()), Errand.SHARED, "", true);
    }

    private Calls(Way way, Errand errand, String service, boolean quoting) {
        this.way = way;
        this.errand = errand;
        this.service = service;
        this.quoting = quoting;
    }

    /** The same way, on somebody's behalf. */
    public Calls as(Errand other) {
        return new Calls(way, other, service, quoting);
    }

    /**
     * The same way to one service, for those that count several actions together.
     *
     * @param name as IAM's actions have it, such as {@code secretsmanager}
     */
    public Calls to(String name) {
        return new Calls(way, errand, name, quoting);
    }

    /**
     * The same way for requests and answers that hold what nobody may see: of a failure only AWS's code is told, in words
     * of our own, and never what AWS or the SDK says of it.
     */
    public Calls unquoted() {
        return new Calls(way, errand, service, false);
    }

    /**
     * Makes a call.
     *
     * @param action AWS's name of it, such as {@code CreateSubnet}
     * @param kind what it is about, as users read it
     * @param id of what; an address where there is no id yet; empty for lists
     * @throws CloudException if it is not its turn yet, or AWS refuses, or nobody knows
     */
    public <T> T run(String action, String kind, String id, Supplier<T> call) {
        String account = way.account.get();
        permit(account, action, what(kind, id));
        Bucket bucket = way.buckets.of(account, way.region, SharedLimits.slot(service, action), now());
        admit(way.breaker.refusal(now()), account, action, what(kind, id));
        Duration wait = bucket.take(new Claim(errand, action, kind, id), now());
        if (!wait.isZero()) {
            count(account, action, CallLog.HELD);
            throw held(action, what(kind, id), wait, bucket.refused(now()));
        }
        admit(way.breaker.admit(now()), account, action, what(kind, id));
        try {
            T answer = call.get();
            bucket.served(now());
            way.breaker.accepted();
            count(account, action, CallLog.OK);
            note(account, action, answer);
            return answer;
        } catch (SdkException | UnsupportedOperationException failure) {
            Category category = AwsErrors.category(action, failure);
            count(account, action, category.name().toLowerCase(Locale.ROOT));
            Duration retryAfter = category == Category.THROTTLED ? bucket.throttled(refusal(failure), now()) : null;
            CloudException translated = quoting
                    ? AwsErrors.translated(category, action, what(kind, id), failure, retryAfter)
                    : AwsErrors.unquoted(category, new Asked(service, action, what(kind, id)), failure, retryAfter);
            noteCredentials(translated);
            throw translated;
        }
    }

    private <T> void note(String account, String action, T answer) {
        if (!Actions.reading(action)
                && answer instanceof AwsResponse told
                && told.responseMetadata() != null
                && told.responseMetadata().requestId() != null) {
            String request = told.responseMetadata().requestId();
            way.log.wrote(new CallLog.Write(account, way.region, Actions.service(told), action, request));
        }
    }

    /** What a call finds; empty if AWS says that it is not there. */
    public static <T> Optional<T> found(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (CloudException failure) {
            if (failure.category() == Category.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** When what is being read was read. */
    public Instant now() {
        return way.clock.instant();
    }

    private void noteCredentials(CloudException failure) {
        if (failure.category() == Category.CREDENTIALS) {
            way.breaker.refused(String.valueOf(failure.getMessage()), now());
        } else if (failure.category() != Category.UNCERTAIN && failure.category() != Category.UNSUPPORTED) {
            // Whoever refuses for another reason has looked at the credentials before.
            way.breaker.accepted();
        }
    }

    private void count(String account, String action, String outcome) {
        way.log.called(account, way.region, errand.who(), action, outcome);
    }

    /** What the breaker says: with credentials that do not work nobody needs to ask. */
    private void admit(Optional<String> refusal, String account, String action, String what) {
        if (refusal.isPresent()) {
            count(account, action, CallLog.HELD);
            String message = action + " " + what + ": " + refusal.get();
            throw new CloudException(Category.CREDENTIALS, action, "", message, null);
        }
    }

    /** Like a turn that has not come: nothing was sent, and somebody will. */
    private void permit(String account, String action, String what) {
        Optional<String> refusal = way.permit.refusal(CallTimes.of(action));
        if (refusal.isPresent()) {
            count(account, action, CallLog.HELD);
            String message = action + " " + what + ": not sent: " + refusal.get();
            throw new CloudException(Category.THROTTLED, action, "", message, UNPERMITTED);
        }
    }

    /** @param code AWS's, if it refused a call of this action just now; else empty */
    private CloudException held(String action, String what, Duration wait, String code) {
        String message = action + " " + what + ": waits for its turn under AWS's limit on " + action + " calls in "
                + way.region + ", " + Waits.about(wait);
        return new CloudException(Category.THROTTLED, action, code, message, wait);
    }

    /** AWS's code; where it says only by the status that there were too many calls, the one that EC2 would give. */
    private static String refusal(RuntimeException failure) {
        String code = AwsErrors.code(failure);
        return code.isEmpty() ? "RequestLimitExceeded" : code;
    }

    private static String what(String kind, String id) {
        return id.isEmpty() ? kind : kind + " " + id;
    }
}
