package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A row of subnets, one in every zone, that reach equally far. */
public record TierSpec(
        @JsonPropertyDescription("The name of the tier, unique in the stack.")
        @Required
        @Pattern(Patterns.LABEL)
        @Size(min = 1, max = 20)
        String name,

        @JsonPropertyDescription(
                "Public (internet, both ways), Private (out through NAT, never in), or Isolated (no internet path).")
        @Required
        TierAccess access) {}
