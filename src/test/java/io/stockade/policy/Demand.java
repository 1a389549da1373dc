package io.stockade.policy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One question that AWS puts to IAM about a call; it asks one for every thing that the call is about.
 *
 * @param action IAM's, such as {@code ec2:CreateSubnet}
 * @param arn of the thing
 * @param context what conditions can ask about, by key
 */
record Demand(String action, String arn, Map<String, List<String>> context) {
    Demand(String action, String arn) {
        this(action, arn, Map.of());
    }

    Demand with(String key, String... values) {
        Map<String, List<String>> more = new LinkedHashMap<>(context);
        more.put(key, List.of(values));
        return new Demand(action, arn, more);
    }

    /** On something that has these tags. */
    Demand of(Map<String, String> tags) {
        return prefixed("aws:ResourceTag/", tags);
    }

    /** In a request that puts these tags on. */
    Demand tagging(Map<String, String> tags) {
        return prefixed("aws:RequestTag/", tags);
    }

    /** In a request that takes tags off, by their keys. */
    Demand untagging(Collection<String> keys) {
        return with("aws:TagKeys", keys.toArray(String[]::new));
    }

    private Demand prefixed(String prefix, Map<String, String> tags) {
        Map<String, List<String>> more = new LinkedHashMap<>(context);
        tags.forEach((key, value) -> more.put(prefix + key, List.of(value)));
        return new Demand(action, arn, more);
    }
}
