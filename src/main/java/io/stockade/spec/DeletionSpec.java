package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What happens when the stack is deleted. */
public record DeletionSpec(
        @JsonPropertyDescription(
                "Delete removes the AWS resources (stateful ones are kept unless said otherwise); Retain leaves them.")
        @Nullable
        DeletionMode mode,

        @JsonPropertyDescription("Enabled refuses to delete the stack until it is Disabled again.") @Nullable
        Toggle protection) {}
