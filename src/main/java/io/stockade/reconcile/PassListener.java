package io.stockade.reconcile;

import io.stockade.plan.Change;
import io.stockade.plan.Plan;
import io.stockade.rotation.RotationNews;
import io.stockade.status.DriftRecord;
import io.stockade.status.StackStatus;
import java.time.Instant;
import java.util.List;

/** Is told what a pass does, as it does it: front ends keep status, print trees and send events by it. */
public interface PassListener {
    /** The plan of a pass, before anything is done. Called only if it has changes. */
    default void planned(String stack, Plan plan) {}

    /** A change begins. */
    default void started(String stack, Change change) {}

    /**
     * A change ended, or waits.
     *
     * @param outcome in a word: {@code done}, {@code pending}, {@code waiting}, {@code failed}
     */
    default void finished(String stack, Change change, String outcome, String message) {}

    /**
     * The status that is told next, as soon as it is remembered what came of the pass. Whoever keeps both in one place may
     * write them together. Called only if it says something that the last one did not say.
     */
    default void upcoming(String stack, StackStatus status) {}

    /** The status after a pass. Called only if it says something that the last one did not say. */
    default void status(String stack, StackStatus status) {}

    /**
     * A pass found everything as it was told last. Whoever keeps statuses where writing costs something need not write.
     *
     * @param status the last one, but for the time of the observation and the count of calls
     */
    default void confirmed(String stack, StackStatus status) {}

    /**
     * Every drift that there is, told by each pass that looked at AWS, just before its status.
     *
     * @param all also those that somebody accepted; empty if all is as it was left
     * @param observed when the pass looked
     */
    default void drifts(String stack, List<DriftRecord> all, Instant observed) {}

    /** Something happened to a secret. What a person may want to know of it is an event as well. */
    default void rotation(String stack, RotationNews news) {}

    /** Something happened that a person may want to know. */
    default void event(StackEvent event) {}

    /** A pass ended in a way that it never should: a defect of ours, to be logged in full. */
    default void defect(String stack, RuntimeException defect) {}

    /** A stack of which nothing is left was forgotten. */
    default void forgotten(String stack) {}
}
