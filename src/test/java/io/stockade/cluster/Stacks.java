package io.stockade.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Manifests that are examples in the documentation, wherever a test needs them. */
final class Stacks {
    private static final YAMLMapper YAML = new YAMLMapper();

    static final List<String> EXAMPLES = List.of("minimal", "gateway", "isolated", "orders", "secrets");

    private Stacks() {}

    static Path file(String example) {
        return Path.of("docs/examples/" + example + ".yaml");
    }

    /** A manifest of a name, with a spec as YAML. */
    static String manifest(String name, String spec) throws IOException {
        ObjectNode manifest = YAML.createObjectNode()
                .put("apiVersion", "stockade.dev/v1alpha1")
                .put("kind", "SecureStack");
        manifest.putObject("metadata").put("name", name);
        JsonNode tree = YAML.readTree(spec);
        manifest.set("spec", tree);
        return manifest.toString();
    }
}
