package io.stockade.alert;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What alerts of a stack are routed by.
 *
 * @param stack as namespace/name
 * @param labels of its manifest
 */
public record StackFacts(String stack, String environment, SortedMap<String, String> labels) {
    public StackFacts {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }
}
