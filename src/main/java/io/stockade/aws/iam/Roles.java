package io.stockade.aws.iam;

import io.stockade.aws.call.Calls;
import io.stockade.aws.call.ListReader;
import io.stockade.aws.call.Pages;
import io.stockade.cloud.Listed;
import io.stockade.cloud.Reader;
import io.stockade.graph.Observed;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Role;
import io.stockade.graph.Tags;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;

/** Roles as IAM shows them. A list gives name, path and trust; everything else is asked for role by role. */
final class Roles {
    static final Set<String> DETAILS = Set.of("managedPolicies", "inlinePolicy", "permissionsBoundary", "tags");

    /** What IAM tells of a role in one call. */
    private static final Set<String> IN_ONE = Set.of("trust", "permissionsBoundary", "tags");

    static final Set<String> PARTS = Set.of("trust", "managedPolicies", "inlinePolicy", "permissionsBoundary", "tags");

    /** The name of the one policy that we write into a role. */
    static final String OWN_POLICY = "stockade";

    private Roles() {}

    static Reader reader(Iam iam) {
        return new ListReader(
                Set.of(ResourceKind.ROLE),
                Reader.Narrowing.OWNER,
                scope -> Pages.all(
                                token -> iam.call(
                                        "ListRoles",
                                        ResourceKind.ROLE,
                                        "",
                                        client -> client.listRoles(request -> request.pathPrefix(iam.pathPrefix())
                                                .maxItems(Iam.PAGE)
                                                .marker(token))),
                                ListRolesResponse::roles,
                                page -> Iam.next(page.isTruncated(), page.marker()))
                        .stream()
                        .filter(role -> role.roleName().startsWith(Iam.NAME_PREFIX))
                        .map(role -> Listed.named(listed(iam, role)))
                        .toList());
    }

    static Observed<Role> listed(Iam iam, software.amazon.awssdk.services.iam.model.Role role) {
        Role value = new Role(
                role.roleName(),
                role.path(),
                Iam.policy(role.assumeRolePolicyDocument()),
                new TreeSet<>(),
                PolicyDocument.NONE,
                "",
                Tags.NONE);
        return Observed.ready(value, role.roleName(), iam.now()).withUnread(DETAILS);
    }

    /** A role with everything that can be known of it: three calls, and one for what is written into it. */
    static Optional<Observed<Role>> whole(Iam iam, String name) {
        return Calls.found(
                () -> Observed.ready(seen(got(iam, name), attached(iam, name), written(iam, name)), name, iam.now()));
    }

    /** A role with what is unread of it read, and nothing else asked for; empty if it is gone. */
    static Optional<Observed<Role>> again(Iam iam, Observed<Role> known) {
        String name = known.id();
        Set<String> unread = known.unread();
        return Calls.found(() -> {
            Role value = known.value();
            SortedSet<String> attached =
                    unread.contains("managedPolicies") ? attached(iam, name) : value.managedPolicies();
            PolicyDocument inline = unread.contains("inlinePolicy") ? written(iam, name) : value.inlinePolicy();
            if (unread.stream().anyMatch(IN_ONE::contains)) {
                return Observed.ready(seen(got(iam, name), attached, inline), name, iam.now());
            }
            Role read = new Role(
                    name, value.path(), value.trust(), attached, inline, value.permissionsBoundary(), value.tags());
            return Observed.ready(read, name, iam.now());
        });
    }

    private static software.amazon.awssdk.services.iam.model.Role got(Iam iam, String name) {
        return iam.call("GetRole", ResourceKind.ROLE, name, client -> client.getRole(request -> request.roleName(name)))
                .role();
    }

    private static Role seen(
            software.amazon.awssdk.services.iam.model.Role role, SortedSet<String> attached, PolicyDocument inline) {
        AttachedPermissionsBoundary boundary = role.permissionsBoundary();
        return new Role(
                role.roleName(),
                role.path(),
                Iam.policy(role.assumeRolePolicyDocument()),
                attached,
                inline,
                boundary == null ? "" : String.valueOf(boundary.permissionsBoundaryArn()),
                Iam.tags(role.tags()));
    }

    static NavigableSet<String> attached(Iam iam, String name) {
        return new TreeSet<>(Pages.all(
                        token -> iam.call(
                                "ListAttachedRolePolicies",
                                ResourceKind.ROLE,
                                name,
                                client -> client.listAttachedRolePolicies(request -> request.roleName(name)
                                        .maxItems(Iam.PAGE)
                                        .marker(token))),
                        ListAttachedRolePoliciesResponse::attachedPolicies,
                        page -> Iam.next(page.isTruncated(), page.marker()))
                .stream()
                .map(AttachedPolicy::policyArn)
                .toList());
    }

    /** What is written into the role; by whom does not matter: what is not ours is shown in place of ours. */
    private static PolicyDocument written(Iam iam, String name) {
        List<String> names = inline(iam, name);
        return names.stream()
                .filter(policy -> !policy.equals(OWN_POLICY))
                .findFirst()
                .or(() -> names.stream().findFirst())
                .map(policy -> Iam.policy(iam.call(
                                "GetRolePolicy",
                                ResourceKind.ROLE,
                                name,
                                client -> client.getRolePolicy(
                                        request -> request.roleName(name).policyName(policy)))
                        .policyDocument()))
                .orElse(PolicyDocument.NONE);
    }

    /** The names of the policies that are written into the role. */
    static List<String> inline(Iam iam, String name) {
        return Pages.all(
                token -> iam.call(
                        "ListRolePolicies",
                        ResourceKind.ROLE,
                        name,
                        client -> client.listRolePolicies(request ->
                                request.roleName(name).maxItems(Iam.PAGE).marker(token))),
                ListRolePoliciesResponse::policyNames,
                page -> Iam.next(page.isTruncated(), page.marker()));
    }
}
