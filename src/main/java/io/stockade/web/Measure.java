package io.stockade.web;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that is measured of the whole service.
 *
 * @param name with dots; Prometheus gets it with underscores, and with its endings
 * @param labels whose values are few: no stack is among them
 * @param value of a gauge or a counter; all seconds of a timer
 * @param count of a timer; else 0
 */
public record Measure(
        Kind kind, String name, String description, SortedMap<String, String> labels, double value, long count) {
    public Measure {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** How it behaves. */
    public enum Kind {
        GAUGE,
        COUNTER,
        TIMER
    }

    public static Measure gauge(String name, String description, Map<String, String> labels, long value) {
        return new Measure(Kind.GAUGE, name, description, new TreeMap<>(labels), (double) value, 0);
    }

    /** @param value since the start of the service */
    public static Measure counter(String name, String description, Map<String, String> labels, long value) {
        return new Measure(Kind.COUNTER, name, description, new TreeMap<>(labels), (double) value, 0);
    }

    /** @param seconds of all that were counted since the start of the service */
    public static Measure timer(String name, String description, long count, double seconds) {
        return new Measure(Kind.TIMER, name, description, new TreeMap<>(), seconds, count);
    }
}
