package io.stockade.cloud;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/**
 * The value of a secret while it is being made, stored or compared. It never shows itself: not as text, not in JSON, not
 * by its hash; and it is wiped when it is closed. It is lent, never handed out.
 */
public final class SecretValue implements AutoCloseable {
    private static final String MASK = "(secret value)";

    private final byte[] bytes;
    private boolean wiped;

    private SecretValue(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes over some characters, which are wiped. */
    public static SecretValue of(char[] characters) {
        byte[] encoded =
                StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters)).array();
        int length = encoded.length;
        while (length > 0 && encoded[length - 1] == 0) {
            length--;
        }
        byte[] exact = Arrays.copyOf(encoded, length);
        Arrays.fill(encoded, (byte) 0);
        Arrays.fill(characters, '\0');
        return new SecretValue(exact);
    }

    /** What AWS's answer holds. Its text can't be wiped, and is gone when the answer is. */
    public static SecretValue of(String answered) {
        return new SecretValue(answered.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Lends the value as a text, for a call that takes one. The text is not kept.
     *
     * @throws IllegalStateException if it was wiped
     */
    public synchronized <T> T lend(Function<String, T> call) {
        if (wiped) {
            throw new IllegalStateException("a secret value was used after it was wiped");
        }
        return call.apply(new String(bytes, StandardCharsets.UTF_8));
    }

    /** Whether the other is the same value, in a time that tells nothing. */
    public boolean sameAs(SecretValue other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    @Override
    public synchronized void close() {
        Arrays.fill(bytes, (byte) 0);
        wiped = true;
    }

    @Override
    public String toString() {
        return MASK;
    }
}
