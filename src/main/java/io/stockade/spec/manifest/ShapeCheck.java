package io.stockade.spec.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.manifest.LocatedNode.Entry;
import io.stockade.spec.manifest.LocatedNode.Mapping;
import io.stockade.spec.manifest.LocatedNode.Refused;
import io.stockade.spec.manifest.LocatedNode.Scalar;
import io.stockade.spec.manifest.LocatedNode.Sequence;
import io.stockade.spec.shape.Shape;
import io.stockade.spec.shape.Shape.FieldShape;
import io.stockade.spec.shape.Shape.JsonShape;
import io.stockade.spec.shape.Shape.ListShape;
import io.stockade.spec.shape.Shape.MapShape;
import io.stockade.spec.shape.Shape.ObjectShape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was written with the shape of a manifest, lists every difference, and hands on what is sound: a value
 * that is not is left out, so that the rest can still be judged.
 */
final class ShapeCheck {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ProblemList problems;
    private final ScalarCheck scalars;

    ShapeCheck(ProblemList problems) {
        this.problems = problems;
        this.scalars = new ScalarCheck(problems);
    }

    /** The sound part of an object; null when it is none. */
    @Nullable
    ObjectNode object(LocatedNode node, ObjectShape shape, String path) {
        if (!(node instanceof Mapping mapping)) {
            wrongType(node, "an object", path);
            return null;
        }
        ObjectNode sound = NODES.objectNode();
        Set<String> written = new HashSet<>();
        for (Entry entry : mapping.entries()) {
            written.add(entry.name());
            FieldShape field = shape.find(entry.name()).orElse(null);
            if (field == null) {
                problems.add(UnknownFields.problem(path, entry.name(), shape), entry.position());
                continue;
            }
            String at = TreeBuilder.child(path, entry.name());
            problems.remember(at, entry.position());
            JsonNode value = field(entry.value(), field, at);
            if (value != null) {
                sound.set(entry.name(), value);
            }
        }
        for (FieldShape field : shape.fields()) {
            if (field.required() && !written.contains(field.name())) {
                problems.add(SpecProblem.error(TreeBuilder.child(path, field.name()), "is required"));
            }
        }
        return sound;
    }

    private @Nullable JsonNode field(LocatedNode value, FieldShape field, String path) {
        if (!(value instanceof Scalar scalar && scalar.isNothing())) {
            return value(value, field.shape(), path);
        }
        problems.add(
                field.required()
                        ? SpecProblem.error(path, "is required, and has no value")
                        : SpecProblem.warning(path, "has no value, and is taken as left out"));
        return null;
    }

    private @Nullable JsonNode value(LocatedNode node, Shape shape, String path) {
        if (node instanceof Refused) {
            return null;
        }
        if (shape instanceof ObjectShape object) {
            return object(node, object, path);
        }
        if (shape instanceof ListShape list) {
            return list(node, list, path);
        }
        if (shape instanceof MapShape map) {
            return map(node, map, path);
        }
        if (shape instanceof JsonShape json) {
            return new PolicyCheck(problems).text(node, json, path);
        }
        if (node instanceof Scalar scalar && !scalar.isNothing()) {
            return scalars.value(scalar, shape, path);
        }
        wrongType(node, ScalarCheck.expectation(shape), path);
        return null;
    }

    private @Nullable JsonNode list(LocatedNode node, ListShape shape, String path) {
        if (!(node instanceof Sequence sequence)) {
            wrongType(node, "a list", path);
            return null;
        }
        int count = sequence.items().size();
        if (!shape.size().admit(count)) {
            problems.add(SpecProblem.error(path, count == 0 ? "is empty" : "has " + count + " items")
                    .expecting(shape.size().inWords().orElseThrow()));
        }
        ArrayNode sound = NODES.arrayNode();
        // Of those that are too many, nothing else need be said.
        List<LocatedNode> items =
                sequence.items().subList(0, (int) Math.min(count, shape.size().max()));
        for (int index = 0; index < items.size(); index++) {
            LocatedNode item = items.get(index);
            String at = path + "[" + index + "]";
            problems.remember(at, item.position());
            JsonNode value = value(item, shape.item(), at);
            if (value != null) {
                sound.add(value);
            } else if (shape.item() instanceof ObjectShape) {
                sound.add(NODES.objectNode()); // so that those after it keep their numbers
            }
        }
        if (shape.key() != null) {
            uniqueKeys(items, shape.key(), path);
        }
        return sound;
    }

    private void uniqueKeys(List<LocatedNode> items, String key, String path) {
        Map<String, Scalar> seen = new HashMap<>();
        for (int index = 0; index < items.size(); index++) {
            Scalar value = key(items.get(index), key);
            Scalar earlier = value == null ? null : seen.putIfAbsent(value.text(), value);
            if (value != null && earlier != null) {
                problems.add(
                        SpecProblem.error(
                                path + "[" + index + "]." + key,
                                Excerpt.of(value.text()) + " is here twice: first on line "
                                        + earlier.position().line()),
                        value.position());
            }
        }
    }

    private static @Nullable Scalar key(LocatedNode item, String key) {
        if (!(item instanceof Mapping mapping)) {
            return null;
        }
        return mapping.entries().stream()
                .filter(entry -> entry.name().equals(key) && entry.value() instanceof Scalar)
                .map(entry -> (Scalar) entry.value())
                .findFirst()
                .orElse(null);
    }

    private @Nullable JsonNode map(LocatedNode node, MapShape shape, String path) {
        if (!(node instanceof Mapping mapping)) {
            wrongType(node, "an object of names and texts", path);
            return null;
        }
        int count = mapping.entries().size();
        if (!shape.size().admit(count)) {
            problems.add(SpecProblem.error(path, "has " + count + " entries")
                    .expecting(shape.size().inWords().orElseThrow()));
        }
        ObjectNode sound = NODES.objectNode();
        for (Entry entry : mapping.entries()) {
            String at = TreeBuilder.child(path, entry.name());
            problems.remember(at, entry.position());
            if (entry.value() instanceof Scalar scalar && !scalar.isNothing()) {
                sound.put(entry.name(), scalars.text(scalar, at));
                continue;
            }
            wrongType(entry.value(), "text, in quotes", at);
        }
        return sound;
    }

    private void wrongType(LocatedNode node, String expected, String path) {
        if (!(node instanceof Refused)) {
            problems.add(
                    SpecProblem.error(path, "is " + ScalarCheck.kindOf(node)).expecting(expected), node.position());
        }
    }
}
