package io.stockade.sandbox;

import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.world.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/**
 * AWS's token buckets, one for each account, region and action, or group of actions. EC2 developer guide, "Request throttling for the EC2
 * API"; Auto Scaling, IAM and SSM publish no table and have the same sizes here.
 */
final class TokenBuckets {
    private static final Size READING = new Size(100, 20);
    private static final Size READING_EVERYTHING = new Size(50, 10);
    private static final Size CHANGING = new Size(50, 5);
    private static final Map<String, Size> SPECIAL = Map.of(
            "CreateVpcEndpoint", new Size(4, 0.3),
            "ModifyVpcEndpoint", new Size(4, 0.3),
            "DeleteVpcEndpoints", new Size(4, 0.3),
            "CreateNatGateway", new Size(10, 1),
            "DeleteNatGateway", new Size(10, 1),
            "CreateTags", new Size(100, 10),
            "DeleteTags", new Size(100, 10),
            "CreateNetworkInterface", new Size(100, 5),
            "ModifyNetworkInterfaceAttribute", new Size(100, 5),
            "TerminateInstances", new Size(100, 5));

    /**
     * Actions that share one bucket, by its name. Secrets Manager user guide, "Quotas": combined rates for an account in
     * a region, which is all that is said; so a bucket holds what comes back in a second.
     */
    private static final Map<String, Group> SECRETS = secrets();

    private final Map<Key, Bucket> buckets = new HashMap<>();

    /** How many tokens fit, and how many come back in a second. */
    private record Size(double capacity, double refill) {}

    /** Whose bucket, and what for. */
    private record Key(Scope scope, String action, Size size) {}

    /** Actions that take from one bucket. */
    private record Group(String name, Size size) {}

    /** What was left at an instant. */
    private record Bucket(double tokens, Instant at) {}

    /** Takes a token; false if there is none. */
    boolean take(Scope scope, String service, String action, AwsRequest request, Instant now) {
        Group group = group(service, action, request);
        Size size = group.size();
        Key key = new Key(scope, group.name(), size);
        Bucket bucket = buckets.getOrDefault(key, new Bucket(size.capacity(), now));
        double seconds = Duration.between(bucket.at(), now).toNanos() / 1e9;
        double tokens = Math.min(size.capacity(), bucket.tokens() + Math.max(0, seconds) * size.refill());
        boolean enough = tokens >= 1;
        buckets.put(key, new Bucket(enough ? tokens - 1 : tokens, now));
        return enough;
    }

    private static Group group(String service, String action, AwsRequest request) {
        Group shared = service.equals("secretsmanager") ? SECRETS.get(action) : null;
        return shared == null ? new Group(action, size(action, request)) : shared;
    }

    private static Map<String, Group> secrets() {
        Map<String, Group> groups = new HashMap<>();
        share(groups, 10_000, "DescribeSecret", "GetSecretValue");
        share(groups, 100, "ListSecrets");
        share(groups, 50, "CreateSecret");
        share(groups, 50, "DeleteSecret");
        share(groups, 50, "RestoreSecret");
        share(groups, 50, "GetRandomPassword");
        share(groups, 50, "ListSecretVersionIds");
        share(groups, 50, "RotateSecret", "CancelRotateSecret");
        share(groups, 50, "TagResource", "UntagResource");
        share(groups, 50, "GetResourcePolicy", "PutResourcePolicy", "DeleteResourcePolicy", "ValidateResourcePolicy");
        share(
                groups,
                50,
                "PutSecretValue",
                "UpdateSecret",
                "UpdateSecretVersionStage",
                "ReplicateSecretToRegions",
                "RemoveRegionsFromReplication",
                "StopReplicationToReplica");
        return groups;
    }

    private static void share(Map<String, Group> groups, double perSecond, String... actions) {
        Group group = new Group("secretsmanager:" + actions[0], new Size(perSecond, perSecond));
        for (String action : actions) {
            groups.put(action, group);
        }
    }

    private static Size size(String action, AwsRequest request) {
        Size special = SPECIAL.get(action);
        if (special != null) {
            return special;
        }
        if (Operations.mutating(action)) {
            return CHANGING;
        }
        return narrowed(request) ? READING : READING_EVERYTHING;
    }

    /** Whether a read asks for pages, ids or filters: unpaged and unfiltered ones have a smaller bucket. */
    private static boolean narrowed(AwsRequest request) {
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            if (value != null && !(value instanceof SdkAutoConstructList)) {
                return true;
            }
        }
        return false;
    }
}
