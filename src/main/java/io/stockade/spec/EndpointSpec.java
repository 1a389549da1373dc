package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An AWS service that the stack reaches without the internet. */
@ValidationRule(value = ServerRules.GATEWAY_SERVICE, message = "AWS has gateway endpoints for s3 and dynamodb only")
@ValidationRule(
        value = ServerRules.NOTHING_FOR_GATEWAY,
        message = "a gateway endpoint has neither tiers nor privateDns")
public record EndpointSpec(
        @JsonPropertyDescription("The service's short name, such as s3, ssm or ecr.api.")
        @Required
        @Pattern(Patterns.SERVICE)
        @Size(min = 1, max = 100)
        @ValidationRule(
                value = ServerRules.SHORT_SERVICE,
                message = "is a name with its region; expected the short name, such as ssm")
        String service,

        @JsonPropertyDescription(
                "Gateway (S3 and DynamoDB only, free) or Interface; Gateway for those two when left out, else Interface.")
        @Nullable
        EndpointType type,

        @JsonPropertyDescription(
                "The tiers that use an interface endpoint, which stands in the first of them; every tier that is not public when left out.")
        @Size(min = 1, max = 8)
        @ValidationRule(value = ServerRules.EACH_ONCE, message = "names a tier twice")
        @Nullable
        List<@Pattern(Patterns.LABEL) @Size(max = 20) String> tiers,

        @JsonPropertyDescription(
                "The endpoint policy, as a JSON object or its text; this account's principals and resources when left out.")
        @JsonText
        @JsonDeserialize(using = JsonTextDeserializer.class)
        @Size(max = 20480)
        @Nullable
        String policy,

        @JsonPropertyDescription("Whether the service's usual name leads to an interface endpoint.") @Nullable
        Toggle privateDns) {

    public EndpointSpec {
        tiers = tiers == null ? null : Copies.of(tiers);
    }

    public EndpointType typeOrDefault() {
        return Defaults.type(this);
    }
}
