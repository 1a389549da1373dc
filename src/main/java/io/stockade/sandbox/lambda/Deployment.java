package io.stockade.sandbox.lambda;

import io.stockade.sandbox.world.Table;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a function has beside its configuration.
 *
 * @param source where its code came from; AWS keeps a copy and does not say
 * @param tags in the order of their keys
 */
record Deployment(String function, String source, Map<String, String> tags) {
    static final Table<Deployment> TABLE = new Table<>("function-deployment", Deployment.class);

    Deployment {
        tags = new TreeMap<>(tags);
    }

    Deployment withSource(String other) {
        return new Deployment(function, other, tags);
    }

    Deployment withTags(Map<String, String> others) {
        return new Deployment(function, source, others);
    }
}
