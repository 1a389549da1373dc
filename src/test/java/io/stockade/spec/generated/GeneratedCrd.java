package io.stockade.spec.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.stockade.spec.Patterns;
import io.stockade.spec.shape.Explanation;
import io.stockade.spec.shape.RecordShapes;
import io.stockade.spec.shape.Shape;
import io.stockade.spec.shape.Shape.ChoiceShape;
import io.stockade.spec.shape.Shape.FieldShape;
import io.stockade.spec.shape.Shape.IntegerShape;
import io.stockade.spec.shape.Shape.JsonShape;
import io.stockade.spec.shape.Shape.ListShape;
import io.stockade.spec.shape.Shape.MapShape;
import io.stockade.spec.shape.Shape.ObjectShape;
import io.stockade.spec.shape.Shape.TextShape;
import io.stockade.status.StackStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The CRD as the generator makes it from the records, with what the generator can't do put right. */
final class GeneratedCrd {
    static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private static final List<String> PRINTER_COLUMNS =
            List.of("Ready", "Drifted", "Secrets", "Checked", "Region", "Message");

    /** So that {@code kubectl get stockade} shows all kinds that Stockade has, and will have. */
    private static final String CATEGORY = "stockade";

    /**
     * Sections whose defaults the server writes into objects, so that everybody sees by which rules a stack is kept, and
     * keeps them. Other defaults depend on other fields, or on the region, or stand in lists that GitOps compares whole.
     */
    private static final List<String> DEFAULTED = List.of("drift", "approval", "deletion");

    /**
     * Objects whose fields mean nothing apart: what two people each wrote of a rotation would be neither's when merged.
     * They cost one line each in the list of who owns what, too.
     */
    private static final List<String> WHOLE = List.of("value", "rotation");

    private GeneratedCrd() {}

    static ObjectNode generate() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new CRDGenerator()
                .withOutput(new InMemory(output))
                .forCRDVersions("v1")
                .customResourceClasses(List.of(SecureStackResource.class))
                .generate();
        ObjectNode crd = (ObjectNode) YAML.readTree(output.toString(StandardCharsets.UTF_8));
        ((ObjectNode) crd.at("/spec/names")).putArray("categories").add(CATEGORY);
        ObjectNode version = (ObjectNode) crd.at("/spec/versions/0");
        ObjectNode root = (ObjectNode) version.at("/schema/openAPIV3Schema");
        root.putArray("required").add("spec");
        ObjectNode properties = (ObjectNode) root.get("properties");
        properties.set("metadata", metadata());
        properties.set("spec", properties.remove("spec"));
        Shape spec = RecordShapes.MANIFEST.find("spec").orElseThrow().shape();
        repair((ObjectNode) properties.get("spec"), spec);
        describe(root, "");
        describe((ObjectNode) properties.get("spec"), "spec");
        DEFAULTED.forEach(
                section -> fillIn((ObjectNode) properties.at("/spec/properties/" + section), "spec." + section));
        WHOLE.forEach(name -> ((ObjectNode) properties.at("/spec/properties/secrets/items/properties/" + name))
                .put("x-kubernetes-map-type", "atomic"));
        properties.set("status", properties.remove("status"));
        repair((ObjectNode) properties.get("status"), RecordShapes.of(StackStatus.class));
        remember((ObjectNode) properties.get("status"));
        own((ObjectNode) properties.get("status"));
        version.putObject("subresources").putObject("status");
        version.set("additionalPrinterColumns", inOrder(version.get("additionalPrinterColumns")));
        return crd;
    }

    static String yaml(ObjectNode crd) throws IOException {
        return "# Generated from the records in io.stockade.spec and io.stockade.status; don't edit. GeneratedFilesTest says how to make it anew.\n"
                + YAML.writeValueAsString(crd);
    }

    /** All that a CRD may say of metadata is what a name looks like. */
    private static ObjectNode metadata() {
        ObjectShape metadata = (ObjectShape)
                RecordShapes.MANIFEST.find("metadata").orElseThrow().shape();
        TextShape name = (TextShape) metadata.find("name").orElseThrow().shape();
        ObjectNode schema = YAML.createObjectNode().put("type", "object");
        schema.putObject("properties")
                .putObject("name")
                .put("maxLength", name.length().max())
                .put("pattern", name.pattern())
                .put("type", "string");
        return schema;
    }

    private static void describe(ObjectNode schema, String path) {
        schema.put("description", Explanation.of(path).description());
    }

    private static void fillIn(ObjectNode section, String path) {
        section.putObject("default");
        section.get("properties").properties().stream()
                .filter(field -> field.getValue().has("enum"))
                .forEach(field -> ((ObjectNode) field.getValue())
                        .put(
                                "default",
                                Explanation.of(path + "." + field.getKey()).defaultValue()));
    }

    /** One writer has the whole of it: so the server keeps one line of who owns it, and not one for every field. */
    private static void own(ObjectNode status) {
        status.put("description", "How the stack is; written by Stockade alone.");
        status.put("x-kubernetes-map-type", "atomic");
    }

    /** What is no part of a status, and only has its place there; a field that no schema names would be dropped. */
    private static void remember(ObjectNode status) {
        ObjectNode properties = (ObjectNode) status.get("properties");
        properties
                .putObject("memory")
                .put(
                        "description",
                        "What Stockade remembers of the stack, for itself; whoever edits it makes it forget.")
                .put("type", "string");
    }

    /** The order of the records and enums, whole numbers, list keys, counts of entries, policies that may be objects. */
    private static void repair(ObjectNode schema, Shape shape) {
        if (schema.get("x-kubernetes-validations") instanceof ArrayNode rules) {
            schema.set("x-kubernetes-validations", distinct(rules));
        }
        if (shape instanceof ChoiceShape choice) {
            ArrayNode words = schema.putArray("enum");
            choice.words().forEach(words::add);
        }
        if (shape instanceof ObjectShape object) {
            ObjectNode properties = (ObjectNode) schema.get("properties");
            for (FieldShape field : object.fields()) {
                ObjectNode property = (ObjectNode) properties.remove(field.name());
                repair(property, field.shape());
                properties.set(field.name(), property);
            }
        }
        if (shape instanceof ListShape list) {
            schema.put("x-kubernetes-list-type", list.key() == null ? "atomic" : "map");
            if (list.key() != null) {
                schema.putArray("x-kubernetes-list-map-keys").add(list.key());
            }
            repair((ObjectNode) schema.get("items"), list.item());
        }
        if (shape instanceof MapShape map && map.size().max() < Long.MAX_VALUE) {
            schema.put("maxProperties", map.size().max());
        }
        if (shape instanceof TextShape text && Patterns.TIMESTAMP.equals(text.pattern())) {
            schema.put("format", "date-time");
        }
        if (shape instanceof JsonShape) {
            schema.remove(List.of("type", "maxLength"));
            schema.put("x-kubernetes-preserve-unknown-fields", true);
        }
        if (shape instanceof IntegerShape) {
            for (String limit : List.of("minimum", "maximum")) {
                if (schema.has(limit)) {
                    schema.put(limit, schema.get(limit).longValue());
                }
            }
        }
    }

    /** The generator finds a rule on a component twice: at the field, and at its accessor. */
    private static ArrayNode distinct(ArrayNode rules) {
        Set<JsonNode> once = new LinkedHashSet<>();
        rules.forEach(once::add);
        return YAML.createArrayNode().addAll(once);
    }

    private static ArrayNode inOrder(JsonNode columns) {
        ArrayNode ordered = YAML.createArrayNode();
        for (String name : PRINTER_COLUMNS) {
            columns.forEach(column -> {
                if (column.get("name").textValue().equals(name)) {
                    ObjectNode copy = (ObjectNode) column;
                    if (name.equals("Message")) {
                        copy.put("priority", 1);
                    }
                    ordered.add(copy);
                }
            });
        }
        return ordered;
    }

    /** Takes what the generator writes, instead of a folder. */
    private record InMemory(ByteArrayOutputStream output) implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
        @Override
        public ByteArrayOutputStream outputFor(String crdName) {
            return output;
        }

        @Override
        public void close() {}
    }
}
