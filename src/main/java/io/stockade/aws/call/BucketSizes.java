package io.stockade.aws.call;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many calls of each action we allow ourselves: slightly less than AWS does, so that we hold back and AWS never has
 * to. AWS's own numbers: docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html. They are defaults of an
 * account and can be raised, so all of it is configuration. Actions that AWS counts together share a bucket, see {@link
 * SharedLimits}.
 *
 * @param byAction sizes of single actions, and of those that share
 * @param reading the size of every other action that reads
 * @param writing the size of every other action
 */
public record BucketSizes(Map<String, Size> byAction, Size reading, Size writing) {
    /** By how much the slowest call arrives later than the fastest, where AWS still answers. */
    private static final double WIRE_SECONDS = 1;

    private static final double REFILL_SHARE = 0.995;

    public BucketSizes {
        byAction = Map.copyOf(byAction);
    }

    /**
     * A token bucket.
     *
     * @param capacity calls that may be made at once
     * @param refill calls per second in the long run
     */
    public record Size(double capacity, double refill) {
        public Size {
            if (capacity < 1 || refill <= 0) {
                throw new IllegalArgumentException("a bucket of " + capacity + " tokens, refilled " + refill
                        + " a second, would never let a call by");
            }
        }

        /**
         * What we allow ourselves where AWS allows this much.
         *
         * <p>AWS counts a call when it arrives, we count it when it leaves. Calls that leave evenly arrive in bunches, by
         * as much as some take longer than others on the wire: so many tokens of AWS's must never be spent by us, and at
         * least one. In the long run we leave AWS half a percent, from which its bucket recovers from what we did not
         * count: attempts that the SDK repeats, a restart in which we begin with a full bucket and AWS does not.
         */
        static Size under(double capacity, double refill) {
            double bunched = Math.max(1, refill * WIRE_SECONDS);
            return new Size(Math.max(1, capacity - bunched), refill * REFILL_SHARE);
        }

        /**
         * What we allow ourselves where AWS tells a rate and no bucket: half of it at once, and as much in each second
         * after. So no second has more than the rate, wherever it begins, and not even if what leaves in two seconds
         * arrives in one.
         */
        static Size perSecond(double rate) {
            return new Size(Math.max(1, rate / 2), rate / 2);
        }
    }

    /** What AWS gives an account that asked for nothing. */
    public static BucketSizes standard() {
        Map<String, Size> sizes = SharedLimits.sizes();
        for (String action : new String[] {"CreateVpcEndpoint", "ModifyVpcEndpoint", "DeleteVpcEndpoints"}) {
            sizes.put(action, Size.under(4, 0.3));
        }
        for (String action : new String[] {"CreateNatGateway", "DeleteNatGateway"}) {
            sizes.put(action, Size.under(10, 1));
        }
        sizes.put("CreateTags", Size.under(100, 10));
        sizes.put("CreateNetworkInterface", Size.under(100, 5));
        sizes.put("ModifyNetworkInterfaceAttribute", Size.under(100, 5));
        // Neither paged nor filtered, so AWS counts them among the dearer reads.
        for (String action : new String[] {"DescribeAddresses", "GetCallerIdentity"}) {
            sizes.put(action, Size.under(50, 10));
        }
        // Two calls a second: docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html.
        sizes.put("LookupEvents", Size.perSecond(2));
        // SQS limits nobody who asks a queue of the standard kind; a storm of events must not wait for a write's turn.
        sizes.put("ReceiveMessage", Size.under(100, 20));
        sizes.put("DeleteMessageBatch", Size.under(100, 20));
        // IAM publishes no limits; these are known to pass.
        for (String action : new String[] {
            "ListRoles",
            "ListInstanceProfiles",
            "GetRole",
            "GetInstanceProfile",
            "ListPolicies",
            "GetPolicy",
            "GetPolicyVersion",
            "ListPolicyVersions",
            "ListEntitiesForPolicy",
            "ListAttachedRolePolicies",
            "ListRolePolicies",
            "GetRolePolicy"
        }) {
            sizes.put(action, Size.under(20, 5));
        }
        return new BucketSizes(sizes, Size.under(100, 20), Size.under(50, 5));
    }

    /**
     * These sizes, but for one action and those that AWS counts with it.
     *
     * @param capacity calls that AWS lets through at once; ours is smaller
     * @param refill calls per second that AWS lets through in the long run; ours is smaller
     */
    public BucketSizes where(String action, double capacity, double refill) {
        Map<String, Size> sizes = new TreeMap<>(byAction);
        SharedLimits.slots(action).forEach(slot -> sizes.put(slot, Size.under(capacity, refill)));
        return new BucketSizes(sizes, reading, writing);
    }

    /** The size of the bucket of an action, or of actions that share one. */
    public Size of(String action) {
        Size own = byAction.get(action);
        if (own != null) {
            return own;
        }
        return Actions.reading(action) ? reading : writing;
    }
}
