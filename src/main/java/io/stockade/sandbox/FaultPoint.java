package io.stockade.sandbox;

import java.util.function.Predicate;

/**
 * A place where a fault can strike: one call, before it has any effect.
 *
 * @param number how many calls this principal has made with this one
 * @param numberOfAction how many of them were of this action
 */
public record FaultPoint(
        String principal,
        String account,
        String region,
        String service,
        String action,
        boolean mutating,
        long number,
        long numberOfAction) {

    /** Every call of an action, such as {@code CreateVpc}. */
    public static Predicate<FaultPoint> action(String name) {
        return point -> point.action().equals(name);
    }

    /** The nth call of an action by each principal, counted from 1. */
    public static Predicate<FaultPoint> action(String name, long nth) {
        return point -> point.action().equals(name) && point.numberOfAction() == nth;
    }

    /** The nth call of a principal, counted from 1. */
    public static Predicate<FaultPoint> call(String principal, long nth) {
        return point -> point.principal().equals(principal) && point.number() == nth;
    }
}
