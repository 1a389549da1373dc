package io.stockade.sandbox.secrets;

import io.stockade.sandbox.secrets.StoredSecret.Details;
import io.stockade.sandbox.secrets.StoredSecret.Replication;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretResponse;

/** Secrets themselves: made, described, changed. */
final class SecretOperations {
    private static final String NAME = "[A-Za-z0-9/_+=.@-]{1,512}";
    private static final int LONGEST_DESCRIPTION = 2_048;
    private static final String MANAGED_KEY = "alias/aws/secretsmanager";

    private final RotationClock clock;

    private SecretOperations(RotationClock clock) {
        this.clock = clock;
    }

    static void register(Operations operations, RotationClock clock) {
        SecretOperations secrets = new SecretOperations(clock);
        operations
                .add(CreateSecretRequest.class, SecretOperations::create)
                .add(DescribeSecretRequest.class, SecretOperations::describe)
                .add(UpdateSecretRequest.class, secrets::update);
    }

    private static CreateSecretResponse create(Call call, CreateSecretRequest request) {
        String name = String.valueOf(request.name());
        if (!name.matches(NAME)) {
            throw SecretErrors.invalidParameter("Invalid name. Must be a valid name containing alphanumeric characters,"
                    + " or any of the following: -/_+=.@!");
        }
        call.touch(name);
        Optional<Value> value = Value.of(request.secretString(), request.secretBinary());
        String token = Vault.token(call, request.clientRequestToken());
        Optional<StoredSecret> before = call.find(StoredSecret.TABLE, name);
        if (before.isPresent()) {
            return again(call, before.get(), token, value);
        }
        SortedMap<String, String> tags = TagOperations.checked(call, new TreeMap<>(), request.tags());
        StoredSecret secret = new StoredSecret(
                Vault.newArn(call, name),
                name,
                call.now(),
                call.now(),
                null,
                new Details(description(request.description()), key(request.kmsKeyId()), ""),
                tags,
                Replication.NONE,
                Rotation.NONE);
        if (request.hasAddReplicaRegions()) {
            secret = Replicas.plan(
                    call,
                    secret,
                    request.addReplicaRegions(),
                    Boolean.TRUE.equals(request.forceOverwriteReplicaSecret()));
        }
        Vault.save(call, secret);
        if (value.isPresent()) {
            VersionOperations.add(call, secret, token, value.get());
            Stages.move(call, secret, Stages.CURRENT, token);
        }
        return created(secret, value.isPresent() ? token : null);
    }

    /** API reference, ClientRequestToken: the same token with the same value is the same request. */
    private static CreateSecretResponse again(Call call, StoredSecret secret, String token, Optional<Value> value) {
        if (secret.deleted() != null) {
            throw SecretErrors.invalidRequest(
                    "You can't create this secret because a secret with this name is already scheduled for deletion.");
        }
        Optional<StoredVersion> version = Vault.version(call, secret, token).filter(StoredVersion::hasValue);
        if (version.isPresent() && value.isPresent() && value.get().isSameAs(Value.of(call, version.get()))) {
            return created(secret, token);
        }
        throw SecretErrors.exists("The operation failed because the secret " + secret.name() + " already exists.");
    }

    private static CreateSecretResponse created(StoredSecret secret, @Nullable String version) {
        return CreateSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versionId(version)
                .replicationStatus(Replicas.statuses(secret))
                .build();
    }

    private static DescribeSecretResponse describe(Call call, DescribeSecretRequest request) {
        StoredSecret secret = Vault.require(call, request.secretId());
        Rotation rotation = secret.rotation();
        DescribeSecretResponse.Builder response = DescribeSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .description(text(secret.details().description()))
                .kmsKeyId(text(secret.details().kmsKey()))
                .createdDate(secret.created())
                .lastChangedDate(secret.changed())
                .deletedDate(secret.deleted())
                .tags(TagOperations.tags(secret))
                .versionIdsToStages(VersionOperations.stages(call, secret))
                .primaryRegion(primaryRegion(call, secret));
        if (!secret.replication().replicas().isEmpty()) {
            response.replicationStatus(Replicas.statuses(secret));
        }
        if (!rotation.function().isEmpty()) {
            response.rotationEnabled(rotation.enabled())
                    .rotationLambdaARN(rotation.function())
                    .rotationRules(RotationOperations.rules(rotation));
        }
        if (rotation.enabled()) {
            response.lastRotatedDate(rotation.lastRotated()).nextRotationDate(rotation.nextDate());
        }
        return response.build();
    }

    private UpdateSecretResponse update(Call call, UpdateSecretRequest request) {
        StoredSecret secret = Vault.requireOwn(call, request.secretId());
        Optional<Value> value = Value.of(request.secretString(), request.secretBinary());
        String token = Vault.token(call, request.clientRequestToken());
        if (value.isPresent() && Vault.version(call, secret, token).isPresent()) {
            throw VersionOperations.tokenInUse(secret, token);
        }
        Details before = secret.details();
        String description = request.description() == null ? before.description() : description(request.description());
        String key = request.kmsKeyId() == null ? before.kmsKey() : key(request.kmsKeyId());
        StoredSecret changed = secret.with(new Details(description, key, before.policy()));
        for (StoredVersion version : Vault.versions(call, secret)) {
            if (!version.stages().isEmpty() && !version.kmsKey().equals(key)) {
                Vault.put(call, version.under(key));
            }
        }
        if (value.isPresent()) {
            VersionOperations.add(call, changed, token, value.get());
            Stages.move(call, changed, Stages.CURRENT, token);
            Stages.trim(call, changed);
            changed = clock.afterManualChange(call, changed, token);
        }
        Vault.save(call, changed);
        return UpdateSecretResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versionId(value.isPresent() ? token : null)
                .build();
    }

    /** Only of a secret that is in several regions. */
    static @Nullable String primaryRegion(Call call, StoredSecret secret) {
        if (!secret.replication().primary().isEmpty()) {
            return secret.replication().primary();
        }
        return secret.replication().replicas().isEmpty() ? null : call.region();
    }

    private static String description(@Nullable String given) {
        String description = Objects.requireNonNullElse(given, "");
        if (description.length() > LONGEST_DESCRIPTION) {
            throw SecretErrors.invalidParameter("A description has at most " + LONGEST_DESCRIPTION + " characters.");
        }
        return description;
    }

    /** AWS's own key is the one that is not named. */
    private static String key(@Nullable String given) {
        String key = Objects.requireNonNullElse(given, "");
        return key.equals(MANAGED_KEY) ? "" : key;
    }

    /** What AWS leaves out where it is empty. */
    static @Nullable String text(String text) {
        return text.isEmpty() ? null : text;
    }
}
