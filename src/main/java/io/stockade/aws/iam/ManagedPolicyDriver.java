package io.stockade.aws.iam;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.Ownership;
import io.stockade.aws.call.SingleDriver;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.ManagedPolicy;
import io.stockade.graph.Observed;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.ResourceKind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes customer managed policies, and attaches them to roles that need not be ours. Their name is their natural key in
 * the account.
 */
final class ManagedPolicyDriver extends SingleDriver<ManagedPolicy> {
    private final Iam iam;

    ManagedPolicyDriver(Iam iam) {
        this.iam = iam;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.MANAGED_POLICY;
    }

    @Override
    protected Written createOne(Creation<ManagedPolicy> creation) {
        ManagedPolicy desired = creation.desired();
        String arn;
        try {
            arn = make(desired);
        } catch (CloudException refusal) {
            return Written.now(Ownership.claim(creation, refusal, () -> ManagedPolicies.named(iam, desired)));
        }
        ManagedPolicy loose =
                new ManagedPolicy(desired.name(), desired.path(), desired.document(), new TreeSet<>(), desired.tags());
        Set<String> differing = desired.roles().isEmpty() ? Set.of() : Set.of("roles");
        return Edits.finishing(Observed.ready(loose, arn, iam.now()), desired, differing)
                .change("roles", () -> attach(arn, desired.roles()))
                .written();
    }

    private String make(ManagedPolicy desired) {
        return iam.call(
                        "CreatePolicy",
                        kind(),
                        desired.name(),
                        client -> client.createPolicy(request -> request.policyName(desired.name())
                                .path(desired.path())
                                .policyDocument(desired.document().json())
                                .tags(Iam.list(desired.tags().values()))))
                .policy()
                .arn();
    }

    @Override
    public Written update(Observed<ManagedPolicy> current, ManagedPolicy desired, Set<String> components) {
        String arn = current.id();
        return Edits.of(current, desired, components, iam.now())
                .change("document", () -> rewrite(arn, desired.document()))
                .change("roles", () -> {
                    attach(arn, without(desired.roles(), current.value().roles()));
                    detach(arn, without(current.value().roles(), desired.roles()));
                })
                .tags(
                        tags -> iam.call(
                                "TagPolicy",
                                kind(),
                                arn,
                                client -> client.tagPolicy(
                                        request -> request.policyArn(arn).tags(Iam.list(tags)))),
                        keys -> iam.call(
                                "UntagPolicy",
                                kind(),
                                arn,
                                client -> client.untagPolicy(
                                        request -> request.policyArn(arn).tagKeys(keys))))
                .written();
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    /** A new version is in force at once. IAM keeps five: the oldest goes only if there is no room. */
    private void rewrite(String arn, PolicyDocument document) {
        try {
            addVersion(arn, document);
        } catch (CloudException refusal) {
            List<String> idle =
                    refusal.category() == Category.QUOTA ? ManagedPolicies.idleVersions(iam, arn) : List.of();
            if (idle.isEmpty()) {
                throw refusal;
            }
            deleteVersion(arn, idle.get(0));
            addVersion(arn, document);
        }
    }

    private void addVersion(String arn, PolicyDocument document) {
        iam.call(
                "CreatePolicyVersion",
                kind(),
                arn,
                client -> client.createPolicyVersion(request ->
                        request.policyArn(arn).policyDocument(document.json()).setAsDefault(true)));
    }

    private void deleteVersion(String arn, String version) {
        iam.takeAway(
                "DeletePolicyVersion",
                kind(),
                arn,
                client -> client.deletePolicyVersion(
                        request -> request.policyArn(arn).versionId(version)));
    }

    /** IAM deletes no policy that is attached or has idle versions; what is not known is asked for only if it refuses. */
    @Override
    protected Written deleteOne(Observed<ManagedPolicy> doomed) {
        String arn = doomed.id();
        return goneAfter(doomed, () -> {
            detach(arn, doomed.value().roles());
            try {
                deleteBare(arn);
            } catch (CloudException refusal) {
                if (refusal.category() != Category.DEPENDENCY) {
                    throw refusal;
                }
                detach(arn, ManagedPolicies.roles(iam, arn));
                ManagedPolicies.idleVersions(iam, arn).forEach(version -> deleteVersion(arn, version));
                deleteBare(arn);
            }
        });
    }

    private void deleteBare(String arn) {
        iam.call("DeletePolicy", kind(), arn, client -> client.deletePolicy(request -> request.policyArn(arn)));
    }

    private void attach(String arn, Collection<String> roles) {
        roles.forEach(role -> iam.call(
                "AttachRolePolicy",
                kind(),
                arn + " to role " + role,
                client -> client.attachRolePolicy(
                        request -> request.roleName(role).policyArn(arn))));
    }

    /** A role that is gone has taken its attachments with it. */
    private void detach(String arn, Collection<String> roles) {
        roles.forEach(role -> iam.takeAway(
                "DetachRolePolicy",
                kind(),
                arn + " from role " + role,
                client -> client.detachRolePolicy(
                        request -> request.roleName(role).policyArn(arn))));
    }

    @Override
    public Optional<Observed<ManagedPolicy>> readById(String id) {
        return ManagedPolicies.whole(iam, id);
    }

    @Override
    public Set<String> details() {
        return ManagedPolicies.DETAILS;
    }

    @Override
    public Observed<ManagedPolicy> readDetails(Observed<ManagedPolicy> listed) {
        return ManagedPolicies.whole(iam, listed.id()).orElse(listed);
    }

    @Override
    public Observed<ManagedPolicy> readParts(Observed<ManagedPolicy> known) {
        return ManagedPolicies.again(iam, known).orElse(known);
    }
}
