package io.stockade.spec.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.StrictJson;
import io.stockade.spec.manifest.LocatedNode.Mapping;
import io.stockade.spec.manifest.LocatedNode.Scalar;
import io.stockade.spec.manifest.LocatedNode.Sequence;
import io.stockade.spec.shape.Shape.JsonShape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a JSON document inside a manifest, as text or written out, into its text. */
final class PolicyCheck {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ProblemList problems;

    PolicyCheck(ProblemList problems) {
        this.problems = problems;
    }

    @Nullable
    JsonNode text(LocatedNode node, JsonShape shape, String path) {
        String text = node instanceof Mapping ? json(node).toString() : written(node, path);
        if (text == null) {
            return null;
        }
        if (!shape.length().admit(text.length())) {
            problems.add(SpecProblem.error(path, "has " + text.length() + " characters")
                    .expecting(shape.length().inWords().orElseThrow()));
            return null;
        }
        return NODES.textNode(text);
    }

    private @Nullable String written(LocatedNode node, String path) {
        if (!(node instanceof Scalar scalar)) {
            SpecProblem problem = SpecProblem.error(path, "is " + ScalarCheck.kindOf(node));
            problems.add(problem.expecting("a JSON object, or its text"), node.position());
            return null;
        }
        Optional<SpecProblem> malformed = StrictJson.problem(path, scalar.text());
        malformed.ifPresent(problem -> problems.add(problem, node.position()));
        return malformed.isPresent() ? null : scalar.text();
    }

    /** JSON of what was written: true, false and decimal numbers are themselves, everything else is text. */
    private JsonNode json(LocatedNode node) {
        if (node instanceof Mapping mapping) {
            ObjectNode object = NODES.objectNode();
            mapping.entries().forEach(entry -> object.set(entry.name(), json(entry.value())));
            return object;
        }
        if (node instanceof Sequence sequence) {
            ArrayNode array = NODES.arrayNode();
            sequence.items().forEach(item -> array.add(json(item)));
            return array;
        }
        return node instanceof Scalar scalar ? scalar(scalar) : NODES.nullNode();
    }

    private static JsonNode scalar(Scalar scalar) {
        String text = scalar.text();
        if (scalar.isNothing()) {
            return NODES.nullNode();
        }
        if (scalar.plain() && (text.equals("true") || text.equals("false"))) {
            return NODES.booleanNode(text.equals("true"));
        }
        boolean number = scalar.plain() && text.matches("0|-?[1-9][0-9]{0,17}");
        return number ? NODES.numberNode(Long.parseLong(text)) : NODES.textNode(text);
    }
}
