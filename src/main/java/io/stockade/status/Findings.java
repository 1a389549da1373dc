package io.stockade.status;

import io.stockade.apply.ChangeResult;
import io.stockade.cloud.CallCount;
import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.ResourceGraph;
import io.stockade.plan.Decision;
import io.stockade.plan.Gated;
import io.stockade.plan.Matching;
import io.stockade.plan.Plan;
import io.stockade.rotation.SecretHealth;
import io.stockade.spec.SecureStack;
import io.stockade.spec.TierAccess;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a pass found and did: what the status is made of, at its end and nowhere else.
 *
 * @param purpose whether the stack is wanted
 * @param built whether all of the stack worked once
 * @param after who is who once the writes were done
 * @param problems of the preflight and of the manifest, for people; they block every write
 * @param trouble what is wrong with a newer manifest, so that an older one is in force; {@code null} if nothing is
 * @param stalled reason and message, if only a person can help; else {@code null}
 * @param hold why no write is wanted: paused, read-only; {@code null} if writes are
 * @param secrets how each of them fares, in the order of the manifest
 * @param calls what was called for the stack in the last hour
 */
public record Findings(
        SecureStack stack,
        long generation,
        Purpose purpose,
        boolean built,
        ResourceGraph graph,
        World world,
        Matching after,
        Plan plan,
        Gated gated,
        List<ChangeResult> results,
        SortedMap<Address, ResourceState> states,
        Map<String, TierAccess> effectiveAccess,
        List<String> problems,
        @Nullable String trouble,
        @Nullable Stalled stalled,
        @Nullable String hold,
        List<SecretHealth> secrets,
        CallCount calls,
        Instant now) {
    /** Whether a stack is wanted. */
    public enum Purpose {
        KEEP,
        WATCH,
        DELETE
    }

    /** Why only a person can help, and what they should do. */
    public record Stalled(String reason, String message) {}

    List<Decision> decisions() {
        return plan.decisions();
    }
}
