package io.stockade.sandbox.iam;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.world.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/** Customer managed policies and their versions, as everything in IAM finds them. */
final class ManagedPolicies {
    static final Table<Policy> TABLE = new Table<>("managed-policy", Policy.class);
    static final Table<ManagedPolicyVersion> VERSION =
            new Table<>("managed-policy-version", ManagedPolicyVersion.class, ManagedPolicyVersion::policy);
    /** The number that a policy's newest version has, or had: none is given twice. */
    static final Table<Integer> NEWEST = new Table<>("managed-policy-newest", Integer.class);

    private ManagedPolicies() {}

    static Policy require(Call call, @Nullable String arn) {
        call.touch(String.valueOf(arn));
        return find(call, String.valueOf(arn))
                .orElseThrow(() -> Roles.noSuchEntity("Policy " + arn + " was not found."));
    }

    static Optional<Policy> find(Call call, String arn) {
        return Roles.global(call).find(TABLE, arn);
    }

    /** Names are free once in an account, whatever the path and the case (IAM user guide, "IAM and AWS STS quotas"). */
    static boolean isTaken(Call call, String name) {
        return Roles.global(call).all(TABLE).stream()
                .anyMatch(policy -> policy.policyName().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)));
    }

    static void put(Call call, Policy policy) {
        call.touch(policy.arn());
        Roles.global(call).put(TABLE, policy.arn(), policy);
    }

    /** The policy with what IAM counts when it is asked. */
    static Policy shown(Call call, Policy policy) {
        return policy.toBuilder()
                .attachmentCount(holders(call, policy.arn()).size())
                .permissionsBoundaryUsageCount(0)
                .build();
    }

    /** The names of the roles that a policy is attached to. */
    static List<String> holders(Call call, String arn) {
        return Roles.global(call).all(AttachedRolePolicy.TABLE).stream()
                .filter(attached -> attached.arn().equals(arn))
                .map(AttachedRolePolicy::role)
                .toList();
    }

    /** The versions that a policy has, oldest first. */
    static List<ManagedPolicyVersion> versions(Call call, String arn) {
        return Roles.global(call).children(VERSION, arn).stream()
                .sorted(Comparator.comparing(ManagedPolicyVersion::number))
                .toList();
    }

    static ManagedPolicyVersion version(Call call, Policy policy, @Nullable String id) {
        return versions(call, policy.arn()).stream()
                .filter(version -> version.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Roles.noSuchEntity(
                        "Policy " + policy.arn() + " version " + id + " does not exist or is not attachable."));
    }

    static ManagedPolicyVersion addVersion(Call call, String arn, String document) {
        Call global = Roles.global(call);
        int number = global.find(NEWEST, arn).orElse(0) + 1;
        ManagedPolicyVersion version = new ManagedPolicyVersion(arn, number, document, call.now());
        global.put(VERSION, version.key(), version);
        global.put(NEWEST, arn, number);
        return version;
    }

    static PolicyVersion shown(Policy policy, ManagedPolicyVersion version) {
        return PolicyVersion.builder()
                .versionId(version.id())
                .isDefaultVersion(version.id().equals(policy.defaultVersionId()))
                .createDate(version.created())
                .build();
    }

    /** What the version says that is in force. */
    static Optional<String> document(Call call, String arn) {
        return find(call, arn)
                .map(policy -> version(call, policy, policy.defaultVersionId()).document());
    }

    static AwsError limitExceeded(String message) {
        return new AwsError("LimitExceeded", 409, message);
    }
}
