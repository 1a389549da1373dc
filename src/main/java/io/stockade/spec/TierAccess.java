package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far the subnets of a tier reach. */
public enum TierAccess {
    /** A route to the internet, both ways. */
    @JsonProperty("Public")
    PUBLIC,

    /** Out through NAT, never in. */
    @JsonProperty("Private")
    PRIVATE,

    /** No internet path, not even an indirect one. */
    @JsonProperty("Isolated")
    ISOLATED
}
