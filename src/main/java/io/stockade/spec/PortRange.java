package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** A range of ports, both ends included. */
@ValidationRule(value = ServerRules.PORTS_IN_ORDER, message = "from is after to")
public record PortRange(
        @JsonPropertyDescription("The first port.") @Required @Min(1) @Max(65535)
        Integer from,

        @JsonPropertyDescription("The last port.") @Required @Min(1) @Max(65535)
        Integer to) {

    /** Whether a port is in the range. */
    public boolean contains(int port) {
        return from <= port && port <= to;
    }

    @Override
    public String toString() {
        return from.equals(to) ? from.toString() : from + "-" + to;
    }
}
