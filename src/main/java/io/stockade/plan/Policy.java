package io.stockade.plan;

/**
 * What the user wants done about drift.
 *
 * @param correctDrift whether drift is put right ({@code drift.mode: Correct}) or only reported
 */
public record Policy(boolean correctDrift) {}
