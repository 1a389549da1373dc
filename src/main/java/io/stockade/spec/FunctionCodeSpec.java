package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** Where the code of a function is. */
public record FunctionCodeSpec(
        @JsonPropertyDescription("A zip file in S3.") @Required
        S3CodeSpec s3) {}
