package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much a drift matters. */
public enum DriftSeverity {
    /** Something is open that should be shut. */
    @JsonProperty("Critical")
    CRITICAL,

    /** Something doesn't work any more. */
    @JsonProperty("High")
    HIGH,

    @JsonProperty("Medium")
    MEDIUM,

    /** Cosmetic: tags, descriptions. */
    @JsonProperty("Low")
    LOW
}
