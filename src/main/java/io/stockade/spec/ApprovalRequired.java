package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which plans wait until a person has approved them. */
public enum ApprovalRequired {
    /** No plan waits, save for what the engine always holds back. */
    @JsonProperty("Never")
    NEVER,

    /** Plans that delete or replace wait. */
    @JsonProperty("Destructive")
    DESTRUCTIVE,

    /** Every plan waits. */
    @JsonProperty("Always")
    ALWAYS
}
