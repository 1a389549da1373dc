package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** How IAM roles of the stack are made. */
public record IamSpec(
        @JsonPropertyDescription("The ARN of the policy that bounds every role that is made.")
        @Pattern(Patterns.POLICY_ARN)
        @Size(max = 2048)
        @Nullable
        String permissionsBoundary,

        @JsonPropertyDescription("The path of every role that is made; begins and ends with a slash.")
        @Pattern(Patterns.IAM_PATH)
        @Size(max = 512)
        @Nullable
        String path) {

    public String pathOrDefault() {
        return path == null ? Defaults.IAM_PATH : path;
    }
}
