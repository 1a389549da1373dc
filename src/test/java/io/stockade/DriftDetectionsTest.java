package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.status.DriftAuthor;
import io.stockade.status.DriftRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How soon drift is seen is measured where it is known when it was made, once for each, and nowhere else. */
class DriftDetectionsTest {
    private static final Instant MADE = Instant.parse("2027-01-01T00:00:00Z");
    private static final String STACK = "default/shop";

    private final DriftDetections detections = new DriftDetections();

    private static DriftRecord drift(String key, Instant first, @Nullable DriftAuthor author) {
        return new DriftRecord(
                key,
                "Vpc/vpc",
                "vpc-1",
                "tags.a",
                "1",
                "2",
                "Changed",
                "Low",
                first.toString(),
                first.toString(),
                1,
                "Report",
                "",
                author);
    }

    private static DriftAuthor somebody() {
        return new DriftAuthor("arn:aws:iam::111122223333:user/bob", null, "CreateTags", MADE.toString(), null, null);
    }

    private void look(int seconds, DriftRecord... drifts) {
        detections.drifts(STACK, List.of(drifts), MADE.plusSeconds(seconds));
    }

    @Test
    void countsWhatAnEventToldOfOnce() {
        look(0);

        look(3, drift("a", MADE.plusSeconds(4), somebody()));
        look(60, drift("a", MADE.plusSeconds(4), somebody()));

        assertThat(detections.count()).isEqualTo(1);
        assertThat(detections.seconds()).isEqualTo(3);
    }

    @Test
    void whereTheEventComesLaterThanTheLookTheLookCounts() {
        look(0);

        look(30, drift("a", MADE.plusSeconds(31), null));
        look(90, drift("a", MADE.plusSeconds(31), somebody()));

        assertThat(detections.count()).isEqualTo(1);
        assertThat(detections.seconds()).isEqualTo(30);
    }

    @Test
    void doesNotCountWhatNoEventToldOf() {
        look(0);

        look(30, drift("a", MADE.plusSeconds(31), null));

        assertThat(detections.count()).isZero();
    }

    @Test
    void doesNotCountWhatWasThereBeforeTheProcess() {
        look(300, drift("a", MADE.plusSeconds(31), null));

        look(360, drift("a", MADE.plusSeconds(31), somebody()));

        assertThat(detections.count()).isZero();
    }

    @Test
    void countsAnotherValueAsAnotherDrift() {
        look(0);
        look(3, drift("a", MADE.plusSeconds(4), somebody()));

        look(5, drift("b", MADE.plusSeconds(4), somebody()));

        assertThat(detections.count()).isEqualTo(2);
        assertThat(detections.seconds()).isEqualTo(8);
    }
}
