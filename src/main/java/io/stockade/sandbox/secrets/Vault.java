package io.stockade.sandbox.secrets;

import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.world.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Secrets and their versions as all operations find and keep them. */
final class Vault {
    private static final int SUFFIX = 7;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private Vault() {}

    /** A secret by its name, its ARN, or its ARN without the last seven characters. */
    static Optional<StoredSecret> find(Call call, @Nullable String id) {
        String given = String.valueOf(id);
        if (!given.startsWith("arn:")) {
            return call.find(StoredSecret.TABLE, given);
        }
        String[] parts = given.split(":", 7);
        if (parts.length < 7) {
            return Optional.empty();
        }
        String last = parts[6];
        Optional<StoredSecret> whole = call.find(
                        StoredSecret.TABLE, last.substring(0, Math.max(0, last.length() - SUFFIX)))
                .filter(secret -> secret.arn().equals(given));
        return whole.isPresent()
                ? whole
                : call.find(StoredSecret.TABLE, last)
                        .filter(secret -> secret.arn().startsWith(given));
    }

    static StoredSecret require(Call call, @Nullable String id) {
        call.touch(String.valueOf(id));
        return find(call, id).orElseThrow(SecretErrors::notFound);
    }

    /** One that is not about to be deleted. */
    static StoredSecret requireLive(Call call, @Nullable String id) {
        StoredSecret secret = require(call, id);
        if (secret.deleted() != null) {
            throw SecretErrors.invalidRequest(
                    "You can't perform this operation on the secret because it was marked for deletion.");
        }
        return secret;
    }

    /** One that is no replica either: those are changed where their primary is. */
    static StoredSecret requireOwn(Call call, @Nullable String id) {
        return own(requireLive(call, id));
    }

    static StoredSecret own(StoredSecret secret) {
        if (!secret.replication().primary().isEmpty()) {
            throw SecretErrors.invalidParameter(
                    "Operation not permitted on a replica secret. Call must be made in" + " primary secret's region.");
        }
        return secret;
    }

    /** Keeps a secret that was changed, here and in its replicas. */
    static void save(Call call, StoredSecret secret) {
        StoredSecret changed = secret.changedAt(call.now());
        call.put(StoredSecret.TABLE, changed.name(), changed);
        Replicas.follow(call, changed);
    }

    /** Keeps what users can't see of it: nothing of the secret itself was changed. */
    static void keep(Call call, StoredSecret secret) {
        call.put(StoredSecret.TABLE, secret.name(), secret);
    }

    static void remove(Call call, StoredSecret secret) {
        versions(call, secret).forEach(version -> call.remove(StoredVersion.TABLE, version.key()));
        call.remove(StoredSecret.TABLE, secret.name());
    }

    static List<StoredVersion> versions(Call call, StoredSecret secret) {
        return call.children(StoredVersion.TABLE, secret.name());
    }

    static Optional<StoredVersion> version(Call call, StoredSecret secret, @Nullable String id) {
        return call.find(StoredVersion.TABLE, secret.name() + "|" + id);
    }

    /** Keeps a version, or lets one go that never had a value and has no label any more. */
    static void put(Call call, StoredVersion version) {
        if (version.hasValue() || !version.stages().isEmpty()) {
            call.put(StoredVersion.TABLE, version.key(), version);
        } else {
            call.remove(StoredVersion.TABLE, version.key());
        }
    }

    /** AWS adds a hyphen and six characters, so that a secret of the same name made later is another. */
    static String newArn(Call call, String name) {
        long drawn = Long.parseUnsignedLong(call.hexadecimal(call.nextNumber()), 16);
        StringBuilder arn = new StringBuilder(arn(call.scope(), name)).append('-');
        for (int place = 0; place < SUFFIX - 1; place++) {
            arn.append(LETTERS.charAt((int) Long.remainderUnsigned(drawn, LETTERS.length())));
            drawn = Long.divideUnsigned(drawn, LETTERS.length());
        }
        return arn.toString();
    }

    static String arn(Scope scope, String name) {
        return "arn:" + scope.partition() + ":secretsmanager:" + scope.region() + ":" + scope.account() + ":secret:"
                + name;
    }

    /** The token of a request, which becomes the version's id; without one a new id. An empty one is too short. */
    static String token(Call call, @Nullable String given) {
        if (given == null) {
            String digits = call.hexadecimal(call.nextNumber()) + call.hexadecimal(call.nextNumber());
            return String.format(
                    Locale.ROOT,
                    "%s-%s-%s-%s-%s",
                    digits.substring(0, 8),
                    digits.substring(8, 12),
                    digits.substring(12, 16),
                    digits.substring(16, 20),
                    digits.substring(20));
        }
        if (given.length() < 32 || given.length() > 64) {
            throw SecretErrors.invalidParameter("ClientRequestToken must be 32-64 characters long.");
        }
        return given;
    }
}
