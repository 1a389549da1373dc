package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Who may use every secret of the environment, by a policy of IAM on each side: people write, applications read. */
@ValidationRule(value = ServerRules.ROLES_OF_ONE_ACCOUNT, message = "names roles of several accounts")
public record SecretAccessSpec(
        @JsonPropertyDescription("Roles of this account that may read every secret under /<environment>/.")
        @Size(max = 50)
        @ValidationRule(value = ServerRules.EACH_ONCE, message = "names a role twice")
        List<@Pattern(Patterns.ROLE_ARN) @Size(max = 2048) String> readers,

        @JsonPropertyDescription("Roles of this account that may put new values there, and read none.")
        @Size(max = 50)
        @ValidationRule(value = ServerRules.EACH_ONCE, message = "names a role twice")
        List<@Pattern(Patterns.ROLE_ARN) @Size(max = 2048) String> writers) {

    public SecretAccessSpec {
        readers = Copies.of(readers);
        writers = Copies.of(writers);
    }
}
