package io.stockade.reconcile;

import io.stockade.spec.SecureStack;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a front end knows of a stack that somebody wants, or wanted.
 *
 * @param manifest the last good one
 * @param generation counts its changes, from 1
 * @param state whether it is wanted
 * @param trouble why the newest manifest is not the one in force (a broken file); {@code null} if it is
 * @param approve id of the plan that a person approved; {@code null} if none
 * @param adoptUid uid of an earlier incarnation to take over; {@code null} if none
 * @param rotateRequests what somebody asked with for a rotation at once, by the name of the secret; each text is served
 *     once. What the manifest's annotation asks for is not among them
 * @param driftDecisions what somebody decided, by the key of the drift, in the words of {@link DriftChoice}
 */
public record DesiredStack(
        SecureStack manifest,
        long generation,
        State state,
        @Nullable String trouble,
        @Nullable String approve,
        @Nullable String adoptUid,
        SortedMap<String, String> rotateRequests,
        SortedMap<String, String> driftDecisions) {
    public DesiredStack {
        driftDecisions = Collections.unmodifiableSortedMap(new TreeMap<>(driftDecisions));
        rotateRequests = Collections.unmodifiableSortedMap(new TreeMap<>(rotateRequests));
    }

    /** A stack of which no secret is to be rotated at once, and no drift was decided upon. */
    public DesiredStack(
            SecureStack manifest,
            long generation,
            State state,
            @Nullable String trouble,
            @Nullable String approve,
            @Nullable String adoptUid) {
        this(manifest, generation, state, trouble, approve, adoptUid, new TreeMap<>(), new TreeMap<>());
    }

    /** Whether another one says the same of what is wanted; approvals and requests may differ. */
    boolean sameAs(DesiredStack other) {
        return generation == other.generation
                && state == other.state
                && Objects.equals(
                        manifest.metadata().uid(), other.manifest.metadata().uid());
    }

    /** Whether a stack is wanted. */
    public enum State {
        WANTED,
        /** Its file vanished: it is kept as it is and watched, until somebody deletes it or brings the file back. */
        ORPHANED,
        /** Somebody asked for its deletion. */
        DELETING
    }

    /** Where the engine finds what is wanted. */
    public interface Source {
        /** The stack of a name, as namespace/name; empty if nothing was ever heard of it. */
        Optional<DesiredStack> find(String stack);

        /**
         * Why a stack is not deleted though it counts as {@link State#DELETING}: nobody may have asked for that. Asked
         * before each pass that would delete.
         *
         * @return empty if it is to be deleted
         */
        default Optional<Stall> objection(String stack) {
            return Optional.empty();
        }
    }
}
