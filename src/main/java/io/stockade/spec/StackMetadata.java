package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who the stack is: the part of Kubernetes' object metadata that Stockade reads. */
public record StackMetadata(
        @JsonPropertyDescription(
                "The name of the stack, unique in its namespace: lower case letters, digits and hyphens.")
        @Required
        @Pattern(Patterns.LABEL)
        @Size(min = 1, max = 40)
        String name,

        @JsonPropertyDescription("The namespace the stack belongs to.")
        @Pattern(Patterns.LABEL)
        @Size(min = 1, max = 63)
        @Nullable
        String namespace,

        @JsonPropertyDescription("Set by Kubernetes: tells incarnations of one name apart.") @Nullable
        String uid,

        @JsonPropertyDescription("Labels of the object. Stockade gives them no meaning.")
        Map<String, String> labels,

        @JsonPropertyDescription("Annotations of the object, such as stockade.dev/approve.")
        Map<String, String> annotations,

        @JsonPropertyDescription("Set by Kubernetes: counts the changes of the spec.") @Nullable
        Long generation) {

    public StackMetadata {
        labels = Copies.of(labels);
        annotations = Copies.of(annotations);
    }

    public String namespaceOrDefault() {
        return namespace == null ? Defaults.NAMESPACE : namespace;
    }
}
