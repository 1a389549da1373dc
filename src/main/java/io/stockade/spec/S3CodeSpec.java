package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A zip file in S3, in the region of the stack. */
public record S3CodeSpec(
        @JsonPropertyDescription("The bucket.") @Required @Pattern(Patterns.BUCKET) @Size(min = 3, max = 63)
        String bucket,

        @JsonPropertyDescription("The key of the file.") @Required @Size(min = 1, max = 1024)
        String key,

        @JsonPropertyDescription(
                "The version of the object; when left out, a file that is put there later is not noticed.")
        @Size(min = 1, max = 1024)
        @Nullable
        String version) {}
