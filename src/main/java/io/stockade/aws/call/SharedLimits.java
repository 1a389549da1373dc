package io.stockade.aws.call;

import io.stockade.aws.call.BucketSizes.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which actions AWS counts together, and how many of them it lets through. Secrets Manager user guide, "Secrets Manager
 * quotas"; Lambda developer guide, "Lambda quotas". None of these can be raised. The same name may be an action of
 * several services, each of which counts its own.
 */
final class SharedLimits {
    private static final String SECRETS = "secretsmanager";
    private static final String LAMBDA = "lambda";

    private static final Map<String, String> SLOTS = new HashMap<>();
    private static final Map<String, Size> SIZES = new TreeMap<>();

    static {
        share(SECRETS, 10_000, "DescribeSecret", "GetSecretValue");
        share(SECRETS, 100, "ListSecrets");
        share(SECRETS, 50, "CreateSecret");
        share(SECRETS, 50, "DeleteSecret");
        share(SECRETS, 50, "RestoreSecret");
        share(SECRETS, 50, "RotateSecret", "CancelRotateSecret");
        share(SECRETS, 50, "TagResource", "UntagResource");
        share(SECRETS, 50, "GetResourcePolicy", "PutResourcePolicy", "DeleteResourcePolicy");
        share(
                SECRETS,
                50,
                "PutSecretValue",
                "UpdateSecret",
                "UpdateSecretVersionStage",
                "ReplicateSecretToRegions",
                "RemoveRegionsFromReplication");
        share(LAMBDA, 100, "GetFunction");
        share(LAMBDA, 15, "GetPolicy");
        share(
                LAMBDA,
                15,
                "CreateFunction",
                "GetFunctionConfiguration",
                "UpdateFunctionConfiguration",
                "UpdateFunctionCode",
                "DeleteFunction",
                "ListFunctions",
                "AddPermission",
                "RemovePermission",
                "ListTags",
                "TagResource",
                "UntagResource");
        // AWS counts how many run at once: 1,000, and fewer in a new account. An answer after a second is usual.
        share(LAMBDA, 100, "Invoke");
    }

    private SharedLimits() {}

    private static void share(String service, double perSecond, String... actions) {
        String slot = service + ":" + String.join("+", actions);
        SIZES.put(slot, Size.perSecond(perSecond));
        for (String action : actions) {
            SLOTS.put(service + ":" + action, slot);
        }
    }

    /**
     * What an action is counted as: its own name, unless AWS counts others with it.
     *
     * @param service as IAM's actions name it, or empty where no action shares anything
     */
    static String slot(String service, String action) {
        return SLOTS.getOrDefault(service + ":" + action, action);
    }

    /** Everything that an action of this name is counted as, whatever the service. */
    static List<String> slots(String action) {
        return Stream.of(SECRETS, LAMBDA)
                .map(service -> slot(service, action))
                .distinct()
                .toList();
    }

    static Map<String, Size> sizes() {
        return new TreeMap<>(SIZES);
    }
}
