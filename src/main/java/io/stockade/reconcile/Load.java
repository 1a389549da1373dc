package io.stockade.reconcile;

/**
 * How much an engine has to do.
 *
 * @param running passes that run
 * @param waiting passes that are due, and for which there is no thread yet
 */
public record Load(int running, int waiting) {}
