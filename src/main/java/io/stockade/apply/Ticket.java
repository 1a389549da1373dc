package io.stockade.apply;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The right to create something, remembered before it is used.
 *
 * @param token makes the call idempotent where AWS takes a client token
 * @param nonce finds the thing again where AWS takes none
 * @param notBefore an earlier try may have succeeded unseen: until then it is looked for, and nothing is created by this
 *     ticket, not even later; {@code null} if there was none
 */
public record Ticket(String token, String nonce, @Nullable Instant notBefore) {}
