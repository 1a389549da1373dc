package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A copy of a secret in another region. */
@ValidationRule(value = ServerRules.KEY_OF_REPLICA, message = "kmsKey is in another region than the copy")
public record ReplicaSpec(
        @JsonPropertyDescription("The region, such as eu-central-1.")
        @Required
        @Pattern(Patterns.REGION)
        @Size(max = 32)
        String region,

        @JsonPropertyDescription("The KMS key that encrypts it there; AWS's own key when left out.")
        @Pattern(Patterns.KMS_KEY)
        @Size(max = 2048)
        @ValidationRule(
                value = ServerRules.KEY_OF_YOUR_OWN,
                message = "is a key that AWS keeps; expected one of your own")
        @Nullable
        String kmsKey) {}
