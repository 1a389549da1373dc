package io.stockade.sandbox.secrets;

import io.stockade.sandbox.world.Table;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A version of a secret.
 *
 * @param stages its staging labels; a version without is deprecated
 * @param sealed its value, encrypted; empty while a rotation has begun it and not given it one
 * @param binary whether the value is bytes and not text
 */
record StoredVersion(
        String secret,
        String id,
        SortedSet<String> stages,
        String sealed,
        boolean binary,
        String kmsKey,
        Instant created) {

    static final Table<StoredVersion> TABLE = new Table<>("secret-version", StoredVersion.class, StoredVersion::secret);

    /** One that a rotation has begun. */
    static StoredVersion begun(StoredSecret secret, String id, Instant now) {
        return new StoredVersion(
                secret.name(), id, new TreeSet<>(), "", false, secret.details().kmsKey(), now);
    }

    String key() {
        return secret + "|" + id;
    }

    boolean hasValue() {
        return !sealed.isEmpty();
    }

    StoredVersion with(String stage) {
        SortedSet<String> more = new TreeSet<>(stages);
        more.add(stage);
        return new StoredVersion(secret, id, more, sealed, binary, kmsKey, created);
    }

    StoredVersion without(String stage) {
        SortedSet<String> fewer = new TreeSet<>(stages);
        fewer.remove(stage);
        return new StoredVersion(secret, id, fewer, sealed, binary, kmsKey, created);
    }

    StoredVersion holding(String newlySealed, boolean bytes) {
        return new StoredVersion(secret, id, stages, newlySealed, bytes, kmsKey, created);
    }

    StoredVersion under(String otherKey) {
        return new StoredVersion(secret, id, stages, sealed, binary, otherKey, created);
    }
}
