package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Who may use every secret of the environment, by a policy of IAM on each side: people write, applications read. */
public record SecretAccessSpec(
        @JsonPropertyDescription("Roles of this account that may read every secret under /<environment>/.")
        @Size(max = 50)
        List<@Pattern(Patterns.ROLE_ARN) @Size(max = 2048) String> readers,

        @JsonPropertyDescription("Roles of this account that may put new values there, and read none.") @Size(max = 50)
        List<@Pattern(Patterns.ROLE_ARN) @Size(max = 2048) String> writers) {

    public SecretAccessSpec {
        readers = Copies.of(readers);
        writers = Copies.of(writers);
    }
}
