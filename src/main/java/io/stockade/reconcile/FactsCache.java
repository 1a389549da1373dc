package io.stockade.reconcile;

import io.stockade.blueprint.Questions;
import io.stockade.cloud.Cloud;
import io.stockade.cloud.CloudException;
import io.stockade.graph.RegionFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is true of regions, asked again every hour. Where AWS doesn't answer then, the last answer stands: zones and
 * offerings hardly change, and a stack must not depend on them every minute.
 */
final class FactsCache {
    private static final Duration AGE = Duration.ofHours(1);

    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();

    private record Key(Cloud cloud, Questions questions) {}

    private record Entry(RegionFacts facts, Instant readAt) {}

    /**
     * The facts that a stack needs.
     *
     * @throws CloudException if they were never read, and cannot be
     */
    RegionFacts facts(Cloud cloud, Questions questions, Instant now) {
        Key key = new Key(cloud, questions);
        Entry known = entries.get(key);
        if (known != null && known.readAt.plus(AGE).isAfter(now)) {
            return known.facts;
        }
        try {
            RegionFacts facts = cloud.facts(questions.instanceTypes(), questions.services(), questions.prefixLists());
            entries.put(key, new Entry(facts, now));
            return facts;
        } catch (CloudException failure) {
            if (known == null) {
                throw failure;
            }
            return known.facts;
        }
    }
}
