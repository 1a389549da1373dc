package io.stockade.graph;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tags in a stable order. Of observed tags only the keys that we want are compared: others' tags are left alone. */
public record Tags(SortedMap<String, String> values) {
    public static final Tags NONE = new Tags(new TreeMap<>());

    public Tags {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public static Tags of(Map<String, String> values) {
        return new Tags(new TreeMap<>(values));
    }

    /** These tags and the others; where both name a key, the other's value holds. */
    public Tags with(Map<String, String> others) {
        SortedMap<String, String> all = new TreeMap<>(values);
        all.putAll(others);
        return new Tags(all);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
