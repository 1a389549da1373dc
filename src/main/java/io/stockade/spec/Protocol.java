package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The IP protocol of a link. */
public enum Protocol {
    /** TCP. */
    @JsonProperty("tcp")
    TCP,

    /** UDP. */
    @JsonProperty("udp")
    UDP,

    /** ICMP, all types. */
    @JsonProperty("icmp")
    ICMP,

    /** Every protocol. */
    @JsonProperty("all")
    ALL
}
