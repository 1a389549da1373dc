package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/**
 * One manifest: a secure stack as the user wrote it. What was left out is null or empty here; {@link Defaults} fills it.
 */
public record SecureStack(
        @JsonPropertyDescription("The version of this format: stockade.dev/v1alpha1.") @Required
        String apiVersion,

        @JsonPropertyDescription("The kind of object: SecureStack.") @Required
        String kind,

        @JsonPropertyDescription("The name of the stack, and what Kubernetes keeps beside it.") @Required
        StackMetadata metadata,

        @JsonPropertyDescription("What is wanted.") @Required
        StackSpec spec) {

    public static final String API_VERSION = "stockade.dev/v1alpha1";
    public static final String KIND = "SecureStack";

    /** Namespace and name, which identify a stack in an installation: {@code payments/orders}. */
    public String key() {
        return metadata.namespaceOrDefault() + "/" + metadata.name();
    }

    /** What names and secrets are filed under; the namespace, unless the manifest says otherwise. */
    public String environmentOrDefault() {
        String environment = spec.environment();
        return environment == null ? metadata.namespaceOrDefault() : environment;
    }

    /** The same stack with every default written out, save for the zones: how many there are, only the region tells. */
    public SecureStack withDefaults() {
        return Defaults.fillIn(this);
    }
}
