package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A time in which nothing is written to AWS. The section's presence is what pauses. */
public record PauseSpec(
        @JsonPropertyDescription(
                "When the pause ends, such as 2026-12-01T00:00:00Z; it lasts until it is removed when left out.")
        @Pattern(Patterns.TIMESTAMP)
        @Size(max = 40)
        @Nullable
        String until,

        @JsonPropertyDescription("Why; shown in the status.") @Size(max = 256) @Nullable
        String reason) {

    /** The end of the pause; empty when it has none, or none that can be read. */
    public Optional<Instant> end() {
        return Timestamp.read(until);
    }
}
