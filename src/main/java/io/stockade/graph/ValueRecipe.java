package io.stockade.graph;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the value of a secret is made of. The value itself never stands here. */
public sealed interface ValueRecipe {
    /**
     * Random characters.
     *
     * @param exclude characters that it never has
     */
    record Text(int length, String exclude) implements ValueRecipe {}

    /**
     * A login as a JSON object in AWS's form, of which only the password is random.
     *
     * @param fields all members but {@code password}; {@code port} becomes a number
     */
    record Login(SortedMap<String, String> fields, int length, String exclude) implements ValueRecipe {
        public Login {
            fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
        }
    }

    /** Somebody else puts it there; Stockade never writes it. */
    record External() implements ValueRecipe {}
}
