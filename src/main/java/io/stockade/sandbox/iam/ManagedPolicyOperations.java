package io.stockade.sandbox.iam;

import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyResponse;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyResponse;

/** Customer managed policies. */
final class ManagedPolicyOperations {
    private ManagedPolicyOperations() {}

    static void register(Operations operations) {
        operations
                .add(CreatePolicyRequest.class, ManagedPolicyOperations::create)
                .add(GetPolicyRequest.class, ManagedPolicyOperations::get)
                .add(ListPoliciesRequest.class, ManagedPolicyOperations::list)
                .add(ListEntitiesForPolicyRequest.class, ManagedPolicyOperations::listEntities)
                .add(TagPolicyRequest.class, ManagedPolicyOperations::tag)
                .add(UntagPolicyRequest.class, ManagedPolicyOperations::untag)
                .add(DeletePolicyRequest.class, ManagedPolicyOperations::delete);
    }

    private static CreatePolicyResponse create(Call call, CreatePolicyRequest request) {
        String name = request.policyName();
        Roles.checkName(name);
        String path = Roles.path(request.path());
        ManagedPolicyVersionOperations.checkDocument(request.policyDocument());
        if (ManagedPolicies.isTaken(call, name)) {
            throw Roles.alreadyExists("A policy called " + name + " already exists. Duplicate names are not allowed.");
        }
        String arn = Roles.arn(call, "policy", path, name);
        ManagedPolicyVersion first = ManagedPolicies.addVersion(call, arn, request.policyDocument());
        Policy policy = Policy.builder()
                .policyName(name)
                .policyId(Roles.newId(call, "ANPA"))
                .arn(arn)
                .path(path)
                .description(request.description())
                .defaultVersionId(first.id())
                .isAttachable(true)
                .createDate(call.now())
                .updateDate(call.now())
                .tags(RoleOperations.merge(call, List.of(), request.tags()))
                .build();
        ManagedPolicies.put(call, policy);
        return CreatePolicyResponse.builder()
                .policy(ManagedPolicies.shown(call, policy))
                .build();
    }

    private static GetPolicyResponse get(Call call, GetPolicyRequest request) {
        return GetPolicyResponse.builder()
                .policy(ManagedPolicies.shown(call, ManagedPolicies.require(call, request.policyArn())))
                .build();
    }

    private static ListPoliciesResponse list(Call call, ListPoliciesRequest request) {
        String prefix = Objects.requireNonNullElse(request.pathPrefix(), "/");
        boolean attached = Boolean.TRUE.equals(request.onlyAttached());
        // AWS's own policies are not kept here, so there is none to list.
        boolean none = request.scope() == PolicyScopeType.AWS;
        Page<Policy> page = Roles.page(
                call,
                Roles.global(call).rows(ManagedPolicies.TABLE),
                policy -> !none
                        && policy.path().startsWith(prefix)
                        && !(attached
                                && ManagedPolicies.holders(call, policy.arn()).isEmpty()),
                request.maxItems(),
                request.marker());
        // API reference, ListPolicies and Policy: tags and descriptions are only in GetPolicy's answer.
        return ListPoliciesResponse.builder()
                .policies(page.items().stream()
                        .map(policy -> ManagedPolicies.shown(call, policy).toBuilder()
                                .tags(List.of())
                                .description(null)
                                .build())
                        .toList())
                .marker(page.nextToken())
                .isTruncated(page.nextToken() != null)
                .build();
    }

    private static ListEntitiesForPolicyResponse listEntities(Call call, ListEntitiesForPolicyRequest request) {
        Policy policy = ManagedPolicies.require(call, request.policyArn());
        boolean roles = request.entityFilter() == null || request.entityFilter() == EntityType.ROLE;
        SortedMap<String, String> names = new TreeMap<>();
        ManagedPolicies.holders(call, policy.arn()).forEach(name -> names.put(name, name));
        Page<String> page = Roles.page(call, names, name -> roles, request.maxItems(), request.marker());
        return ListEntitiesForPolicyResponse.builder()
                .policyRoles(page.items().stream()
                        .map(name -> PolicyRole.builder()
                                .roleName(name)
                                .roleId(Roles.require(call, name).roleId())
                                .build())
                        .toList())
                .marker(page.nextToken())
                .isTruncated(page.nextToken() != null)
                .build();
    }

    private static TagPolicyResponse tag(Call call, TagPolicyRequest request) {
        Policy policy = ManagedPolicies.require(call, request.policyArn());
        List<Tag> tags = RoleOperations.merge(call, policy.tags(), request.tags());
        ManagedPolicies.put(call, policy.toBuilder().tags(tags).build());
        return TagPolicyResponse.builder().build();
    }

    private static UntagPolicyResponse untag(Call call, UntagPolicyRequest request) {
        Policy policy = ManagedPolicies.require(call, request.policyArn());
        List<Tag> left = policy.tags().stream()
                .filter(tag -> !request.tagKeys().contains(tag.key()))
                .toList();
        ManagedPolicies.put(call, policy.toBuilder().tags(left).build());
        return UntagPolicyResponse.builder().build();
    }

    /** API reference, DeletePolicy: detached from everything, and with no version but the default one. */
    private static DeletePolicyResponse delete(Call call, DeletePolicyRequest request) {
        Policy policy = ManagedPolicies.require(call, request.policyArn());
        if (!ManagedPolicies.holders(call, policy.arn()).isEmpty()) {
            throw Roles.deleteConflict("Cannot delete a policy attached to entities.");
        }
        List<ManagedPolicyVersion> versions = ManagedPolicies.versions(call, policy.arn());
        if (versions.size() > 1) {
            throw Roles.deleteConflict("This policy has more than one version. Before you delete a policy, you must"
                    + " delete the policy's versions. The default version is deleted with the policy.");
        }
        Call global = Roles.global(call);
        versions.forEach(version -> global.remove(ManagedPolicies.VERSION, version.key()));
        global.remove(ManagedPolicies.NEWEST, policy.arn());
        global.remove(ManagedPolicies.TABLE, policy.arn());
        return DeletePolicyResponse.builder().build();
    }
}
