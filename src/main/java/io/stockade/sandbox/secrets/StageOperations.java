package io.stockade.sandbox.secrets;

import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;

/** Moves staging labels from version to version. */
final class StageOperations {
    private StageOperations() {}

    static void register(Operations operations) {
        operations.add(UpdateSecretVersionStageRequest.class, StageOperations::update);
    }

    private static UpdateSecretVersionStageResponse update(Call call, UpdateSecretVersionStageRequest request) {
        StoredSecret secret = Vault.requireOwn(call, request.secretId());
        String stage = String.valueOf(request.versionStage());
        Optional<StoredVersion> from = requested(call, secret, request.removeFromVersionId());
        Optional<StoredVersion> to = requested(call, secret, request.moveToVersionId());
        if (to.isPresent()) {
            move(call, secret, stage, from, to.get());
        } else {
            remove(
                    call,
                    stage,
                    from.orElseThrow(() -> SecretErrors.invalidParameter(
                            "You must specify MoveToVersionId, RemoveFromVersionId, or both.")));
        }
        Vault.save(call, secret);
        return UpdateSecretVersionStageResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .build();
    }

    private static Optional<StoredVersion> requested(Call call, StoredSecret secret, @Nullable String id) {
        return id == null
                ? Optional.empty()
                : Optional.of(Vault.version(call, secret, id)
                        .orElseThrow(() -> SecretErrors.notFound(
                                "Secrets Manager can't find the specified secret version: " + id)));
    }

    /** API reference: the version that has the label must be named, and no other. */
    private static void move(
            Call call, StoredSecret secret, String stage, Optional<StoredVersion> from, StoredVersion to) {
        if (!to.hasValue()) {
            throw SecretErrors.invalidRequest("The version " + to.id() + " has no value.");
        }
        Optional<StoredVersion> holder = Stages.holder(call, secret, stage);
        if (holder.isPresent() && !holder.get().id().equals(to.id())) {
            String holding = holder.get().id();
            if (from.isEmpty()) {
                throw SecretErrors.invalidParameter("The parameter RemoveFromVersionId can't be empty. Staging label "
                        + stage + " is currently attached to version " + holding
                        + ", so you must explicitly reference that version in RemoveFromVersionId.");
            }
            if (!from.get().id().equals(holding)) {
                throw SecretErrors.invalidParameter("When you move staging label " + stage
                        + ", if you specify RemoveFromVersionId, it must be set to the version that currently has the"
                        + " staging label " + stage + ".");
            }
        }
        Stages.move(call, secret, stage, to.id());
    }

    private static void remove(Call call, String stage, StoredVersion from) {
        if (!from.stages().contains(stage)) {
            throw SecretErrors.invalidParameter(
                    "The staging label " + stage + " is not attached to version " + from.id() + ".");
        }
        if (stage.equals(Stages.CURRENT)) {
            throw SecretErrors.invalidParameter("You can only move staging label AWSCURRENT to a different secret"
                    + " version. It can't be completely removed.");
        }
        Vault.put(call, from.without(stage));
    }
}
