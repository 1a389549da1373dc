package io.stockade.sandbox.service;

import io.stockade.sandbox.world.Scope;

/**
 * Who calls, and where.
 *
 * @param halfPages whether lists come back with their second half missing, which is a fault
 */
public record Caller(String principal, Scope scope, boolean halfPages) {
    /** AWS itself, when something that was begun comes to its end. */
    public static Caller aws(Scope scope) {
        return new Caller("aws", scope, false);
    }
}
