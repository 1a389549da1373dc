package io.stockade.sandbox.iam;

import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.Policy;

/** What customer managed policies say, version by version. */
final class ManagedPolicyVersionOperations {
    /** IAM user guide, "IAM and AWS STS quotas": white space is not counted. */
    private static final int MOST_CHARACTERS = 6144;

    private static final int MOST_VERSIONS = 5;

    private ManagedPolicyVersionOperations() {}

    static void register(Operations operations) {
        operations
                .add(CreatePolicyVersionRequest.class, ManagedPolicyVersionOperations::create)
                .add(GetPolicyVersionRequest.class, ManagedPolicyVersionOperations::get)
                .add(ListPolicyVersionsRequest.class, ManagedPolicyVersionOperations::list)
                .add(DeletePolicyVersionRequest.class, ManagedPolicyVersionOperations::delete);
    }

    static void checkDocument(@Nullable String document) {
        Roles.checkDocument(document);
        if (document != null && document.replaceAll("\\s", "").length() > MOST_CHARACTERS) {
            throw ManagedPolicies.limitExceeded("Cannot exceed quota for PolicySize: " + MOST_CHARACTERS);
        }
    }

    private static CreatePolicyVersionResponse create(Call call, CreatePolicyVersionRequest request) {
        Policy policy = ManagedPolicies.require(call, request.policyArn());
        checkDocument(request.policyDocument());
        if (ManagedPolicies.versions(call, policy.arn()).size() >= MOST_VERSIONS) {
            throw ManagedPolicies.limitExceeded("A managed policy can have up to " + MOST_VERSIONS
                    + " versions. Before you create a new version, you must delete an existing version.");
        }
        ManagedPolicyVersion version = ManagedPolicies.addVersion(call, policy.arn(), request.policyDocument());
        Policy.Builder changed = policy.toBuilder().updateDate(call.now());
        if (Boolean.TRUE.equals(request.setAsDefault())) {
            changed.defaultVersionId(version.id());
        }
        Policy after = changed.build();
        ManagedPolicies.put(call, after);
        return CreatePolicyVersionResponse.builder()
                .policyVersion(ManagedPolicies.shown(after, version))
                .build();
    }

    private static GetPolicyVersionResponse get(Call call, GetPolicyVersionRequest request) {
        Policy policy = ManagedPolicies.require(call, request.policyArn());
        ManagedPolicyVersion version = ManagedPolicies.version(call, policy, request.versionId());
        return GetPolicyVersionResponse.builder()
                .policyVersion(ManagedPolicies.shown(policy, version).toBuilder()
                        .document(Roles.encoded(version.document()))
                        .build())
                .build();
    }

    private static ListPolicyVersionsResponse list(Call call, ListPolicyVersionsRequest request) {
        Policy policy = ManagedPolicies.require(call, request.policyArn());
        SortedMap<String, ManagedPolicyVersion> newestFirst = new TreeMap<>();
        ManagedPolicies.versions(call, policy.arn())
                .forEach(version -> newestFirst.put(
                        String.format(Locale.ROOT, "%09d", Integer.MAX_VALUE - version.number()), version));
        Page<ManagedPolicyVersion> page =
                Roles.page(call, newestFirst, version -> true, request.maxItems(), request.marker());
        // API reference, PolicyVersion: lists leave the document out.
        return ListPolicyVersionsResponse.builder()
                .versions(page.items().stream()
                        .map(version -> ManagedPolicies.shown(policy, version))
                        .toList())
                .marker(page.nextToken())
                .isTruncated(page.nextToken() != null)
                .build();
    }

    private static DeletePolicyVersionResponse delete(Call call, DeletePolicyVersionRequest request) {
        Policy policy = ManagedPolicies.require(call, request.policyArn());
        ManagedPolicyVersion version = ManagedPolicies.version(call, policy, request.versionId());
        if (version.id().equals(policy.defaultVersionId())) {
            throw Roles.deleteConflict("Cannot delete the default version of a policy.");
        }
        Roles.global(call).remove(ManagedPolicies.VERSION, version.key());
        return DeletePolicyVersionResponse.builder().build();
    }
}
