package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How many NATs there are. */
public enum NatAvailability {
    /** One for all zones. */
    @JsonProperty("SingleZone")
    SINGLE_ZONE,

    /** One in every zone, so that a lost zone takes no other down. */
    @JsonProperty("PerZone")
    PER_ZONE
}
