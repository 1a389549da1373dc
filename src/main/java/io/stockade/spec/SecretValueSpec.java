package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where the value of a secret comes from: exactly one of a generated text, a database's login, or somebody else. */
@ValidationRule(value = ServerRules.ONE_SOURCE, message = "exactly one of random, database, external is needed")
public record SecretValueSpec(
        @JsonPropertyDescription("A text that Stockade generates.") @Nullable
        RandomValueSpec random,

        @JsonPropertyDescription("A login of a database, in AWS's JSON; Stockade generates the password.") @Nullable
        DatabaseValueSpec database,

        @JsonPropertyDescription("A value that somebody puts into AWS; Stockade never writes it.") @Nullable
        ExternalValueSpec external) {}
