package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leave for one side to talk to another: a rule out of the one and a rule into the other. */
@ValidationRule(value = "!(has(self.port) && has(self.ports))", message = "port and ports exclude each other")
public record LinkSpec(
        @JsonPropertyDescription("Who opens the connection.") @Required
        PeerSpec from,

        @JsonPropertyDescription("Who takes it.") @Required PeerSpec to,

        @JsonPropertyDescription("The port, for tcp and udp.") @Min(1) @Max(65535) @Nullable
        Integer port,

        @JsonPropertyDescription("A range of ports, in place of port.") @Nullable
        PortRange ports,

        @JsonPropertyDescription("tcp, udp, icmp, or all.") @Nullable
        Protocol protocol,

        @JsonPropertyDescription("What the link is for; shown at the rules.")
        @Pattern(Patterns.DESCRIPTION)
        @Size(max = 255)
        @Nullable
        String description) {

    public Protocol protocolOrDefault() {
        return protocol == null ? Protocol.TCP : protocol;
    }

    /** The ports, however they were written; empty for icmp and all. */
    public Optional<PortRange> portRange() {
        return port == null ? Optional.ofNullable(ports) : Optional.of(new PortRange(port, port));
    }
}
