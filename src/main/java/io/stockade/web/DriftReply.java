package io.stockade.web;

/**
 * What became of a decision upon a drift.
 *
 * @param message what happens next, for people
 */
public record DriftReply(String stack, String key, String message) {}
