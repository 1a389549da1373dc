package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A text that Stockade generates: letters, digits and punctuation of ASCII. */
public record RandomValueSpec(
        @JsonPropertyDescription("How many characters it has.") @Min(8) @Max(4096) @Nullable
        Integer length,

        @JsonPropertyDescription("Characters that it must not have.")
        @Pattern(Patterns.PRINTABLE)
        @Size(max = 94)
        @Nullable
        String exclude) {

    public int lengthOrDefault() {
        return length == null ? SecretDefaults.LENGTH : length;
    }

    public String excludeOrDefault() {
        return exclude == null ? "" : exclude;
    }
}
