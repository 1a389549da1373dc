package io.stockade.spec.shape;

import io.stockade.spec.Nearest;
import io.stockade.spec.Patterns;
import io.stockade.spec.shape.Shape.ChoiceShape;
import io.stockade.spec.shape.Shape.FieldShape;
import io.stockade.spec.shape.Shape.IntegerShape;
import io.stockade.spec.shape.Shape.JsonShape;
import io.stockade.spec.shape.Shape.ListShape;
import io.stockade.spec.shape.Shape.MapShape;
import io.stockade.spec.shape.Shape.ObjectShape;
import io.stockade.spec.shape.Shape.TextShape;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a field of a manifest is for and may hold, as {@code kubectl explain} would say it.
 *
 * @param path as {@code spec.network.tiers[].access}
 * @param defaultValue what it means to leave the field out; null when that depends, or when it is required
 * @param allowed the words it may hold, or the limits and the form of its value; empty when there are none
 * @param children the fields of an object, or of the items of a list
 */
public record Explanation(
        String path,
        String type,
        String description,
        boolean required,
        @Nullable String defaultValue,
        List<String> allowed,
        List<Child> children) {

    private static final Pattern INDEX = Pattern.compile("\\[[0-9]*]");

    /** A field below, in a line. */
    public record Child(String name, String type, boolean required, String description) {}

    /**
     * Explains a path; list indexes may be there or left out.
     *
     * @throws IllegalArgumentException if there is no such path; the message names the nearest
     */
    public static Explanation of(String path) {
        return find(path).orElseThrow(() -> {
            String nearest = nearest(path);
            String hint = nearest == null ? "" : "; did you mean '" + nearest + "'?";
            return new IllegalArgumentException(path + ": no such field" + hint);
        });
    }

    /** Explains a path, if there is such a field; the empty path is the manifest as a whole. */
    public static Optional<Explanation> find(String path) {
        String plain = plain(path);
        if (plain.isEmpty()) {
            String description = "A secure stack on AWS: a network, who may talk to whom in it, and how it is kept.";
            List<Child> children = children(RecordShapes.MANIFEST);
            return Optional.of(new Explanation("", "object", description, true, null, List.of(), children));
        }
        return FieldPaths.fields().entrySet().stream()
                .filter(field -> plain(field.getKey()).equals(plain))
                .findFirst()
                .map(field -> explain(field.getKey(), field.getValue()));
    }

    /** The path that was probably meant; null when none is close. */
    public static @Nullable String nearest(String path) {
        String nearest = Nearest.of(path, FieldPaths.fields().keySet());
        return nearest == null ? FieldPaths.elsewhere(path.substring(path.lastIndexOf('.') + 1)) : nearest;
    }

    /** The explanation as text, with a last line break. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(path.isEmpty() ? "SecureStack" : path)
                .append(" <")
                .append(type)
                .append('>');
        text.append(required ? " required\n" : "\n");
        text.append("  ").append(description).append('\n');
        if (defaultValue != null) {
            text.append("  Default: ").append(defaultValue).append('\n');
        }
        if (!allowed.isEmpty()) {
            text.append("  Allowed: ").append(String.join(", ", allowed)).append('\n');
        }
        if (!children.isEmpty()) {
            text.append("  Fields:\n");
        }
        for (Child child : children) {
            text.append("    ")
                    .append(child.name())
                    .append(" <")
                    .append(child.type())
                    .append('>');
            text.append(child.required() ? " required\n" : "\n");
            text.append("      ").append(child.description()).append('\n');
        }
        return text.toString();
    }

    private static Explanation explain(String path, FieldShape field) {
        String defaultValue = field.required() ? null : FieldDefaults.of(path);
        return new Explanation(
                path,
                field.shape().type(),
                field.description(),
                field.required(),
                defaultValue,
                allowed(field.shape()),
                children(field.shape()));
    }

    private static List<Child> children(Shape shape) {
        if (shape instanceof ListShape list) {
            return children(list.item());
        }
        if (!(shape instanceof ObjectShape object)) {
            return List.of();
        }
        return object.fields().stream()
                .map(field -> new Child(field.name(), field.shape().type(), field.required(), field.description()))
                .toList();
    }

    private static List<String> allowed(Shape shape) {
        if (shape instanceof ChoiceShape choice) {
            return choice.words();
        }
        if (shape instanceof IntegerShape integer) {
            return integer.value().inWords().stream().toList();
        }
        if (shape instanceof TextShape text) {
            String pattern = text.pattern();
            return pattern == null
                    ? counted(text.length(), "characters")
                    : join(List.of(Patterns.inWords(pattern)), counted(text.length(), "characters"));
        }
        if (shape instanceof ListShape list) {
            return join(
                    counted(list.size(), "items"),
                    list.item() instanceof ObjectShape ? List.of() : allowed(list.item()));
        }
        if (shape instanceof MapShape map) {
            return counted(map.size(), "entries");
        }
        return shape instanceof JsonShape json ? counted(json.length(), "characters") : List.of();
    }

    private static List<String> counted(Shape.Limits limits, String what) {
        return limits.inWords().map(words -> words + " " + what).stream().toList();
    }

    private static List<String> join(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static String plain(String path) {
        return INDEX.matcher(path.strip()).replaceAll("");
    }
}
