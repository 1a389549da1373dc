package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** An option that is on or off; not a boolean, so that a third way can come later. */
public enum Toggle {
    /** Off. */
    @JsonProperty("Disabled")
    DISABLED,

    /** On. */
    @JsonProperty("Enabled")
    ENABLED
}
