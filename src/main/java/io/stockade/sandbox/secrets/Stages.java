package io.stockade.sandbox.secrets;

import io.stockade.sandbox.service.Call;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Staging labels: each is on one version at most. */
final class Stages {
    static final String CURRENT = "AWSCURRENT";
    static final String PENDING = "AWSPENDING";
    static final String PREVIOUS = "AWSPREVIOUS";

    /** User guide, "Quotas": labels on all versions of a secret. */
    private static final int MOST = 20;

    /** User guide, "Quotas": versions without labels go when there are more than this, and never on their first day. */
    private static final int VERSIONS_KEPT = 100;

    private static final Duration FIRST_DAY = Duration.ofHours(24);

    private Stages() {}

    static Optional<StoredVersion> holder(Call call, StoredSecret secret, String stage) {
        return Vault.versions(call, secret).stream()
                .filter(version -> version.stages().contains(stage))
                .findFirst();
    }

    /**
     * Puts a label on a version, off the one that had it. With AWSCURRENT goes AWSPREVIOUS, to the version that was
     * current (API reference, UpdateSecretVersionStage).
     */
    static void move(Call call, StoredSecret secret, String stage, String versionId) {
        Optional<StoredVersion> before = holder(call, secret, stage);
        if (before.isPresent() && before.get().id().equals(versionId)) {
            return;
        }
        before.ifPresent(version -> Vault.put(call, version.without(stage)));
        Vault.version(call, secret, versionId).ifPresent(version -> Vault.put(call, version.with(stage)));
        if (stage.equals(CURRENT) && before.isPresent()) {
            move(call, secret, PREVIOUS, before.get().id());
        }
        if (Vault.versions(call, secret).stream()
                        .mapToInt(version -> version.stages().size())
                        .sum()
                > MOST) {
            throw SecretErrors.limitExceeded("A secret can have at most " + MOST + " staging labels.");
        }
    }

    /** Keeps a version, with or without a value, as the one that is being made. */
    static void begin(Call call, StoredSecret secret, StoredVersion version) {
        holder(call, secret, PENDING)
                .filter(before -> !before.id().equals(version.id()))
                .ifPresent(before -> Vault.put(call, before.without(PENDING)));
        Vault.put(call, version.with(PENDING));
    }

    /** Whether AWSPENDING is on a version that is not the current one: a rotation that has not come to its end. */
    static Optional<StoredVersion> unfinished(Call call, StoredSecret secret) {
        return holder(call, secret, PENDING).filter(version -> !version.stages().contains(CURRENT));
    }

    /** Deletes deprecated versions, the oldest first. */
    static void trim(Call call, StoredSecret secret) {
        List<StoredVersion> versions = Vault.versions(call, secret);
        versions.stream()
                .filter(version -> version.stages().isEmpty())
                .filter(version -> version.created().isBefore(call.now().minus(FIRST_DAY)))
                .sorted(Comparator.comparing(StoredVersion::created))
                .limit(Math.max(0, versions.size() - VERSIONS_KEPT))
                .forEach(version -> call.remove(StoredVersion.TABLE, version.key()));
    }
}
