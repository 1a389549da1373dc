package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who makes the new value of a secret. */
public enum RotationStrategy {
    /** Stockade, on a schedule that it keeps itself: for keys and tokens, and with hooks for others. */
    @JsonProperty("Generated")
    GENERATED,

    /** AWS Secrets Manager, by a Lambda function, on a schedule that AWS keeps. */
    @JsonProperty("Lambda")
    LAMBDA
}
