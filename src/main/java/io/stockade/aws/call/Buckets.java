package io.stockade.aws.call;

import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** All token buckets of this process: one per account, region and action or group of actions, as AWS keeps them. */
public final class Buckets {
    private final BucketSizes sizes;
    private final ConcurrentMap<Key, Bucket> buckets = new ConcurrentHashMap<>();

    public Buckets(BucketSizes sizes) {
        this.sizes = sizes;
    }

    private record Key(String account, String region, String slot) {}

    /** @param slot what the action is counted as */
    Bucket of(String account, String region, String slot, Instant now) {
        return buckets.computeIfAbsent(new Key(account, region, slot), key -> new Bucket(sizes.of(key.slot()), now));
    }
}
