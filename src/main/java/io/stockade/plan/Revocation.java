package io.stockade.plan;

import io.stockade.graph.Peer;
import io.stockade.graph.Ref;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.plan.Change.Action;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** When a rule may go that lets something through. */
final class Revocation {
    private Revocation() {}

    /**
     * Authorise first, revoke after, at both ends of a link: one that moves to another port is open at the old one until
     * it is at the new. What somebody slipped in waits only for its own side, so that little can keep it there.
     */
    static void afterAuthorising(Step deletion, Collection<Step> construction) {
        if (deletion.current() == null || !(deletion.current().value() instanceof SecurityGroupRule revoked)) {
            return;
        }
        boolean slippedIn = deletion.leftover() == Leftover.Kind.UNEXPECTED_CHILD;
        for (Step step : construction) {
            if (step.action() == Action.CREATE
                    && step.desired() instanceof SecurityGroupRule rule
                    && (slippedIn ? sameSide(rule, revoked) : haveGroupInCommon(rule, revoked))) {
                deletion.wishes().add(step.key());
            }
        }
    }

    private static boolean sameSide(SecurityGroupRule one, SecurityGroupRule other) {
        return one.direction() == other.direction()
                && one.group().text().equals(other.group().text());
    }

    private static boolean haveGroupInCommon(SecurityGroupRule one, SecurityGroupRule other) {
        return !Collections.disjoint(groups(one), groups(other));
    }

    /** The groups at the two ends of a rule, as far as those are groups. */
    private static List<String> groups(SecurityGroupRule rule) {
        Ref peer = rule.peer().ref();
        return rule.peer().type() == Peer.Type.GROUP && peer != null
                ? List.of(rule.group().text(), peer.text())
                : List.of(rule.group().text());
    }
}
