package io.stockade.sandbox.iam;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryAttachmentType;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;

/** Roles. */
final class RoleOperations {
    private RoleOperations() {}

    static void register(Operations operations) {
        operations
                .add(CreateRoleRequest.class, RoleOperations::create)
                .add(GetRoleRequest.class, RoleOperations::get)
                .add(ListRolesRequest.class, RoleOperations::list)
                .add(UpdateAssumeRolePolicyRequest.class, RoleOperations::updateTrust)
                .add(PutRolePermissionsBoundaryRequest.class, RoleOperations::putBoundary)
                .add(DeleteRolePermissionsBoundaryRequest.class, RoleOperations::deleteBoundary)
                .add(TagRoleRequest.class, RoleOperations::tag)
                .add(UntagRoleRequest.class, RoleOperations::untag)
                .add(DeleteRoleRequest.class, RoleOperations::delete);
    }

    private static CreateRoleResponse create(Call call, CreateRoleRequest request) {
        Roles.checkName(request.roleName());
        Roles.checkDocument(request.assumeRolePolicyDocument());
        if (Roles.find(call, request.roleName()).isPresent()) {
            throw Roles.alreadyExists("Role with name " + request.roleName() + " already exists.");
        }
        String path = Roles.path(request.path());
        Role role = Role.builder()
                .roleName(request.roleName())
                .path(path)
                .roleId(Roles.newId(call, "AROA"))
                .arn(Roles.arn(call, "role", path, request.roleName()))
                .createDate(call.now())
                .assumeRolePolicyDocument(request.assumeRolePolicyDocument())
                .description(request.description())
                .maxSessionDuration(Objects.requireNonNullElse(request.maxSessionDuration(), 3600))
                .permissionsBoundary(boundary(request.permissionsBoundary()))
                .tags(merge(call, List.of(), request.tags()))
                .build();
        put(call, role);
        return CreateRoleResponse.builder().role(shown(role)).build();
    }

    private static @Nullable AttachedPermissionsBoundary boundary(@Nullable String arn) {
        return arn == null
                ? null
                : AttachedPermissionsBoundary.builder()
                        .permissionsBoundaryArn(arn)
                        .permissionsBoundaryType(PermissionsBoundaryAttachmentType.PERMISSIONS_BOUNDARY_POLICY)
                        .build();
    }

    private static Role shown(Role role) {
        return role.toBuilder()
                .assumeRolePolicyDocument(Roles.encoded(role.assumeRolePolicyDocument()))
                .build();
    }

    private static void put(Call call, Role role) {
        call.touch(role.roleName());
        Roles.global(call).put(Roles.TABLE, role.roleName(), role);
    }

    private static GetRoleResponse get(Call call, GetRoleRequest request) {
        return GetRoleResponse.builder()
                .role(shown(Roles.require(call, request.roleName())))
                .build();
    }

    private static ListRolesResponse list(Call call, ListRolesRequest request) {
        String prefix = Objects.requireNonNullElse(request.pathPrefix(), "/");
        Page<Role> page = Roles.page(
                call,
                Roles.global(call).rows(Roles.TABLE),
                role -> role.path().startsWith(prefix),
                request.maxItems(),
                request.marker());
        // API reference, ListRoles: tags and boundaries are only in GetRole's answer.
        AttachedPermissionsBoundary none = null;
        return ListRolesResponse.builder()
                .roles(page.items().stream()
                        .map(role -> shown(role).toBuilder()
                                .tags(List.of())
                                .permissionsBoundary(none)
                                .build())
                        .toList())
                .marker(page.nextToken())
                .isTruncated(page.nextToken() != null)
                .build();
    }

    private static UpdateAssumeRolePolicyResponse updateTrust(Call call, UpdateAssumeRolePolicyRequest request) {
        Role role = Roles.require(call, request.roleName());
        Roles.checkDocument(request.policyDocument());
        put(
                call,
                role.toBuilder()
                        .assumeRolePolicyDocument(request.policyDocument())
                        .build());
        return UpdateAssumeRolePolicyResponse.builder().build();
    }

    private static PutRolePermissionsBoundaryResponse putBoundary(
            Call call, PutRolePermissionsBoundaryRequest request) {
        Role role = Roles.require(call, request.roleName());
        put(
                call,
                role.toBuilder()
                        .permissionsBoundary(boundary(request.permissionsBoundary()))
                        .build());
        return PutRolePermissionsBoundaryResponse.builder().build();
    }

    private static DeleteRolePermissionsBoundaryResponse deleteBoundary(
            Call call, DeleteRolePermissionsBoundaryRequest request) {
        Role role = Roles.require(call, request.roleName());
        put(call, role.toBuilder().permissionsBoundary(boundary(null)).build());
        return DeleteRolePermissionsBoundaryResponse.builder().build();
    }

    private static TagRoleResponse tag(Call call, TagRoleRequest request) {
        Role role = Roles.require(call, request.roleName());
        put(
                call,
                role.toBuilder().tags(merge(call, role.tags(), request.tags())).build());
        return TagRoleResponse.builder().build();
    }

    private static UntagRoleResponse untag(Call call, UntagRoleRequest request) {
        Role role = Roles.require(call, request.roleName());
        List<Tag> left = new ArrayList<>(role.tags());
        left.removeIf(tag -> request.tagKeys().contains(tag.key()));
        put(call, role.toBuilder().tags(left).build());
        return UntagRoleResponse.builder().build();
    }

    static List<Tag> merge(Call call, List<Tag> tags, List<Tag> added) {
        Map<String, Tag> merged = new LinkedHashMap<>();
        tags.forEach(tag -> merged.put(tag.key(), tag));
        added.forEach(tag -> merged.put(tag.key(), tag));
        if (merged.size() > call.settings().quotas().tags()) {
            throw new AwsError("LimitExceeded", 409, "The number of tags has reached the maximum limit.");
        }
        return List.copyOf(merged.values());
    }

    private static DeleteRoleResponse delete(Call call, DeleteRoleRequest request) {
        Role role = Roles.require(call, request.roleName());
        Call global = Roles.global(call);
        if (!global.children(AttachedRolePolicy.TABLE, role.roleName()).isEmpty()) {
            throw Roles.deleteConflict("Cannot delete entity, must detach all policies first.");
        }
        if (!global.children(InlinePolicy.TABLE, role.roleName()).isEmpty()) {
            throw Roles.deleteConflict("Cannot delete entity, must delete policies first.");
        }
        if (InstanceProfileOperations.has(global, role)) {
            throw Roles.deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
        }
        global.remove(Roles.TABLE, role.roleName());
        return DeleteRoleResponse.builder().build();
    }
}
