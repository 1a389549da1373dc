package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What carries traffic of private tiers out to the internet. */
public enum NatMode {
    /** An instance of our own: the cheapest, replaced by itself when it fails. */
    @JsonProperty("Instance")
    INSTANCE,

    /** AWS's NAT gateway: dearer, faster. */
    @JsonProperty("Gateway")
    GATEWAY,

    /** Nothing: private tiers are in effect isolated. */
    @JsonProperty("None")
    NONE
}
