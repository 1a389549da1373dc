package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of the AWS resources when the stack is deleted. */
public enum DeletionMode {
    /** They are deleted; stateful ones are kept unless said otherwise. */
    @JsonProperty("Delete")
    DELETE,

    /** They stay, and Stockade forgets them; the annotation stockade.dev/adopt-uid takes them up again. */
    @JsonProperty("Retain")
    RETAIN
}
