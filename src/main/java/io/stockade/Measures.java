package io.stockade;

import io.stockade.alert.AlertReport;
import io.stockade.reconcile.Load;
import io.stockade.web.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What is measured of a service besides its stacks. */
record Measures(
        PassCounter passes,
        DriftDetections detections,
        DriftDurations corrections,
        Supplier<Load> load,
        Supplier<AlertReport> alerts,
        Supplier<Map<String, Long>> events,
        Supplier<List<Measure>> queues) {
    List<Measure> all() {
        List<Measure> all = new ArrayList<>();
        engine(all);
        String came = "Events of AWS by what came of them";
        events.get()
                .forEach((outcome, count) ->
                        all.add(Measure.counter("stockade.events", came, Map.of("outcome", outcome), count)));
        all.addAll(queues.get());
        AlertReport report = alerts.get();
        report.open()
                .forEach(open -> all.add(Measure.gauge(
                        "stockade.alerts",
                        "Alerts that were raised and are not over",
                        Map.of("kind", open.kind(), "severity", open.severity()),
                        open.count())));
        report.sinks().forEach(sink -> messages(sink, all));
        return all;
    }

    private void engine(List<Measure> all) {
        String told = "Passes by what came of them: told something new, found nothing new, or failed by a defect";
        all.add(Measure.counter("stockade.passes", told, Map.of("outcome", "told"), passes.statuses()));
        all.add(Measure.counter("stockade.passes", told, Map.of("outcome", "unchanged"), passes.unchanged()));
        all.add(Measure.counter("stockade.passes", told, Map.of("outcome", "defect"), passes.defects()));
        Load now = load.get();
        String queue = "Passes that run, and that wait for a thread";
        all.add(Measure.gauge("stockade.queue", queue, Map.of("state", "running"), now.running()));
        all.add(Measure.gauge("stockade.queue", queue, Map.of("state", "waiting"), now.waiting()));
        all.add(Measure.timer(
                "stockade.drift.detection",
                "From the call that made a drift, where an event told of it, until a look found the drift",
                detections.count(),
                detections.seconds()));
        all.add(Measure.timer(
                "stockade.drift.correction",
                "From when a drift was first seen until it was gone",
                corrections.count(),
                corrections.seconds()));
    }

    private static void messages(AlertReport.OfSink sink, List<Measure> all) {
        String what = "Messages of alerts that arrived, tries that failed, and messages that were given up";
        Map<String, Long> counts = Map.of("sent", sink.sent(), "failed", sink.failed(), "dead", sink.dead());
        counts.forEach((outcome, count) -> all.add(Measure.counter(
                "stockade.alert.messages", what, Map.of("sink", sink.sink(), "outcome", outcome), count)));
        all.add(Measure.gauge(
                "stockade.alert.messages.waiting",
                "Messages of alerts that did not arrive yet",
                Map.of("sink", sink.sink()),
                sink.waiting()));
    }
}
