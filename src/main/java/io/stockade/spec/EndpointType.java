package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an AWS service is reached without the internet. */
public enum EndpointType {
    /** A route in the route tables; free; S3 and DynamoDB only. */
    @JsonProperty("Gateway")
    GATEWAY,

    /** A network interface in every zone. */
    @JsonProperty("Interface")
    INTERFACE
}
