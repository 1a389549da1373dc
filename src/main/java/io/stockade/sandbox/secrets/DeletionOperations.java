package io.stockade.sandbox.secrets;

import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretResponse;

/** Deletes secrets after a window in which they can be restored, or without one. */
final class DeletionOperations {
    private static final String DELETE = "secretsmanager:delete";
    private static final long SHORTEST_WINDOW = 7;
    private static final long LONGEST_WINDOW = 30;

    /** API reference, DeleteSecret: without recovery there "might be a short delay". */
    private static final Duration SHORT_DELAY = Duration.ofSeconds(5);

    private DeletionOperations() {}

    static void register(Operations operations, Timetable timetable) {
        operations
                .add(DeleteSecretRequest.class, DeletionOperations::delete)
                .add(RestoreSecretRequest.class, DeletionOperations::restore);
        timetable.add(DELETE, DeletionOperations::end);
    }

    private static DeleteSecretResponse delete(Call call, DeleteSecretRequest request) {
        boolean force = Boolean.TRUE.equals(request.forceDeleteWithoutRecovery());
        Duration window = window(request, force);
        Optional<StoredSecret> found = Vault.find(call, request.secretId());
        if (found.isEmpty() && force) {
            // API reference: forcibly deleting what is not there is no error.
            return DeleteSecretResponse.builder()
                    .arn(Vault.newArn(call, String.valueOf(request.secretId())))
                    .name(request.secretId())
                    .deletionDate(call.now())
                    .build();
        }
        StoredSecret secret = Vault.own(
                force ? Vault.require(call, request.secretId()) : Vault.requireLive(call, request.secretId()));
        if (!secret.replication().replicas().isEmpty()) {
            throw SecretErrors.invalidParameter("You can't delete secret " + secret.name()
                    + " that still has replica regions "
                    + secret.replication().replicas().keySet());
        }
        Instant end = call.now().plus(window);
        Vault.save(call, secret.deletedAt(end));
        call.later(window, DELETE, secret.name());
        return DeleteSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .deletionDate(end)
                .build();
    }

    private static Duration window(DeleteSecretRequest request, boolean force) {
        Long days = request.recoveryWindowInDays();
        if (force) {
            if (days != null) {
                throw SecretErrors.invalidParameter(
                        "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
            }
            return SHORT_DELAY;
        }
        long window = Objects.requireNonNullElse(days, LONGEST_WINDOW);
        if (window < SHORTEST_WINDOW || window > LONGEST_WINDOW) {
            throw SecretErrors.invalidParameter(
                    "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        }
        return Duration.ofDays(window);
    }

    /** A secret that was restored has another end, or none. */
    private static void end(Call call, String name) {
        call.find(StoredSecret.TABLE, name)
                .filter(secret -> call.now().equals(secret.deleted()))
                .ifPresent(secret -> Vault.remove(call, secret));
    }

    private static RestoreSecretResponse restore(Call call, RestoreSecretRequest request) {
        StoredSecret secret = Vault.own(Vault.require(call, request.secretId()));
        Vault.save(call, secret.deletedAt(null));
        return RestoreSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .build();
    }
}
