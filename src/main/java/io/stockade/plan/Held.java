package io.stockade.plan;

/** A change that must not run now, and why. */
public record Held(Change change, String reason) {}
