package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What happens to drift. */
public record DriftSpec(
        @JsonPropertyDescription("Correct repairs drift; Report shows it and leaves it.") @Nullable
        DriftMode mode) {}
