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
@ValidationRule(value = ServerRules.PORT_OR_PORTS, message = "port and ports exclude each other")
@ValidationRule(
        value = ServerRules.PORTS_WHERE_THERE_ARE_ANY,
        message = "tcp and udp need port or ports, icmp and all have none")
@ValidationRule(value = ServerRules.GROUP_ON_A_SIDE, message = "one side at least is a security group of the stack")
@ValidationRule(
        value = ServerRules.NOT_FROM_ANYWHERE,
        message = "opens port 22, port 3389 or everything to anywhere; expected a narrower cidr in from")
@ValidationRule(
        value = ServerRules.NOT_TO_ANYWHERE,
        message = "lets out everything, to anywhere; expected tcp or udp with a port, or a narrower cidr in to")
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
