package io.stockade.aws.iam;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.Ownership;
import io.stockade.aws.call.SingleDriver;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.Observed;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Role;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Writes roles. Their name is their natural key in the account. */
final class RoleDriver extends SingleDriver<Role> {
    private final Iam iam;

    RoleDriver(Iam iam) {
        this.iam = iam;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.ROLE;
    }

    @Override
    protected Written createOne(Creation<Role> creation) {
        Role desired = creation.desired();
        try {
            make(desired);
        } catch (CloudException refusal) {
            return Written.now(Ownership.claim(creation, refusal, () -> readById(desired.name())));
        }
        Role bare = new Role(
                desired.name(),
                desired.path(),
                desired.trust(),
                new TreeSet<>(),
                PolicyDocument.NONE,
                desired.permissionsBoundary(),
                desired.tags());
        Observed<Role> created = Observed.ready(bare, desired.name(), iam.now());
        Set<String> differing = new TreeSet<>();
        if (!desired.managedPolicies().isEmpty()) {
            differing.add("managedPolicies");
        }
        if (!desired.inlinePolicy().equals(PolicyDocument.NONE)) {
            differing.add("inlinePolicy");
        }
        return Edits.finishing(created, desired, differing)
                .change("managedPolicies", () -> policies(bare, desired))
                .change("inlinePolicy", () -> write(desired))
                .written();
    }

    @Override
    public Written update(Observed<Role> current, Role desired, Set<String> components) {
        String name = current.id();
        return Edits.of(current, desired, components, iam.now())
                .change(
                        "trust",
                        () -> iam.call(
                                "UpdateAssumeRolePolicy",
                                kind(),
                                name,
                                client -> client.updateAssumeRolePolicy(request -> request.roleName(name)
                                        .policyDocument(desired.trust().json()))))
                .change("managedPolicies", () -> policies(current.value(), desired))
                .change("inlinePolicy", () -> rewrite(desired))
                .change("permissionsBoundary", () -> boundary(name, desired.permissionsBoundary()))
                .tags(
                        tags -> iam.call(
                                "TagRole",
                                kind(),
                                name,
                                client -> client.tagRole(
                                        request -> request.roleName(name).tags(Iam.list(tags)))),
                        keys -> iam.call(
                                "UntagRole",
                                kind(),
                                name,
                                client -> client.untagRole(
                                        request -> request.roleName(name).tagKeys(keys))))
                .written();
    }

    /** IAM deletes no role with policies. Those that are known go first; others are asked for only if it refuses. */
    @Override
    protected Written deleteOne(Observed<Role> doomed) {
        String name = doomed.id();
        return goneAfter(doomed, () -> {
            doomed.value().managedPolicies().forEach(policy -> detach(name, policy));
            if (!doomed.value().inlinePolicy().equals(PolicyDocument.NONE)) {
                erase(name, Roles.OWN_POLICY);
            }
            try {
                deleteBare(name);
            } catch (CloudException refusal) {
                if (refusal.category() != Category.DEPENDENCY) {
                    throw refusal;
                }
                strip(name);
                deleteBare(name);
            }
        });
    }

    /** Takes every policy off a role, attached or written into it, whoever did that. */
    private void strip(String name) {
        Roles.attached(iam, name).forEach(policy -> detach(name, policy));
        Roles.inline(iam, name).forEach(policy -> erase(name, policy));
    }

    private void write(Role desired) {
        iam.call(
                "PutRolePolicy",
                kind(),
                desired.name(),
                client -> client.putRolePolicy(request -> request.roleName(desired.name())
                        .policyName(Roles.OWN_POLICY)
                        .policyDocument(desired.inlinePolicy().json())));
    }

    /** Has only what is wanted be written into a role: what it lacks first, so that a function loses nothing on the way. */
    private void rewrite(Role desired) {
        boolean none = desired.inlinePolicy().equals(PolicyDocument.NONE);
        if (!none) {
            write(desired);
        }
        Roles.inline(iam, desired.name()).stream()
                .filter(policy -> none || !policy.equals(Roles.OWN_POLICY))
                .forEach(policy -> erase(desired.name(), policy));
    }

    private void erase(String name, String policy) {
        iam.takeAway(
                "DeleteRolePolicy",
                kind(),
                name,
                client -> client.deleteRolePolicy(
                        request -> request.roleName(name).policyName(policy)));
    }

    private void deleteBare(String name) {
        iam.call("DeleteRole", kind(), name, client -> client.deleteRole(request -> request.roleName(name)));
    }

    @Override
    public Optional<Observed<Role>> readById(String id) {
        return Roles.whole(iam, id);
    }

    @Override
    public Set<String> details() {
        return Roles.DETAILS;
    }

    @Override
    public Observed<Role> readDetails(Observed<Role> listed) {
        return Roles.whole(iam, listed.id()).orElse(listed);
    }

    @Override
    public Set<String> parts() {
        return Roles.PARTS;
    }

    @Override
    public Observed<Role> readParts(Observed<Role> known) {
        return Roles.again(iam, known).orElse(known);
    }

    private void make(Role desired) {
        iam.call(
                "CreateRole",
                kind(),
                desired.name(),
                client -> client.createRole(request -> {
                    request.roleName(desired.name())
                            .path(desired.path())
                            .assumeRolePolicyDocument(desired.trust().json())
                            .tags(Iam.list(desired.tags().values()));
                    if (!desired.permissionsBoundary().isEmpty()) {
                        request.permissionsBoundary(desired.permissionsBoundary());
                    }
                }));
    }

    /** Attaches first and detaches after, so that a running instance loses nothing on the way. */
    private void policies(Role current, Role desired) {
        String name = desired.name();
        Set<String> added = new TreeSet<>(desired.managedPolicies());
        added.removeAll(current.managedPolicies());
        added.forEach(policy -> iam.call(
                "AttachRolePolicy",
                kind(),
                name,
                client -> client.attachRolePolicy(
                        request -> request.roleName(name).policyArn(policy))));
        Set<String> removed = new TreeSet<>(current.managedPolicies());
        removed.removeAll(desired.managedPolicies());
        removed.forEach(policy -> detach(name, policy));
    }

    private void detach(String name, String policy) {
        iam.takeAway(
                "DetachRolePolicy",
                kind(),
                name,
                client -> client.detachRolePolicy(
                        request -> request.roleName(name).policyArn(policy)));
    }

    private void boundary(String name, String boundary) {
        if (boundary.isEmpty()) {
            iam.takeAway(
                    "DeleteRolePermissionsBoundary",
                    kind(),
                    name,
                    client -> client.deleteRolePermissionsBoundary(request -> request.roleName(name)));
            return;
        }
        iam.call(
                "PutRolePermissionsBoundary",
                kind(),
                name,
                client -> client.putRolePermissionsBoundary(
                        request -> request.roleName(name).permissionsBoundary(boundary)));
    }
}
