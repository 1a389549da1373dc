package io.stockade.web;

/**
 * How often something happened to secrets.
 *
 * @param strategy who rotates them: {@code Generated}, {@code Lambda}, or {@code None}
 * @param outcome such as {@code Rotated} or {@code RotationFailed}
 */
public record RotationTotal(String strategy, String outcome, long count) {}
