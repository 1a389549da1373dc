package io.stockade.spec.manifest;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude.Value;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stockade.spec.SecureStack;
import java.util.List;

/** Writes a manifest, such as the one with all defaults filled in that {@code stockade} shows. */
public final class ManifestWriter {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .defaultPropertyInclusion(Value.construct(Include.NON_NULL, Include.NON_NULL))
            .build();

    private ManifestWriter() {}

    /** The manifest as YAML, fields in the order of the format; reading it gives an equal stack. */
    public static String yaml(SecureStack stack) {
        ObjectNode manifest = YAML.valueToTree(stack);
        dropEmpty((ObjectNode) manifest.get("metadata"), List.of("labels", "annotations"));
        ObjectNode spec = (ObjectNode) manifest.get("spec");
        if (spec.get("secretAccess") instanceof ObjectNode access) {
            dropEmpty(access, List.of("readers", "writers"));
        }
        spec.path("secrets")
                .forEach(secret -> dropEmpty((ObjectNode) secret, List.of("replicas", "readers", "writers")));
        dropEmpty(spec, List.of("tags", "securityGroups", "links", "secrets"));
        try {
            return YAML.writeValueAsString(manifest);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree can't fail to be written", impossible);
        }
    }

    /** These mean the same empty as left out; an empty list of endpoints doesn't, and stays. */
    private static void dropEmpty(ObjectNode object, List<String> fields) {
        fields.stream().filter(field -> object.path(field).isEmpty()).forEach(object::remove);
    }
}
