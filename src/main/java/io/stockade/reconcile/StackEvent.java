package io.stockade.reconcile;

import java.time.Instant;

/**
 * Something happened to a stack. There is no event when nothing happened.
 *
 * @param type {@code Normal} or {@code Warning}
 * @param reason a word, such as {@code DriftFound}
 */
public record StackEvent(Instant time, String stack, String type, String reason, String message) {}
