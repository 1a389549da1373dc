package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.status.DriftRecord;
import io.stockade.status.StackStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long drift lasts is measured of what was seen. */
class DriftDurationsTest {
    private static final String STACK = "default/orders";
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

    private final DriftDurations durations = new DriftDurations(() -> SINCE.plusSeconds(90));

    private static DriftRecord drift(String resource, String driftClass) {
        return new DriftRecord(
                resource,
                resource,
                null,
                "",
                "a",
                "b",
                driftClass,
                "High",
                SINCE.toString(),
                SINCE.toString(),
                1,
                "Report",
                "",
                null);
    }

    private void look(DriftRecord... drifts) {
        durations.drifts(STACK, List.of(drifts), SINCE);
        durations.confirmed(
                STACK,
                new StackStatus(
                        1,
                        "Ready",
                        "",
                        List.of(),
                        StackStatus.Outputs.NONE,
                        new StackStatus.Resources(1, 1, List.of()),
                        StackStatus.Drift.NONE,
                        StackStatus.Secrets.NONE,
                        null,
                        StackStatus.Observation.NONE,
                        null,
                        null,
                        null));
    }

    @Test
    void whatCanBeReadAgainWasNotPutRight() {
        look(drift("Vpc/vpc", "Changed"), drift("Route/*", "Unknown"));

        look();

        assertThat(durations.count()).isEqualTo(1);
        assertThat(durations.seconds()).isEqualTo(90);
    }
}
