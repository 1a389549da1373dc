package io.stockade.alert;

import java.util.List;

/**
 * What can be measured of alerts.
 *
 * @param open those that people were told of and that are not over
 * @param sinks what came of messages
 */
public record AlertReport(List<Open> open, List<OfSink> sinks) {
    public static final AlertReport NONE = new AlertReport(List.of(), List.of());

    public AlertReport {
        open = List.copyOf(open);
        sinks = List.copyOf(sinks);
    }

    /** How many there are of a kind and severity; also where there are none. */
    public record Open(String kind, String severity, long count) {}

    /**
     * The messages of a sink since the start.
     *
     * @param failed tries that came to nothing
     * @param dead messages that were given up
     * @param waiting messages that did not arrive yet
     */
    public record OfSink(String sink, long sent, long failed, long dead, long waiting) {}
}
