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

    /** Tags as somebody wrote them. A stack has the same few texts on everything: each is kept once. */
    public static Tags of(Map<String, String> values) {
        SortedMap<String, String> shared = new TreeMap<>();
        values.forEach((key, value) -> shared.put(key.intern(), value.intern()));
        return new Tags(shared);
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
