package io.stockade.reconcile;

import io.stockade.spec.SecureStack;
import java.util.Optional;
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
 */
public record DesiredStack(
        SecureStack manifest,
        long generation,
        State state,
        @Nullable String trouble,
        @Nullable String approve,
        @Nullable String adoptUid) {
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
    }
}
