package io.stockade.spec.generated;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.spec.SecureStack;
import io.stockade.spec.shape.RecordShapes;
import io.stockade.spec.shape.Shape.FieldShape;
import io.stockade.spec.shape.Shape.MapShape;
import io.stockade.spec.shape.Shape.ObjectShape;
import io.stockade.spec.shape.Shape.TextShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The schema that editors check manifests with: the CRD's, closed against unknown fields, plus the header. */
final class GeneratedJsonSchema {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private GeneratedJsonSchema() {}

    static String generate(ObjectNode crd) throws IOException {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "https://stockade.dev/schema/v1alpha1/securestack.schema.json");
        schema.put("title", SecureStack.KIND);
        schema.put(
                "description",
                "Generated from the records in io.stockade.spec; GeneratedFilesTest says how to make it anew.");
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        schema.putArray("required")
                .add("apiVersion")
                .add("kind")
                .add("metadata")
                .add("spec");
        ObjectNode properties = schema.putObject("properties");
        describe(properties.putObject("apiVersion"), "apiVersion").put("const", SecureStack.API_VERSION);
        describe(properties.putObject("kind"), "kind").put("const", SecureStack.KIND);
        metadata(describe(properties.putObject("metadata"), "metadata"));
        ObjectNode spec = crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec")
                .deepCopy();
        properties.set("spec", describe(translate(spec), "spec"));
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        return JSON.writer(printer).writeValueAsString(schema) + "\n";
    }

    private static ObjectNode describe(ObjectNode schema, String field) {
        return schema.put(
                "description", RecordShapes.MANIFEST.find(field).orElseThrow().description());
    }

    /** The CRD has no schema for metadata; Kubernetes knows it. Fields of its own are open here. */
    private static void metadata(ObjectNode schema) {
        schema.put("type", "object");
        ObjectShape metadata = (ObjectShape)
                RecordShapes.MANIFEST.find("metadata").orElseThrow().shape();
        ArrayNode required = schema.putArray("required");
        ObjectNode properties = schema.putObject("properties");
        for (FieldShape field : metadata.fields()) {
            ObjectNode property = properties.putObject(field.name()).put("description", field.description());
            if (field.required()) {
                required.add(field.name());
            }
            if (field.shape() instanceof TextShape text) {
                text(property.put("type", "string"), text);
            } else if (field.shape() instanceof MapShape) {
                property.put("type", "object").putObject("additionalProperties").put("type", "string");
            } else {
                property.put("type", "integer");
            }
        }
    }

    private static void text(ObjectNode property, TextShape text) {
        if (text.pattern() != null) {
            property.put("pattern", text.pattern());
        }
        if (text.length().max() < Long.MAX_VALUE) {
            property.put("minLength", text.length().min())
                    .put("maxLength", text.length().max());
        }
    }

    private static ObjectNode translate(ObjectNode schema) {
        if (schema.path("x-kubernetes-preserve-unknown-fields").booleanValue()) {
            schema.putArray("type").add("object").add("string");
        }
        List<String> extensions = new ArrayList<>();
        schema.fieldNames().forEachRemaining(name -> {
            if (name.startsWith("x-kubernetes-")) {
                extensions.add(name);
            }
        });
        schema.remove(extensions);
        if (schema.get("properties") instanceof ObjectNode properties) {
            properties.forEach(GeneratedJsonSchema::translateChild);
            schema.put("additionalProperties", false);
        }
        if (schema.get("items") instanceof ObjectNode items) {
            translate(items);
        }
        return schema;
    }

    private static void translateChild(JsonNode child) {
        translate((ObjectNode) child);
    }
}
