package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The AWS account that a stack belongs in. */
@ValidationRule(value = ServerRules.ROLE_OF_ACCOUNT, message = "roleArn is in another account than id says")
public record AccountSpec(
        @JsonPropertyDescription("The 12 digits of the account: a guard, nothing is done in any other.")
        @Pattern(Patterns.ACCOUNT)
        @ValidationRule(value = ServerRules.UNCHANGED, message = "account.id is immutable")
        @Nullable
        String id,

        @JsonPropertyDescription("The role to assume, when the credentials at hand are not those of the account.")
        @Pattern(Patterns.ROLE_ARN)
        @Size(max = 2048)
        @Nullable
        String roleArn,

        @JsonPropertyDescription("The external id that the role's trust policy asks for.")
        @Pattern(Patterns.EXTERNAL_ID)
        @Size(min = 2, max = 1224)
        @Nullable
        String externalId) {}
