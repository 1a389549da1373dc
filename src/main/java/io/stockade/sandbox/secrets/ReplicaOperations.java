package io.stockade.sandbox.secrets;

import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import software.amazon.awssdk.services.secretsmanager.model.RemoveRegionsFromReplicationRequest;
import software.amazon.awssdk.services.secretsmanager.model.RemoveRegionsFromReplicationResponse;
import software.amazon.awssdk.services.secretsmanager.model.ReplicateSecretToRegionsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ReplicateSecretToRegionsResponse;

/** Gives secrets replicas in other regions, and takes them away. */
final class ReplicaOperations {
    private ReplicaOperations() {}

    static void register(Operations operations) {
        operations
                .add(ReplicateSecretToRegionsRequest.class, ReplicaOperations::replicate)
                .add(RemoveRegionsFromReplicationRequest.class, ReplicaOperations::remove);
    }

    private static ReplicateSecretToRegionsResponse replicate(Call call, ReplicateSecretToRegionsRequest request) {
        StoredSecret secret = Replicas.plan(
                call,
                Vault.requireOwn(call, request.secretId()),
                request.addReplicaRegions(),
                Boolean.TRUE.equals(request.forceOverwriteReplicaSecret()));
        Vault.save(call, secret);
        return ReplicateSecretToRegionsResponse.builder()
                .arn(secret.arn())
                .replicationStatus(Replicas.statuses(secret))
                .build();
    }

    private static RemoveRegionsFromReplicationResponse remove(Call call, RemoveRegionsFromReplicationRequest request) {
        StoredSecret secret = Vault.requireOwn(call, request.secretId());
        for (String region : request.removeReplicaRegions()) {
            secret = Replicas.drop(call, secret, region);
        }
        Vault.save(call, secret);
        return RemoveRegionsFromReplicationResponse.builder()
                .arn(secret.arn())
                .replicationStatus(Replicas.statuses(secret))
                .build();
    }
}
