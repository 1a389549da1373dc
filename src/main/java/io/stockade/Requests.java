package io.stockade;

import io.stockade.reconcile.DriftChoice;
import io.stockade.reconcile.FrontEnd.Known;
import io.stockade.spec.SecureStack;
import io.stockade.web.Refusal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people ask of stacks over HTTP, where a front end takes it; one that doesn't, throws {@link Refusal}. */
interface Requests {
    /** @param manifest as JSON */
    Known apply(byte[] manifest);

    /** @param plan the id of the plan that may be carried out */
    Known approve(String stack, String plan);

    /**
     * Has a secret rotated at once, as soon as nothing holds it back.
     *
     * @return what was asked with
     */
    String rotate(String stack, String secret);

    /**
     * Takes what somebody decides upon a drift.
     *
     * @param choice {@code null} withdraws what was decided
     * @param keys of all drifts that there are: what was decided upon others is over
     */
    void decide(String stack, String key, @Nullable DriftChoice choice, Set<String> keys);

    Known delete(String stack);

    /**
     * Checks a manifest, and changes nothing.
     *
     * @param manifest as JSON
     */
    SecureStack check(byte[] manifest);
}
