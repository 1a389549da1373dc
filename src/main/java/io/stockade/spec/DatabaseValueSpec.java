package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * A login of a database, stored in the JSON that AWS's rotation functions read.
 *
 * <p>Source: docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html
 */
@ValidationRule(value = ServerRules.PASSWORD_OF_ENGINE, message = "length is more than the engine takes as a password")
public record DatabaseValueSpec(
        @JsonPropertyDescription("The kind of database: postgres, mysql, mariadb, oracle, sqlserver, or db2.") @Required
        DatabaseEngine engine,

        @JsonPropertyDescription("Where the database is: a name or an IPv4 address.")
        @Required
        @Pattern(Patterns.HOST)
        @Size(min = 1, max = 253)
        @ValidationRule(
                value = ServerRules.HOST_OR_ADDRESS,
                message = "is no IPv4 address; expected a name, or an address such as 10.40.64.10")
        String host,

        @JsonPropertyDescription("Its port; the engine's usual one when left out.") @Min(1) @Max(65535) @Nullable
        Integer port,

        @JsonPropertyDescription("The database to log in to; what that means when left out is up to the engine.")
        @Pattern(Patterns.DATABASE_NAME)
        @Size(min = 1, max = 128)
        @Nullable
        String dbname,

        @JsonPropertyDescription("Who logs in.") @Required @Pattern(Patterns.USERNAME) @Size(min = 1, max = 128)
        String username,

        @JsonPropertyDescription(
                "How many characters the password has; 32 when left out, or as many as the engine takes.")
        @Min(8)
        @Max(255)
        @Nullable
        Integer length,

        @JsonPropertyDescription("Characters that the password must not have.")
        @Pattern(Patterns.PRINTABLE)
        @Size(max = 94)
        @Nullable
        String exclude) {

    public int portOrDefault() {
        return port == null ? engine.port() : port;
    }

    public int lengthOrDefault() {
        return length == null ? Math.min(SecretDefaults.LENGTH, engine.longestPassword()) : length;
    }

    public String excludeOrDefault() {
        return exclude == null ? SecretDefaults.DATABASE_EXCLUDE : exclude;
    }
}
