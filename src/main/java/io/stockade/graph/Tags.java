package io.stockade.graph;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tags in a stable order. Of observed tags only the keys that we want, or wanted once, are compared: others' tags are left
 * alone.
 *
 * @param former keys that were asked for once and are to go; of what was observed there are none
 */
public record Tags(SortedMap<String, String> values, SortedSet<String> former) {
    private static final SortedSet<String> NO_KEYS = Collections.emptySortedSet();

    public static final Tags NONE = new Tags(new TreeMap<>(), NO_KEYS);

    public Tags {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        former = former.isEmpty() ? NO_KEYS : Collections.unmodifiableSortedSet(new TreeSet<>(former));
    }

    /** Tags as somebody wrote them. A stack has the same few texts on everything: each is kept once. */
    public static Tags of(Map<String, String> values) {
        SortedMap<String, String> shared = new TreeMap<>();
        values.forEach((key, value) -> shared.put(key.intern(), value.intern()));
        return new Tags(shared, NO_KEYS);
    }

    /** These tags and the others; where both name a key, the other's value holds. */
    public Tags with(Map<String, String> others) {
        SortedMap<String, String> all = new TreeMap<>(values);
        all.putAll(others);
        return new Tags(all, former);
    }

    /** The same, with keys that are to go wherever they are found, but for those that are wanted. */
    public Tags instead(Collection<String> keys) {
        SortedSet<String> unwanted = new TreeSet<>(keys);
        unwanted.removeAll(values.keySet());
        return new Tags(values, unwanted);
    }

    /** These tags but for some keys. */
    public Tags without(Collection<String> keys) {
        SortedMap<String, String> rest = new TreeMap<>(values);
        rest.keySet().removeAll(keys);
        return new Tags(rest, former);
    }

    /** Of these tags those with one of the keys. */
    public Tags only(Collection<String> keys) {
        SortedMap<String, String> some = new TreeMap<>(values);
        some.keySet().retainAll(keys);
        return new Tags(some, former);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
