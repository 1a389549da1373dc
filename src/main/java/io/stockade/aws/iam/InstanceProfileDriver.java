package io.stockade.aws.iam;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.Ownership;
import io.stockade.aws.call.SingleDriver;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.InstanceProfile;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Writes instance profiles, each with its one role. Their name is their natural key in the account. */
final class InstanceProfileDriver extends SingleDriver<InstanceProfile> {
    private final Iam iam;

    InstanceProfileDriver(Iam iam) {
        this.iam = iam;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.INSTANCE_PROFILE;
    }

    @Override
    protected Written createOne(Creation<InstanceProfile> creation) {
        InstanceProfile desired = creation.desired();
        String name = desired.name();
        try {
            iam.call(
                    "CreateInstanceProfile",
                    kind(),
                    name,
                    client -> client.createInstanceProfile(request -> request.instanceProfileName(name)
                            .path(desired.path())
                            .tags(Iam.list(desired.tags().values()))));
        } catch (CloudException refusal) {
            return Written.now(Ownership.claim(creation, refusal, () -> readById(name)));
        }
        InstanceProfile empty = new InstanceProfile(name, desired.path(), Ref.known(""), desired.tags());
        return Edits.finishing(Observed.ready(empty, name, iam.now()), desired, Set.of("role"))
                .change("role", () -> add(name, role(desired)))
                .written();
    }

    @Override
    public Written update(Observed<InstanceProfile> current, InstanceProfile desired, Set<String> components) {
        String name = current.id();
        return Edits.of(current, desired, components, iam.now())
                .change("role", () -> {
                    // A profile holds one role, so the old one has to go first.
                    remove(name, role(current.value()));
                    add(name, role(desired));
                })
                .tags(
                        tags -> iam.call(
                                "TagInstanceProfile",
                                kind(),
                                name,
                                client -> client.tagInstanceProfile(request ->
                                        request.instanceProfileName(name).tags(Iam.list(tags)))),
                        keys -> iam.call(
                                "UntagInstanceProfile",
                                kind(),
                                name,
                                client -> client.untagInstanceProfile(request ->
                                        request.instanceProfileName(name).tagKeys(keys))))
                .written();
    }

    @Override
    protected Written deleteOne(Observed<InstanceProfile> doomed) {
        String name = doomed.id();
        return goneAfter(doomed, () -> {
            remove(name, role(doomed.value()));
            iam.call(
                    "DeleteInstanceProfile",
                    kind(),
                    name,
                    client -> client.deleteInstanceProfile(request -> request.instanceProfileName(name)));
        });
    }

    @Override
    public Optional<Observed<InstanceProfile>> readById(String id) {
        return InstanceProfiles.find(iam, id);
    }

    @Override
    public Set<String> details() {
        return InstanceProfiles.DETAILS;
    }

    @Override
    public Observed<InstanceProfile> readDetails(Observed<InstanceProfile> listed) {
        return InstanceProfiles.find(iam, listed.id()).orElse(listed);
    }

    private void add(String name, String role) {
        iam.call(
                "AddRoleToInstanceProfile",
                kind(),
                name,
                client -> client.addRoleToInstanceProfile(
                        request -> request.instanceProfileName(name).roleName(role)));
    }

    private void remove(String name, String role) {
        if (!role.isEmpty()) {
            iam.takeAway(
                    "RemoveRoleFromInstanceProfile",
                    kind(),
                    name,
                    client -> client.removeRoleFromInstanceProfile(
                            request -> request.instanceProfileName(name).roleName(role)));
        }
    }

    private static String role(InstanceProfile profile) {
        return Objects.requireNonNull(profile.role().id());
    }
}
