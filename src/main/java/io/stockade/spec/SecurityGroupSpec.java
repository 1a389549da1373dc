package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A security group of the stack. */
public record SecurityGroupSpec(
        @JsonPropertyDescription("The name of the group, unique in the stack.")
        @Required
        @Pattern(Patterns.LABEL)
        @Size(min = 1, max = 60)
        String name,

        @JsonPropertyDescription(
                "What the group is for. AWS can't change it later: another description makes another group.")
        @Pattern(Patterns.DESCRIPTION)
        @Size(max = 255)
        @Nullable
        String description) {

    /** Groups that Stockade makes itself when it needs them, so that users can't. */
    public static final Set<String> RESERVED = Set.of("nat", "endpoints");
}
