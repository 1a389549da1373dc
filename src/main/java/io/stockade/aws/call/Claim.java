package io.stockade.aws.call;

import io.stockade.cloud.Errand;

/**
 * The wish for one token: who wants to make a call about what. A stack that comes back with the same wish is still the
 * same claim, in whatever hurry it is by then.
 *
 * @param action AWS's name of the call: several may take their tokens from one bucket
 * @param kind what the call is about, as users read it
 * @param id of what; an address where there is no id yet; empty for lists
 */
record Claim(Errand errand, String action, String kind, String id) {
    /** What makes two claims the same. */
    Key key() {
        return new Key(errand.who(), action, kind, id);
    }

    /** Whose claim for what about what. */
    record Key(String who, String action, String kind, String id) {}
}
