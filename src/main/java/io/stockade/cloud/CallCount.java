package io.stockade.cloud;

/**
 * How many calls were made, or would have been.
 *
 * @param sent what went to AWS, whatever it answered
 * @param writes those of the sent ones that were to change something
 * @param held what our own buckets kept back, so that it was never sent
 * @param throttled those of the sent ones that AWS refused because there were too many
 * @param failed those of the sent ones that came to nothing for any other reason
 */
public record CallCount(long sent, long writes, long held, long throttled, long failed) {
    public static final CallCount NONE = new CallCount(0, 0, 0, 0, 0);

    public CallCount plus(CallCount other) {
        return new CallCount(
                sent + other.sent,
                writes + other.writes,
                held + other.held,
                throttled + other.throttled,
                failed + other.failed);
    }
}
