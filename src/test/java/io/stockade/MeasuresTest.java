package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.alert.AlertReport;
import io.stockade.reconcile.Load;
import io.stockade.web.Measure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is measured of a service has the names that dashboards know. */
class MeasuresTest {
    @Test
    void eventsAreCountedByWhatCameOfThem() {
        Measures measures = new Measures(
                new PassCounter(),
                new DriftDetections(),
                new DriftDurations(InstantSource.fixed(Instant.EPOCH)),
                () -> new Load(0, 0),
                () -> AlertReport.NONE,
                () -> Map.of("taken", 3L, "ours", 2L),
                List::of);

        List<Measure> all = measures.all();

        assertThat(all)
                .filteredOn(measure -> measure.name().equals("stockade.events"))
                .extracting(measure -> measure.labels().get("outcome") + " " + measure.kind() + " " + measure.value())
                .containsExactlyInAnyOrder("taken COUNTER 3.0", "ours COUNTER 2.0");
    }
}
