package io.stockade.aws.call;

import java.time.Duration;

/** How long calls take at most: by then the SDK has given them up, with all its attempts. */
public final class CallTimes {
    /** Of an attempt of the SDK. */
    public static final Duration ATTEMPT = Duration.ofSeconds(15);

    /** Of a call. */
    public static final Duration CALL = Duration.ofSeconds(40);

    /** Of a call of a function: longer than AWS's rotation functions take, which end by themselves after 30 seconds. */
    public static final Duration FUNCTION = Duration.ofSeconds(60);

    private CallTimes() {}

    static Duration of(String action) {
        return action.equals("Invoke") ? FUNCTION : CALL;
    }
}
