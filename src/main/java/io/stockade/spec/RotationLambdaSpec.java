package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The function by which AWS rotates a secret: one that exists, or one that the stack deploys inside a tier. */
@ValidationRule(value = ServerRules.ONE_FUNCTION, message = "exactly one of functionArn, code is needed")
@ValidationRule(
        value = ServerRules.WHOLE_FUNCTION,
        message = "a function that the stack deploys needs tier, runtime and handler")
@ValidationRule(
        value = ServerRules.BARE_FUNCTION,
        message = "tier, runtime, handler, timeout and memory mean nothing for a function that exists")
public record RotationLambdaSpec(
        @JsonPropertyDescription("The ARN of a function that exists.")
        @Pattern(Patterns.FUNCTION_ARN)
        @Size(max = 256)
        @Nullable
        String functionArn,

        @JsonPropertyDescription("The code of a function that the stack deploys, in place of functionArn.") @Nullable
        FunctionCodeSpec code,

        @JsonPropertyDescription("The tier that a deployed function stands in.")
        @Pattern(Patterns.LABEL)
        @Size(max = 20)
        @Nullable
        String tier,

        @JsonPropertyDescription("The runtime of a deployed function, such as python3.13.")
        @Pattern(Patterns.RUNTIME)
        @Size(max = 40)
        @Nullable
        String runtime,

        @JsonPropertyDescription("What a deployed function is entered by, such as lambda_function.lambda_handler.")
        @Pattern(Patterns.HANDLER)
        @Size(max = 128)
        @Nullable
        String handler,

        @JsonPropertyDescription("After how many seconds AWS ends a run of a deployed function.")
        @Min(1)
        @Max(900)
        @Nullable
        Integer timeout,

        @JsonPropertyDescription("The memory of a deployed function, in MB.") @Min(128) @Max(10240) @Nullable
        Integer memory) {

    /** Whether the stack deploys the function. */
    public boolean deployed() {
        return code != null;
    }

    public int timeoutOrDefault() {
        return timeout == null ? SecretDefaults.TIMEOUT_SECONDS : timeout;
    }

    public int memoryOrDefault() {
        return memory == null ? SecretDefaults.MEMORY_MB : memory;
    }
}
