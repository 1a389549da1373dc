package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** One side of a link: exactly one of a group of the stack, an address range, or a prefix list. */
@ValidationRule(value = ServerRules.ONE_PEER, message = "exactly one of group, cidr, prefixList is needed")
public record PeerSpec(
        @JsonPropertyDescription("A security group of this stack, by its name.")
        @Pattern(Patterns.LABEL)
        @Size(max = 60)
        @Nullable
        String group,

        @JsonPropertyDescription("An address range, such as 203.0.113.0/24.")
        @Pattern(Patterns.CIDR)
        @Size(max = 43)
        @ValidationRule(
                value = ServerRules.START_OF_RANGE,
                message = "is not the start of an IPv4 range; expected one such as 203.0.113.0/24")
        @Nullable
        String cidr,

        @JsonPropertyDescription("A managed prefix list, by its id, such as pl-0123456789abcdef0.")
        @Pattern(Patterns.PREFIX_LIST)
        @Size(max = 20)
        @Nullable
        String prefixList) {

    @Override
    public String toString() {
        if (group != null) {
            return "group " + group;
        }
        return cidr != null ? cidr : String.valueOf(prefixList);
    }
}
