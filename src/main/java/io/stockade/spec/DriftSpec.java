package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to drift. */
public record DriftSpec(
        @JsonPropertyDescription("Correct repairs drift; Report shows it and leaves it.") @Nullable
        DriftMode mode,

        @JsonPropertyDescription("Exceptions; the first rule that fits a drift holds for it.") @Size(max = 50)
        List<DriftRuleSpec> rules,

        @JsonPropertyDescription(
                "How often in an hour the same field is repaired: if it drifts again, that is shown and left, since somebody else wants it so; 5 when left out.")
        @Min(1)
        @Max(60)
        @Nullable
        Integer correctionsPerHour) {
    public DriftSpec {
        rules = Copies.of(rules);
    }

    public int correctionsPerHourOrDefault() {
        return correctionsPerHour == null ? Defaults.CORRECTIONS_PER_HOUR : correctionsPerHour;
    }
}
