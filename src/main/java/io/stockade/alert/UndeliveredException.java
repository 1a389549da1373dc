package io.stockade.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A message did not arrive. Its text says why in words of ours: what others say may quote the address. */
final class UndeliveredException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean refused;
    private final transient @Nullable Duration retryAfter;

    private UndeliveredException(String why, boolean refused, @Nullable Duration retryAfter) {
        super(why);
        this.refused = refused;
        this.retryAfter = retryAfter;
    }

    /** Nothing arrives there now. */
    static UndeliveredException down(String why) {
        return new UndeliveredException(why, false, null);
    }

    /** Nothing is taken before some time has passed. */
    static UndeliveredException busy(String why, Duration retryAfter) {
        return new UndeliveredException(why, false, retryAfter);
    }

    /** This message is not taken; others may be. */
    static UndeliveredException refused(String why) {
        return new UndeliveredException(why, true, null);
    }

    boolean isRefused() {
        return refused;
    }

    /** @return {@code null} if nobody said */
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
