package io.stockade.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stockade.reconcile.StackDetail;
import io.stockade.spec.SecureStack;
import io.stockade.spec.manifest.ManifestReader;
import io.stockade.status.DriftRecord;
import io.stockade.status.StackStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Drift is measured by class and severity; what can't be read is counted, and no old drift. */
class DriftMetricsTest {
    private static final String NOW = "2026-01-01T01:00:00Z";
    private static final String SINCE = "2026-01-01T00:00:00Z";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private static StackObject stack(StackStatus.Drift drift) {
        SecureStack manifest = ManifestReader.read("""
                                {"apiVersion": "stockade.dev/v1alpha1", "kind": "SecureStack",
                                 "metadata": {"name": "orders"}, "spec": {"region": "eu-west-1"}}
                                """.getBytes(StandardCharsets.UTF_8), "a.json")
                .stack()
                .orElseThrow();
        StackStatus status = new StackStatus(
                1,
                "Unknown",
                "",
                List.of(),
                StackStatus.Outputs.NONE,
                new StackStatus.Resources(1, 1, List.of()),
                drift,
                StackStatus.Secrets.NONE,
                null,
                StackStatus.Observation.NONE,
                null,
                null,
                null);
        return StackObject.of(manifest, status, null);
    }

    private static DriftRecord drift(String resource, String driftClass, String severity, String decision) {
        return new DriftRecord(
                resource, resource, null, "", "a", "b", driftClass, severity, SINCE, NOW, 1, decision, "", null);
    }

    private double count(String driftClass, String severity) {
        return registry.get("stockade.drifts")
                .tags("class", driftClass, "severity", severity)
                .gauge()
                .value();
    }

    private double age(String severity) {
        return registry.get("stockade.drift.oldest.age.seconds")
                .tags("severity", severity)
                .gauge()
                .value();
    }

    @Test
    void countsByClassAndSeverityWhatNobodyAccepted() {
        List<DriftRecord> drifts = List.of(
                drift("Vpc/vpc", "Changed", "High", "Report"),
                drift("Subnet/a", "Changed", "Low", "Accept"),
                drift("Route/*", "Unknown", "Critical", "Unknown"));

        new DriftMetrics(stack -> Optional.of(new StackDetail(List.of(), drifts, List.of())), registry)
                .refresh(StackList.of(NOW, List.of(stack(new StackStatus.Drift(1, 1, 1, List.of()))), List.of()));

        assertThat(count("Changed", "High")).isEqualTo(1);
        assertThat(count("Changed", "Low")).isZero();
        assertThat(count("Unknown", "Critical")).isEqualTo(1);
        assertThat(age("High")).isEqualTo(3600);
        assertThat(age("Critical")).isZero();
    }

    /** Nothing but what can't be read, and a process that has no more of the stack than its status. */
    @Test
    void countsWhatIsUnknownFromTheStatusAlone() {
        StackStatus.DriftEntry entry =
                drift("Route/*", "Unknown", "Critical", "Unknown").entry();

        new DriftMetrics(stack -> Optional.empty(), registry)
                .refresh(StackList.of(NOW, List.of(stack(new StackStatus.Drift(0, 0, 1, List.of(entry)))), List.of()));

        assertThat(count("Unknown", "Critical")).isEqualTo(1);
        assertThat(count("Missing", "High")).isZero();
    }
}
