package io.stockade.reliability;

import java.util.List;

/** Plans that found something; the comment says what. */
final class Regressions {
    static final List<String> PLANS = List.of(
            // AWS named no prefix list for once: the rules to it were left out, and would have been taken away.
            "CREATE: EMPTY_READ@6",
            // What was pending could not be read for a moment: passes followed each other without a pause.
            "ADD_ENDPOINT: THROTTLED@51",
            // The memory was lost, and one list showed no VPC: all of it was made a second time.
            "MEMORY_LOST: EMPTY_READ@26",
            // Half of a list was believed since the second look at it failed: a rule to what it left out was taken
            // away.
            "REMOVE_TIER: HALF_LIST@13, ACCESS_DENIED@21",
            "DRIFT_MISSING: THROTTLED@30, PAUSE@36",
            // A VPC whose creator died was taken over while its attributes could not be read, and counted as ready.
            "CREATE: CRASH_AFTER@18, ERROR_BEFORE@44",
            // The last status of a process that led before stayed, since the next one had nothing new to tell.
            "NAT_GATEWAY: OVERLAP@36, THROTTLED@98",
            "NAT_GATEWAY: OVERLAP@38, REPLY_LOST@98",
            "NAT_NONE: EXPIRED_TOKEN@7, OVERLAP@34",
            "MEMORY_LOST: REPLY_LOST@32, REPLY_LOST@46",
            // Restored, and seen by nobody before: one list showed no VPC, and all of it was made a second time.
            "RESTORED: EVENT_LOST@1, EMPTY_READ@5");

    /** Walks that found something. */
    static final List<String> WALKS = List.of(
            // Without its memory, the engine asked by a token that had been used for what was gone by then, for ever.
            "network.tiers=public; forget; network.tiers=two",
            // A secret that was restored counted as copied to where it had been copied before it was deleted.
            "secrets=login; secrets=read; secrets=login",
            // What the spec didn't name any more stayed on everything.
            "tags=red; tags=absent",
            // A copy of a secret that AWS was still making counted as there.
            "secrets=login",
            // What a restored secret lacked of what was asked for was only reported, as somebody else's drift.
            "drift=report; secrets=login; secrets=read; secrets=login",
            "drift=report; secrets=login; secrets=read; secrets=login with CRASH_AFTER@3",
            // A policy that was made anew under its name, the reply being lost, counted as attached as the one before.
            "secret-access=both; secret-access=absent; secret-access=both with ERROR_AFTER@5",
            // A restored secret counted as ready before anybody had looked at the policy that came back with it.
            "secrets=read; secrets=absent; secrets=key",
            // What stood in something that had to wait was a plan of its own, and asked to be approved once more.
            "network.nat=gateway; pause=freeze; network.zones=others; approval=always; pause=absent",
            // The instance of a NAT went while a route still led to its interface, and nothing had taken its place.
            "network.nat=absent; drift=report; tamper detach-gateway; network.nat=gateway");

    private Regressions() {}
}
