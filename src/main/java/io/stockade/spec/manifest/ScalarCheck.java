package io.stockade.spec.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stockade.spec.Nearest;
import io.stockade.spec.Patterns;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.manifest.LocatedNode.Mapping;
import io.stockade.spec.manifest.LocatedNode.Scalar;
import io.stockade.spec.manifest.LocatedNode.Sequence;
import io.stockade.spec.shape.Shape;
import io.stockade.spec.shape.Shape.ChoiceShape;
import io.stockade.spec.shape.Shape.IntegerShape;
import io.stockade.spec.shape.Shape.Limits;
import io.stockade.spec.shape.Shape.TextShape;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads values without parts by what is expected in their place, and never by what YAML would guess. */
final class ScalarCheck {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)");

    /** Longer than any integer field takes; digits beyond it aren't worth parsing. */
    private static final int LONGEST_INTEGER = 20;

    /** Longer than any field with a pattern takes; guards the recursion of the pattern matcher. */
    private static final int LONGEST_MATCHED = 2048;

    private final ProblemList problems;

    ScalarCheck(ProblemList problems) {
        this.problems = problems;
    }

    @Nullable
    JsonNode value(Scalar scalar, Shape shape, String path) {
        if (shape instanceof IntegerShape integer) {
            return integer(scalar, integer, path);
        }
        if (shape instanceof ChoiceShape choice) {
            return choice(scalar, choice, path);
        }
        return text(scalar, (TextShape) shape, path);
    }

    /** A text without limits; says so when the API server would not take it for one. */
    String text(Scalar scalar, String path) {
        YamlGuess.of(scalar)
                .ifPresent(guess -> problems.add(
                        SpecProblem.warning(
                                path,
                                "is read as text here, but Kubernetes takes an unquoted " + scalar.text() + " for "
                                        + guess + "; put it in quotes"),
                        scalar.position()));
        return scalar.text();
    }

    private @Nullable JsonNode text(Scalar scalar, TextShape shape, String path) {
        String text = text(scalar, path);
        Limits length = shape.length();
        int count = text.codePointCount(0, text.length());
        if (!length.admit(count)) {
            add(
                    SpecProblem.error(path, Excerpt.of(text) + " has " + count + " characters")
                            .expecting(length.inWords().orElseThrow()),
                    scalar);
            return null;
        }
        String pattern = shape.pattern();
        if (pattern != null && (count > LONGEST_MATCHED || !text.matches(pattern))) {
            add(SpecProblem.error(path, "is " + Excerpt.of(text)).expecting(Patterns.inWords(pattern)), scalar);
            return null;
        }
        return NODES.textNode(text);
    }

    private @Nullable JsonNode choice(Scalar scalar, ChoiceShape shape, String path) {
        if (shape.words().contains(scalar.text())) {
            return NODES.textNode(scalar.text());
        }
        add(
                SpecProblem.error(path, "unknown value " + Excerpt.of(scalar.text()))
                        .expecting("one of " + String.join(", ", shape.words()))
                        .meaning(Nearest.of(scalar.text(), shape.words())),
                scalar);
        return null;
    }

    private @Nullable JsonNode integer(Scalar scalar, IntegerShape shape, String path) {
        String text = scalar.text();
        if (!scalar.plain()) {
            add(SpecProblem.error(path, "is text").expecting("a whole number, without quotes"), scalar);
            return null;
        }
        if (!DECIMAL.matcher(text).matches()) {
            add(
                    SpecProblem.error(path, "is " + Excerpt.of(text)).expecting("a whole number, in decimal digits"),
                    scalar);
            return null;
        }
        boolean small = text.length() <= LONGEST_INTEGER && new BigInteger(text).bitLength() < Long.SIZE;
        if (!small || !shape.value().admit(Long.parseLong(text))) {
            add(
                    SpecProblem.error(path, "is " + Excerpt.of(text))
                            .expecting(shape.value().inWords().orElse("a 32-bit number")),
                    scalar);
            return null;
        }
        return NODES.numberNode(Long.parseLong(text));
    }

    private void add(SpecProblem problem, Scalar scalar) {
        problems.add(problem, scalar.position());
    }

    static String expectation(Shape shape) {
        if (shape instanceof IntegerShape) {
            return "a whole number";
        }
        return shape instanceof ChoiceShape choice ? "one of " + String.join(", ", choice.words()) : "text";
    }

    /** What a value looks like, for people. */
    static String kindOf(LocatedNode node) {
        if (node instanceof Sequence) {
            return "a list";
        }
        if (node instanceof Mapping) {
            return "an object";
        }
        if (node instanceof Scalar scalar) {
            return scalar.isNothing() ? "empty" : YamlGuess.of(scalar).orElse("text");
        }
        return "unreadable";
    }
}
