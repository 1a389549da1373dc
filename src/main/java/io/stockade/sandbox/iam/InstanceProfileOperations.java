package io.stockade.sandbox.iam;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import io.stockade.sandbox.world.Table;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesResponse;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileResponse;

/** Instance profiles: what gives an instance its role. */
final class InstanceProfileOperations {
    static final Table<InstanceProfile> TABLE = new Table<>("instance-profile", InstanceProfile.class);
    static final Table<ProfileRole> ROLE = new Table<>("instance-profile-role", ProfileRole.class, ProfileRole::role);

    private InstanceProfileOperations() {}

    static void register(Operations operations) {
        operations
                .add(CreateInstanceProfileRequest.class, InstanceProfileOperations::create)
                .add(GetInstanceProfileRequest.class, InstanceProfileOperations::get)
                .add(ListInstanceProfilesRequest.class, InstanceProfileOperations::list)
                .add(AddRoleToInstanceProfileRequest.class, InstanceProfileOperations::addRole)
                .add(RemoveRoleFromInstanceProfileRequest.class, InstanceProfileOperations::removeRole)
                .add(TagInstanceProfileRequest.class, InstanceProfileOperations::tag)
                .add(UntagInstanceProfileRequest.class, InstanceProfileOperations::untag)
                .add(DeleteInstanceProfileRequest.class, InstanceProfileOperations::delete);
    }

    /** Whether an account has a profile of that name. */
    static boolean exists(Call global, String name) {
        return global.find(TABLE, name).isPresent();
    }

    /** Whether a profile holds the role. */
    static boolean has(Call global, Role role) {
        return !global.children(ROLE, role.roleName()).isEmpty();
    }

    private static CreateInstanceProfileResponse create(Call call, CreateInstanceProfileRequest request) {
        Roles.checkName(request.instanceProfileName());
        Call global = Roles.global(call);
        if (global.find(TABLE, request.instanceProfileName()).isPresent()) {
            throw Roles.alreadyExists("Instance Profile " + request.instanceProfileName() + " already exists.");
        }
        String path = Roles.path(request.path());
        InstanceProfile profile = InstanceProfile.builder()
                .instanceProfileName(request.instanceProfileName())
                .instanceProfileId(Roles.newId(call, "AIPA"))
                .path(path)
                .arn(Roles.arn(call, "instance-profile", path, request.instanceProfileName()))
                .createDate(call.now())
                .tags(request.tags())
                .build();
        call.touch(profile.instanceProfileName());
        global.put(TABLE, profile.instanceProfileName(), profile);
        return CreateInstanceProfileResponse.builder()
                .instanceProfile(shown(call, profile))
                .build();
    }

    private static InstanceProfile require(Call call, @Nullable String name) {
        call.touch(String.valueOf(name));
        return Roles.global(call)
                .find(TABLE, String.valueOf(name))
                .orElseThrow(() -> Roles.noSuchEntity("Instance Profile " + name + " cannot be found."));
    }

    private static Optional<Role> role(Call call, InstanceProfile profile) {
        return Roles.global(call)
                .find(ROLE, profile.instanceProfileName())
                .flatMap(held -> Roles.find(call, held.role()));
    }

    private static InstanceProfile shown(Call call, InstanceProfile profile) {
        return profile.toBuilder()
                .roles(role(call, profile)
                        .map(role -> List.of(role.toBuilder()
                                .assumeRolePolicyDocument(Roles.encoded(role.assumeRolePolicyDocument()))
                                .build()))
                        .orElse(List.of()))
                .build();
    }

    private static GetInstanceProfileResponse get(Call call, GetInstanceProfileRequest request) {
        return GetInstanceProfileResponse.builder()
                .instanceProfile(shown(call, require(call, request.instanceProfileName())))
                .build();
    }

    private static ListInstanceProfilesResponse list(Call call, ListInstanceProfilesRequest request) {
        String prefix = Objects.requireNonNullElse(request.pathPrefix(), "/");
        Page<InstanceProfile> page = Roles.page(
                call,
                Roles.global(call).rows(TABLE),
                profile -> profile.path().startsWith(prefix),
                request.maxItems(),
                request.marker());
        return ListInstanceProfilesResponse.builder()
                .instanceProfiles(page.items().stream()
                        // API reference, ListInstanceProfiles: tags are only in GetInstanceProfile's answer.
                        .map(profile ->
                                shown(call, profile).toBuilder().tags(List.of()).build())
                        .toList())
                .marker(page.nextToken())
                .isTruncated(page.nextToken() != null)
                .build();
    }

    private static AddRoleToInstanceProfileResponse addRole(Call call, AddRoleToInstanceProfileRequest request) {
        InstanceProfile profile = require(call, request.instanceProfileName());
        Role role = Roles.require(call, request.roleName());
        if (role(call, profile).isPresent()) {
            throw new AwsError("LimitExceeded", 409, "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
        }
        Roles.global(call)
                .put(
                        ROLE,
                        profile.instanceProfileName(),
                        new ProfileRole(profile.instanceProfileName(), role.roleName()));
        return AddRoleToInstanceProfileResponse.builder().build();
    }

    private static RemoveRoleFromInstanceProfileResponse removeRole(
            Call call, RemoveRoleFromInstanceProfileRequest request) {
        InstanceProfile profile = require(call, request.instanceProfileName());
        boolean held = role(call, profile)
                .filter(role -> role.roleName().equals(request.roleName()))
                .isPresent();
        if (!held) {
            throw Roles.noSuchEntity("The role with name " + request.roleName() + " cannot be found.");
        }
        Roles.global(call).remove(ROLE, profile.instanceProfileName());
        return RemoveRoleFromInstanceProfileResponse.builder().build();
    }

    private static TagInstanceProfileResponse tag(Call call, TagInstanceProfileRequest request) {
        InstanceProfile profile = require(call, request.instanceProfileName());
        put(call, profile, RoleOperations.merge(call, profile.tags(), request.tags()));
        return TagInstanceProfileResponse.builder().build();
    }

    private static UntagInstanceProfileResponse untag(Call call, UntagInstanceProfileRequest request) {
        InstanceProfile profile = require(call, request.instanceProfileName());
        List<Tag> left = profile.tags().stream()
                .filter(tag -> !request.tagKeys().contains(tag.key()))
                .toList();
        put(call, profile, left);
        return UntagInstanceProfileResponse.builder().build();
    }

    private static void put(Call call, InstanceProfile profile, List<Tag> tags) {
        Roles.global(call)
                .put(
                        TABLE,
                        profile.instanceProfileName(),
                        profile.toBuilder().tags(tags).build());
    }

    private static DeleteInstanceProfileResponse delete(Call call, DeleteInstanceProfileRequest request) {
        InstanceProfile profile = require(call, request.instanceProfileName());
        if (role(call, profile).isPresent()) {
            throw Roles.deleteConflict("Cannot delete entity, must remove roles from instance profile first.");
        }
        Roles.global(call).remove(TABLE, profile.instanceProfileName());
        return DeleteInstanceProfileResponse.builder().build();
    }
}
