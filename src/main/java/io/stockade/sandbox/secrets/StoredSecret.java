package io.stockade.sandbox.secrets;

import io.stockade.sandbox.world.Table;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A secret without its versions.
 *
 * @param changed when anything of it was last changed
 * @param deleted when it is deleted for good; null while that is not planned
 */
record StoredSecret(
        String arn,
        String name,
        Instant created,
        Instant changed,
        @Nullable Instant deleted,
        Details details,
        SortedMap<String, String> tags,
        Replication replication,
        Rotation rotation) {

    static final Table<StoredSecret> TABLE = new Table<>("secret", StoredSecret.class);

    /**
     * What is said of it.
     *
     * @param kmsKey empty for {@code aws/secretsmanager}
     * @param policy its resource policy; empty for none
     */
    record Details(String description, String kmsKey, String policy) {}

    /**
     * Where else it is.
     *
     * @param primary the region of the secret that this is a replica of; empty if it is none
     * @param replicas its own replicas by region
     */
    record Replication(String primary, SortedMap<String, Replica> replicas) {
        static final Replication NONE = new Replication("", new TreeMap<>());

        Replication with(String region, @Nullable Replica replica) {
            SortedMap<String, Replica> changed = new TreeMap<>(replicas);
            if (replica == null) {
                changed.remove(region);
            } else {
                changed.put(region, replica);
            }
            return new Replication(primary, changed);
        }
    }

    /** A replica as its primary sees it. */
    record Replica(String kmsKey, String status, String message) {}

    StoredSecret changedAt(Instant now) {
        return new StoredSecret(arn, name, created, now, deleted, details, tags, replication, rotation);
    }

    StoredSecret deletedAt(@Nullable Instant end) {
        return new StoredSecret(arn, name, created, changed, end, details, tags, replication, rotation);
    }

    StoredSecret with(Details other) {
        return new StoredSecret(arn, name, created, changed, deleted, other, tags, replication, rotation);
    }

    StoredSecret with(SortedMap<String, String> otherTags) {
        return new StoredSecret(arn, name, created, changed, deleted, details, otherTags, replication, rotation);
    }

    StoredSecret with(Replication other) {
        return new StoredSecret(arn, name, created, changed, deleted, details, tags, other, rotation);
    }

    StoredSecret with(Rotation other) {
        return new StoredSecret(arn, name, created, changed, deleted, details, tags, replication, other);
    }
}
