package io.stockade.aws.call;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many calls of each action we allow ourselves: slightly less than AWS does, so that we hold back and AWS never has
 * to. AWS's own numbers: docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html. They are defaults of an
 * account and can be raised, so all of it is configuration.
 *
 * @param byAction sizes of single actions
 * @param reading the size of every other action that reads
 * @param writing the size of every other action
 */
public record BucketSizes(Map<String, Size> byAction, Size reading, Size writing) {
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

        /** One token and two percent under what AWS allows: clocks differ, and our tries arrive in bunches. */
        static Size under(int capacity, double refill) {
            return new Size(Math.max(1, Math.floor(capacity * 0.98 - 0.5)), refill * 0.98);
        }
    }

    /** What AWS gives an account that asked for nothing. */
    public static BucketSizes standard() {
        Map<String, Size> sizes = new TreeMap<>();
        for (String action : new String[] {"CreateVpcEndpoint", "ModifyVpcEndpoint", "DeleteVpcEndpoints"}) {
            sizes.put(action, Size.under(4, 0.3));
        }
        for (String action : new String[] {"CreateNatGateway", "DeleteNatGateway"}) {
            sizes.put(action, Size.under(10, 1));
        }
        sizes.put("CreateTags", Size.under(100, 10));
        sizes.put("CreateNetworkInterface", Size.under(100, 5));
        sizes.put("ModifyNetworkInterfaceAttribute", Size.under(100, 5));
        // Not paged, so AWS counts it among the dearer reads.
        sizes.put("DescribeAddresses", Size.under(50, 10));
        // IAM publishes no limits; these are known to pass.
        for (String action : new String[] {"ListRoles", "ListInstanceProfiles", "GetRole", "GetInstanceProfile"}) {
            sizes.put(action, Size.under(20, 5));
        }
        return new BucketSizes(sizes, Size.under(100, 20), Size.under(50, 5));
    }

    /** The size of an action's bucket. */
    public Size of(String action) {
        Size own = byAction.get(action);
        if (own != null) {
            return own;
        }
        boolean reads = action.startsWith("Describe") || action.startsWith("Get") || action.startsWith("List");
        return reads ? reading : writing;
    }
}
