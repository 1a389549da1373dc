package io.stockade.sandbox.iam;

import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.Role;

/** What roles may do: policies written into them, and policies attached to them. */
final class RolePolicyOperations {
    /** IAM user guide, "IAM and AWS STS quotas": of all inline policies of a role together, without white space. */
    private static final int MOST_CHARACTERS = 10_240;

    /** The same page, "Managed policies attached to an IAM role". */
    private static final int MOST_ATTACHED = 10;

    private RolePolicyOperations() {}

    static void register(Operations operations) {
        operations
                .add(PutRolePolicyRequest.class, RolePolicyOperations::put)
                .add(GetRolePolicyRequest.class, RolePolicyOperations::get)
                .add(ListRolePoliciesRequest.class, RolePolicyOperations::list)
                .add(DeleteRolePolicyRequest.class, RolePolicyOperations::delete)
                .add(AttachRolePolicyRequest.class, RolePolicyOperations::attach)
                .add(DetachRolePolicyRequest.class, RolePolicyOperations::detach)
                .add(ListAttachedRolePoliciesRequest.class, RolePolicyOperations::listAttached);
    }

    private static PutRolePolicyResponse put(Call call, PutRolePolicyRequest request) {
        Role role = Roles.require(call, request.roleName());
        Roles.checkName(request.policyName());
        Roles.checkDocument(request.policyDocument());
        InlinePolicy policy = new InlinePolicy(role.roleName(), request.policyName(), request.policyDocument());
        checkSize(call, policy);
        Roles.global(call).put(InlinePolicy.TABLE, policy.key(), policy);
        return PutRolePolicyResponse.builder().build();
    }

    private static void checkSize(Call call, InlinePolicy added) {
        int size = Roles.global(call).children(InlinePolicy.TABLE, added.role()).stream()
                .filter(other -> !other.name().equals(added.name()))
                .mapToInt(InlinePolicy::size)
                .reduce(added.size(), Integer::sum);
        if (size > MOST_CHARACTERS) {
            throw ManagedPolicies.limitExceeded(
                    "Maximum policy size of " + MOST_CHARACTERS + " bytes exceeded for role " + added.role());
        }
    }

    private static InlinePolicy require(Call call, @Nullable String roleName, @Nullable String name) {
        Role role = Roles.require(call, roleName);
        return Roles.global(call)
                .find(InlinePolicy.TABLE, role.roleName() + "/" + name)
                .orElseThrow(() -> Roles.noSuchEntity("The role policy with name " + name + " cannot be found."));
    }

    private static GetRolePolicyResponse get(Call call, GetRolePolicyRequest request) {
        InlinePolicy policy = require(call, request.roleName(), request.policyName());
        return GetRolePolicyResponse.builder()
                .roleName(policy.role())
                .policyName(policy.name())
                .policyDocument(Roles.encoded(policy.document()))
                .build();
    }

    private static ListRolePoliciesResponse list(Call call, ListRolePoliciesRequest request) {
        Role role = Roles.require(call, request.roleName());
        SortedMap<String, InlinePolicy> policies = new TreeMap<>();
        Roles.global(call)
                .children(InlinePolicy.TABLE, role.roleName())
                .forEach(policy -> policies.put(policy.name(), policy));
        Page<InlinePolicy> page = Roles.page(call, policies, policy -> true, request.maxItems(), request.marker());
        return ListRolePoliciesResponse.builder()
                .policyNames(page.items().stream().map(InlinePolicy::name).toList())
                .marker(page.nextToken())
                .isTruncated(page.nextToken() != null)
                .build();
    }

    private static DeleteRolePolicyResponse delete(Call call, DeleteRolePolicyRequest request) {
        InlinePolicy policy = require(call, request.roleName(), request.policyName());
        Roles.global(call).remove(InlinePolicy.TABLE, policy.key());
        return DeleteRolePolicyResponse.builder().build();
    }

    private static AttachRolePolicyResponse attach(Call call, AttachRolePolicyRequest request) {
        Role role = Roles.require(call, request.roleName());
        String arn = String.valueOf(request.policyArn());
        if (!isAttachable(call, arn)) {
            throw Roles.noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
        }
        AttachedRolePolicy attached = new AttachedRolePolicy(role.roleName(), arn);
        List<AttachedRolePolicy> others = Roles.global(call).children(AttachedRolePolicy.TABLE, role.roleName());
        if (!others.contains(attached) && others.size() >= MOST_ATTACHED) {
            throw ManagedPolicies.limitExceeded("Cannot exceed quota for PoliciesPerRole: " + MOST_ATTACHED);
        }
        Roles.global(call).put(AttachedRolePolicy.TABLE, attached.key(), attached);
        return AttachRolePolicyResponse.builder().build();
    }

    /** AWS's own policies are not kept here: whatever looks like one is there. */
    private static boolean isAttachable(Call call, String arn) {
        return arn.startsWith("arn:" + call.scope().partition() + ":iam::aws:policy/")
                || ManagedPolicies.find(call, arn).isPresent();
    }

    private static DetachRolePolicyResponse detach(Call call, DetachRolePolicyRequest request) {
        Role role = Roles.require(call, request.roleName());
        AttachedRolePolicy wanted = new AttachedRolePolicy(role.roleName(), String.valueOf(request.policyArn()));
        Call global = Roles.global(call);
        if (global.find(AttachedRolePolicy.TABLE, wanted.key()).isEmpty()) {
            throw Roles.noSuchEntity("Policy " + wanted.arn() + " was not found.");
        }
        global.remove(AttachedRolePolicy.TABLE, wanted.key());
        return DetachRolePolicyResponse.builder().build();
    }

    private static ListAttachedRolePoliciesResponse listAttached(Call call, ListAttachedRolePoliciesRequest request) {
        Role role = Roles.require(call, request.roleName());
        SortedMap<String, AttachedRolePolicy> policies = new TreeMap<>();
        Roles.global(call)
                .children(AttachedRolePolicy.TABLE, role.roleName())
                .forEach(policy -> policies.put(policy.arn(), policy));
        Page<AttachedRolePolicy> page =
                Roles.page(call, policies, policy -> true, request.maxItems(), request.marker());
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(page.items().stream()
                        .map(policy -> AttachedPolicy.builder()
                                .policyArn(policy.arn())
                                .policyName(policy.name())
                                .build())
                        .toList())
                .marker(page.nextToken())
                .isTruncated(page.nextToken() != null)
                .build();
    }
}
