package io.stockade.aws.secretsmanager;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.Ownership;
import io.stockade.aws.call.SingleDriver;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.Component;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Secret;
import io.stockade.graph.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ReplicationStatusType;

/**
 * Writes secrets, and never a value: they are made empty. Their name is their natural key in the account and region, for
 * as long as a deleted one can be restored too.
 */
final class SecretDriver extends SingleDriver<Secret> {
    private final SecretCalls secrets;

    SecretDriver(SecretCalls secrets) {
        this.secrets = secrets;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.SECRET;
    }

    @Override
    protected Written createOne(Creation<Secret> creation) {
        Secret desired = creation.desired();
        CreateSecretResponse made;
        try {
            made = make(desired, creation.token());
        } catch (CloudException refusal) {
            return Written.now(Ownership.claim(creation, refusal, () -> Secrets.find(secrets, desired.name())));
        }
        Secret tagged = Component.with(desired, "tags", Tags.of(RecoveryWindow.tags(desired)));
        Secret bare = Component.with(tagged, Secrets.POLICY, PolicyDocument.NONE);
        Set<String> differing = desired.policy().equals(PolicyDocument.NONE) ? Set.of() : Set.of(Secrets.POLICY);
        String arn = made.arn();
        Observed<Secret> alone = Observed.ready(bare, arn, secrets.now());
        return Edits.finishing(copied(alone, desired, made.replicationStatus()), desired, differing)
                .change(Secrets.POLICY, () -> policy(arn, desired.policy()))
                .written();
    }

    private CreateSecretResponse make(Secret desired, String token) {
        return call(
                "CreateSecret",
                desired.name(),
                client -> client.createSecret(request -> request.name(desired.name())
                        .clientRequestToken(token)
                        .description(orNull(desired.description()))
                        .kmsKeyId(orNull(desired.kmsKey()))
                        .addReplicaRegions(ReplicaRegions.wanted(desired.replicas()))
                        .tags(SecretCalls.list(RecoveryWindow.tags(desired)))));
    }

    /** @param answered what AWS said of the copies when they were asked for */
    private static Observed<Secret> copied(
            Observed<Secret> secret, Secret desired, List<ReplicationStatusType> answered) {
        return ReplicaRegions.awaiting(secret, ReplicaRegions.unsure(desired.replicas(), answered));
    }

    /** What is deleted takes no other change; then what lets others in goes before what may fail for want of a key. */
    @Override
    public Written update(Observed<Secret> current, Secret desired, Set<String> components) {
        String arn = current.id();
        List<ReplicationStatusType> answered = new ArrayList<>();
        Map<String, String> window = Map.of(Owner.RECOVERY_TAG, String.valueOf(desired.recoveryWindowDays()));
        return Edits.of(current, desired, components, secrets.now())
                .change("scheduledForDeletion", () -> restore(arn))
                .reviving("scheduledForDeletion")
                .change(Secrets.POLICY, () -> policy(arn, desired.policy()))
                .change("recoveryWindowDays", () -> tag(arn, window))
                .entails("recoveryWindowDays", "tags", current.tags().with(window))
                .tags(tags -> tag(arn, tags), keys -> takeOff(arn, keys))
                .change(Set.of("description", "kmsKey"), () -> describe(arn, desired, components))
                .change(
                        Secrets.REPLICAS,
                        () -> answered.addAll(replicas(arn, current.value().replicas(), desired.replicas())))
                .judged(Secrets.REPLICAS, now -> copied(now.withLifecycle(Lifecycle.READY, ""), desired, answered))
                .written();
    }

    private void restore(String arn) {
        call("RestoreSecret", arn, client -> client.restoreSecret(request -> request.secretId(arn)));
    }

    /** AWS refuses one that lets everybody in. */
    private void policy(String arn, PolicyDocument policy) {
        if (policy.equals(PolicyDocument.NONE)) {
            call("DeleteResourcePolicy", arn, client -> client.deleteResourcePolicy(request -> request.secretId(arn)));
            return;
        }
        call(
                "PutResourcePolicy",
                arn,
                client -> client.putResourcePolicy(request ->
                        request.secretId(arn).resourcePolicy(policy.json()).blockPublicPolicy(true)));
    }

    private void tag(String arn, Map<String, String> tags) {
        call(
                "TagResource",
                arn,
                client -> client.tagResource(request -> request.secretId(arn).tags(SecretCalls.list(tags))));
    }

    private void takeOff(String arn, Collection<String> keys) {
        call(
                "UntagResource",
                arn,
                client -> client.untagResource(request -> request.secretId(arn).tagKeys(keys)));
    }

    /** What is left out stays; no key is written as an empty one. */
    private void describe(String arn, Secret desired, Set<String> components) {
        call(
                "UpdateSecret",
                arn,
                client -> client.updateSecret(request -> {
                    request.secretId(arn);
                    if (components.contains("description")) {
                        request.description(desired.description());
                    }
                    if (components.contains("kmsKey")) {
                        request.kmsKeyId(desired.kmsKey());
                    }
                }));
    }

    /**
     * A region holds one replica, so the old one has to go before one with another key can come.
     *
     * @return how far AWS is with those that are there then
     */
    private List<ReplicationStatusType> replicas(String arn, SortedSet<String> current, SortedSet<String> wanted) {
        List<String> missing = ReplicaRegions.without(wanted, current);
        List<ReplicationStatusType> left = removeReplicas(arn, ReplicaRegions.without(current, wanted));
        if (missing.isEmpty()) {
            return left;
        }
        return call(
                        "ReplicateSecretToRegions",
                        arn,
                        client -> client.replicateSecretToRegions(
                                request -> request.secretId(arn).addReplicaRegions(ReplicaRegions.wanted(missing))))
                .replicationStatus();
    }

    private List<ReplicationStatusType> removeReplicas(String arn, Collection<String> replicas) {
        if (replicas.isEmpty()) {
            return List.of();
        }
        return call(
                        "RemoveRegionsFromReplication",
                        arn,
                        client -> client.removeRegionsFromReplication(request ->
                                request.secretId(arn).removeReplicaRegions(ReplicaRegions.regions(replicas))))
                .replicationStatus();
    }

    /**
     * AWS keeps it for as long as its tag says, and deletes none that has replicas. Those that are known go first; others
     * are asked for only if it refuses.
     */
    @Override
    protected Written deleteOne(Observed<Secret> doomed) {
        if (doomed.lifecycle() == Lifecycle.RETIRED) {
            return Written.now(doomed);
        }
        try {
            removeReplicas(doomed.id(), doomed.value().replicas());
            return retired(doomed, schedule(doomed));
        } catch (CloudException refusal) {
            if (refusal.category() == Category.NOT_FOUND) {
                return Written.gone(kind(), doomed.id());
            }
            if (refusal.category() != Category.INVALID && refusal.category() != Category.DEPENDENCY) {
                throw refusal;
            }
            return deleteAsItStands(doomed, refusal);
        }
    }

    /** Somebody may have deleted it already, or given it replicas. */
    private Written deleteAsItStands(Observed<Secret> doomed, CloudException refusal) {
        Optional<Observed<Secret>> found = Secrets.find(secrets, doomed.id());
        if (found.isEmpty()) {
            return Written.gone(kind(), doomed.id());
        }
        Observed<Secret> standing = found.get();
        if (standing.lifecycle() == Lifecycle.RETIRED) {
            return Written.now(standing);
        }
        if (standing.value().replicas().equals(doomed.value().replicas())) {
            throw refusal;
        }
        removeReplicas(doomed.id(), standing.value().replicas());
        return retired(standing, schedule(standing));
    }

    private Instant schedule(Observed<Secret> doomed) {
        long days = RecoveryWindow.forDeletion(doomed.tags());
        return call(
                        "DeleteSecret",
                        doomed.id(),
                        client -> client.deleteSecret(
                                request -> request.secretId(doomed.id()).recoveryWindowInDays(days)))
                .deletionDate();
    }

    private Written retired(Observed<Secret> doomed, Instant end) {
        Secret value = Component.with(doomed.value(), "scheduledForDeletion", true);
        Secret alone = Component.with(value, Secrets.REPLICAS, Collections.emptySortedSet());
        Observed<Secret> seen =
                Observed.ready(alone, doomed.id(), secrets.now()).withUnread(Set.of(Secrets.POLICY));
        return Written.now(Secrets.judged(seen, end));
    }

    @Override
    public Optional<Observed<Secret>> readById(String id) {
        return Secrets.find(secrets, id);
    }

    @Override
    public Set<String> details() {
        return Secrets.DETAILS;
    }

    @Override
    public Observed<Secret> readDetails(Observed<Secret> listed) {
        return Secrets.detailed(secrets, listed);
    }

    private <T> T call(String action, String id, Function<SecretsManagerClient, T> call) {
        return secrets.call(action, kind(), id, call);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
