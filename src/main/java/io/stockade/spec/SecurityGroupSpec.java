package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A security group of the stack. */
public record SecurityGroupSpec(
        @JsonPropertyDescription("The name of the group, unique in the stack.")
        @Required
        @Pattern(Patterns.LABEL)
        @Size(min = 1, max = 60)
        @ValidationRule(
                value = ServerRules.OWN_NAME_OF_GROUP,
                message = "is a name that AWS or Stockade keeps: default, nat, endpoints, or one that begins with sg-")
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
