package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** How private tiers reach the internet. */
public record NatSpec(
        @JsonPropertyDescription("Instance (cheapest), Gateway (AWS's own), or None (private tiers are then isolated).")
        @Nullable
        NatMode mode,

        @JsonPropertyDescription("SingleZone (one for all) or PerZone (one each).") @Nullable
        NatAvailability availability,

        @JsonPropertyDescription("The type of a NAT instance; the image follows its architecture.")
        @Pattern(Patterns.INSTANCE_TYPE)
        @Size(max = 40)
        @Nullable
        String instanceType,

        @JsonPropertyDescription(
                "Enabled lets people onto a NAT instance by Session Manager, for which it gets a role.")
        @Nullable
        Toggle sessionManager) {}
