package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Which plans wait for a person. */
public record ApprovalSpec(
        @JsonPropertyDescription("Never, Destructive (plans that delete or replace wait), or Always.") @Nullable
        ApprovalRequired required) {}
