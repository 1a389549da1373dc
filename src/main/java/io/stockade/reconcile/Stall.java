package io.stockade.reconcile;

/**
 * Why only a person can help, and how.
 *
 * @param reason a word for the condition, such as {@code WrongAccount}
 * @param message what is wrong and what to do
 */
public record Stall(String reason, String message) {}
