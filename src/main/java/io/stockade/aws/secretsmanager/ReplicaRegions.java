package io.stockade.aws.secretsmanager;

import io.stockade.graph.KmsKey;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Scope;
import io.stockade.graph.Secret;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.ReplicationStatusType;
import software.amazon.awssdk.services.secretsmanager.model.StatusType;

/** The regions that keep a copy of a secret, as texts: {@code region}, or {@code region=key} where it has a key. */
final class ReplicaRegions {
    /** One that did not come about is not the one that is wanted; it goes, and is made again. */
    private static final String FAILED = " (failed)";

    private ReplicaRegions() {}

    /** @param scope of the secret itself */
    static SortedSet<String> seen(List<ReplicationStatusType> replicas, Scope scope) {
        SortedSet<String> seen = new TreeSet<>();
        for (ReplicationStatusType replica : replicas) {
            String given = replica.kmsKeyId() == null ? "" : replica.kmsKeyId();
            String key = KmsKey.canonical(given, new Scope(scope.partition(), scope.account(), replica.region()));
            String text = key.isEmpty() ? replica.region() : replica.region() + "=" + key;
            seen.add(replica.status() == StatusType.FAILED ? text + FAILED : text);
        }
        return seen;
    }

    /** Those of which AWS says that it is still copying to them. */
    static List<String> coming(List<ReplicationStatusType> replicas) {
        return replicas.stream()
                .filter(replica -> replica.status() == StatusType.IN_PROGRESS)
                .map(ReplicationStatusType::region)
                .toList();
    }

    /** Those of the wanted that an answer to a write doesn't say are there: each is looked at once more. */
    static List<String> unsure(Collection<String> wanted, List<ReplicationStatusType> answered) {
        List<String> there = answered.stream()
                .filter(replica -> replica.status() == StatusType.IN_SYNC)
                .map(ReplicationStatusType::region)
                .toList();
        return without(regions(wanted), there);
    }

    /** A secret works without the copies that are still to come. */
    static Observed<Secret> awaiting(Observed<Secret> secret, List<String> regions) {
        return regions.isEmpty()
                ? secret
                : secret.withLifecycle(
                        Lifecycle.COMPLETING, "AWS is still copying it to " + String.join(", ", regions));
    }

    /** What is in the one and not in the other. */
    static List<String> without(Collection<String> one, Collection<String> other) {
        List<String> rest = new ArrayList<>(one);
        rest.removeAll(other);
        return rest;
    }

    static List<String> regions(Collection<String> replicas) {
        return replicas.stream().map(ReplicaRegions::region).toList();
    }

    static List<ReplicaRegionType> wanted(Collection<String> replicas) {
        return replicas.stream()
                .map(replica -> ReplicaRegionType.builder()
                        .region(region(replica))
                        .kmsKeyId(replica.contains("=") ? replica.substring(replica.indexOf('=') + 1) : null)
                        .build())
                .toList();
    }

    private static String region(String replica) {
        return replica.replace(FAILED, "").replaceFirst("=.*", "");
    }
}
