package io.stockade.sandbox.secrets;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

/** Values: put as new versions, read by version or label. */
final class VersionOperations {
    private static final int PAGE_SIZE = 100;

    private final RotationClock clock;

    private VersionOperations(RotationClock clock) {
        this.clock = clock;
    }

    static void register(Operations operations, RotationClock clock) {
        VersionOperations versions = new VersionOperations(clock);
        operations
                .add(PutSecretValueRequest.class, versions::put)
                .add(GetSecretValueRequest.class, VersionOperations::get)
                .add(ListSecretVersionIdsRequest.class, VersionOperations::list);
    }

    /** Gives a secret a version with a value and no new label, or one that a rotation began its value. */
    static void add(Call call, StoredSecret secret, String token, Value value) {
        StoredVersion version =
                Vault.version(call, secret, token).orElseGet(() -> StoredVersion.begun(secret, token, call.now()));
        Vault.put(call, value.sealedIn(call, version));
    }

    private PutSecretValueResponse put(Call call, PutSecretValueRequest request) {
        StoredSecret secret = Vault.requireOwn(call, request.secretId());
        Value value = Value.of(request.secretString(), request.secretBinary())
                .orElseThrow(
                        () -> SecretErrors.invalidRequest("You must provide either SecretString or SecretBinary."));
        String token = Vault.token(call, request.clientRequestToken());
        Optional<StoredVersion> before = Vault.version(call, secret, token).filter(StoredVersion::hasValue);
        if (before.isPresent()) {
            if (!value.isSameAs(Value.of(call, before.get()))) {
                throw tokenInUse(secret, token);
            }
            return put(call, secret, token);
        }
        TreeSet<String> stages = new TreeSet<>(request.versionStages());
        // API reference: the first version is the current one, whatever its labels; and so is one without any.
        if (stages.isEmpty() || Vault.versions(call, secret).stream().noneMatch(StoredVersion::hasValue)) {
            stages.add(Stages.CURRENT);
        }
        add(call, secret, token, value);
        stages.forEach(stage -> Stages.move(call, secret, stage, token));
        Stages.trim(call, secret);
        Vault.save(call, stages.contains(Stages.CURRENT) ? clock.afterManualChange(call, secret, token) : secret);
        return put(call, secret, token);
    }

    private static PutSecretValueResponse put(Call call, StoredSecret secret, String token) {
        return PutSecretValueResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versionId(token)
                .versionStages(Vault.version(call, secret, token)
                        .map(version -> List.copyOf(version.stages()))
                        .orElse(List.of()))
                .build();
    }

    static AwsError tokenInUse(StoredSecret secret, String token) {
        return SecretErrors.exists("You can't use ClientRequestToken " + token
                + " because that value is already in use for a version of secret " + secret.arn() + ".");
    }

    private static GetSecretValueResponse get(Call call, GetSecretValueRequest request) {
        StoredSecret secret = Vault.requireLive(call, request.secretId());
        StoredVersion version = wanted(call, secret, request);
        Value value = Value.of(call, version);
        return GetSecretValueResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versionId(version.id())
                .versionStages(version.stages())
                .createdDate(version.created())
                .secretString(value.text())
                .secretBinary(value.binary())
                .build();
    }

    private static StoredVersion wanted(Call call, StoredSecret secret, GetSecretValueRequest request) {
        String stage = Objects.requireNonNullElse(request.versionStage(), Stages.CURRENT);
        if (request.versionId() == null) {
            return Stages.holder(call, secret, stage)
                    .filter(StoredVersion::hasValue)
                    .orElseThrow(() -> noValue("staging label: " + stage));
        }
        StoredVersion version = Vault.version(call, secret, request.versionId())
                .filter(StoredVersion::hasValue)
                .orElseThrow(() -> noValue("VersionId: " + request.versionId()));
        if (request.versionStage() != null && !version.stages().contains(stage)) {
            throw SecretErrors.invalidRequest(
                    "You provided a VersionStage that is not associated to the provided VersionId.");
        }
        return version;
    }

    private static AwsError noValue(String by) {
        return SecretErrors.notFound("Secrets Manager can't find the specified secret value for " + by);
    }

    /** Only versions with a value; without labels only if asked for. */
    private static ListSecretVersionIdsResponse list(Call call, ListSecretVersionIdsRequest request) {
        StoredSecret secret = Vault.require(call, request.secretId());
        SortedMap<String, StoredVersion> versions = new TreeMap<>();
        Vault.versions(call, secret).forEach(version -> versions.put(version.key(), version));
        boolean deprecated = Boolean.TRUE.equals(request.includeDeprecated());
        Page<SecretVersionsListEntry> page = ListOperations.page(
                call,
                versions,
                version -> Optional.of(version)
                        .filter(StoredVersion::hasValue)
                        .filter(candidate -> deprecated || !candidate.stages().isEmpty())
                        .map(VersionOperations::entry),
                Math.min(PAGE_SIZE, Objects.requireNonNullElse(request.maxResults(), PAGE_SIZE)),
                request.nextToken());
        return ListSecretVersionIdsResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .versions(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static SecretVersionsListEntry entry(StoredVersion version) {
        return SecretVersionsListEntry.builder()
                .versionId(version.id())
                .versionStages(version.stages())
                .createdDate(version.created())
                .kmsKeyIds(version.kmsKey().isEmpty() ? "DefaultEncryptionKey" : version.kmsKey())
                .build();
    }

    /** The versions that have labels, with or without a value, and their labels. */
    static Map<String, List<String>> stages(Call call, StoredSecret secret) {
        Map<String, List<String>> stages = new TreeMap<>();
        Vault.versions(call, secret).stream()
                .filter(version -> !version.stages().isEmpty())
                .forEach(version -> stages.put(version.id(), List.copyOf(version.stages())));
        return stages;
    }
}
