package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to drift: differences that somebody made behind Stockade's back. */
public enum DriftMode {
    /** Drift is repaired. */
    @JsonProperty("Correct")
    CORRECT,

    /** Drift is shown and left alone. */
    @JsonProperty("Report")
    REPORT
}
