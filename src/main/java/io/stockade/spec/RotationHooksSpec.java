package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A function that is invoked as AWS's rotation functions are, for two of their steps: setSecret and testSecret. */
public record RotationHooksSpec(
        @JsonPropertyDescription("The ARN of the Lambda function.")
        @Required
        @Pattern(Patterns.FUNCTION_ARN)
        @Size(max = 256)
        String functionArn) {}
