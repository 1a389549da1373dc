package io.stockade.sandbox.secrets;

import io.stockade.sandbox.secrets.StoredSecret.Details;
import io.stockade.sandbox.secrets.StoredSecret.Replica;
import io.stockade.sandbox.secrets.StoredSecret.Replication;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Timetable;
import io.stockade.sandbox.world.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.ReplicationStatusType;

/** Secrets in other regions that follow their primary (user guide, "Multi-Region secrets"). */
final class Replicas {
    private static final String IN_SYNC = "InSync";
    private static final String IN_PROGRESS = "InProgress";
    private static final String FAILED = "Failed";
    private static final String REPLICATE = "secretsmanager:replicate";
    private static final Duration FIRST_COPY = Duration.ofSeconds(5);

    private Replicas() {}

    static void register(Timetable timetable) {
        timetable.add(REPLICATE, Replicas::arrive);
    }

    /** The secret with replicas to come. */
    static StoredSecret plan(Call call, StoredSecret secret, List<ReplicaRegionType> regions, boolean overwrite) {
        Replication replication = secret.replication();
        for (ReplicaRegionType wanted : regions) {
            String region = String.valueOf(wanted.region());
            if (region.equals(call.region()) || replication.replicas().containsKey(region)) {
                throw SecretErrors.invalidParameter("Invalid replica region.");
            }
            String key = wanted.kmsKeyId() == null ? "" : wanted.kmsKeyId();
            boolean taken = !overwrite
                    && in(call, region).find(StoredSecret.TABLE, secret.name()).isPresent();
            Replica replica = taken
                    ? new Replica(
                            key,
                            FAILED,
                            "Replication failed: Secret name " + secret.name() + " already exists in region " + region
                                    + ".")
                    : new Replica(key, IN_PROGRESS, "");
            replication = replication.with(region, replica);
        }
        call.laterOnce(FIRST_COPY, REPLICATE, secret.name());
        return secret.with(replication);
    }

    private static void arrive(Call call, String name) {
        Optional<StoredSecret> found = call.find(StoredSecret.TABLE, name);
        if (found.isEmpty()) {
            return;
        }
        StoredSecret secret = found.get();
        Replication replication = secret.replication();
        for (var replica : secret.replication().replicas().entrySet()) {
            if (replica.getValue().status().equals(IN_PROGRESS)) {
                replication = replication.with(
                        replica.getKey(), new Replica(replica.getValue().kmsKey(), IN_SYNC, ""));
            }
        }
        StoredSecret arrived = secret.with(replication);
        call.put(StoredSecret.TABLE, name, arrived);
        follow(call, arrived);
    }

    /** Has all replicas be like their primary. */
    static void follow(Call call, StoredSecret primary) {
        primary.replication().replicas().forEach((region, replica) -> {
            if (replica.status().equals(IN_SYNC)) {
                copy(call, primary, in(call, region), replica);
            }
        });
    }

    private static void copy(Call call, StoredSecret primary, Call there, Replica replica) {
        String suffix =
                primary.arn().substring(Vault.arn(call.scope(), primary.name()).length());
        StoredSecret copy = new StoredSecret(
                Vault.arn(there.scope(), primary.name()) + suffix,
                primary.name(),
                primary.created(),
                primary.changed(),
                primary.deleted(),
                new Details(
                        primary.details().description(),
                        replica.kmsKey(),
                        primary.details().policy()),
                primary.tags(),
                new Replication(call.region(), new TreeMap<>()),
                Rotation.NONE);
        there.put(StoredSecret.TABLE, copy.name(), copy);
        List<StoredVersion> versions = Vault.versions(call, primary);
        Set<String> ids = versions.stream().map(StoredVersion::id).collect(Collectors.toSet());
        for (StoredVersion old : Vault.versions(there, copy)) {
            if (!ids.contains(old.id())) {
                there.remove(StoredVersion.TABLE, old.key());
            }
        }
        versions.forEach(version -> Vault.put(there, version.under(replica.kmsKey())));
    }

    /** Deletes a replica, at once, and the secret without it. */
    static StoredSecret drop(Call call, StoredSecret primary, String region) {
        if (!primary.replication().replicas().containsKey(region)) {
            throw SecretErrors.invalidParameter("The secret has no replica in region " + region + ".");
        }
        Call there = in(call, region);
        there.find(StoredSecret.TABLE, primary.name())
                .filter(replica -> replica.replication().primary().equals(call.region()))
                .ifPresent(replica -> Vault.remove(there, replica));
        return primary.with(primary.replication().with(region, null));
    }

    static List<ReplicationStatusType> statuses(StoredSecret secret) {
        return secret.replication().replicas().entrySet().stream()
                .map(replica -> ReplicationStatusType.builder()
                        .region(replica.getKey())
                        .kmsKeyId(
                                replica.getValue().kmsKey().isEmpty()
                                        ? "alias/aws/secretsmanager"
                                        : replica.getValue().kmsKey())
                        .status(replica.getValue().status())
                        .statusMessage(replica.getValue().message())
                        .build())
                .toList();
    }

    private static Call in(Call call, String region) {
        return call.in(new Scope(call.account(), region));
    }
}
