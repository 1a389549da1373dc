package io.stockade.spec.shape;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a value of a manifest may look like. */
public sealed interface Shape {
    /** The kind of value in a word or two: {@code integer}, {@code list of objects}. */
    String type();

    /** An object with known fields. */
    record ObjectShape(List<FieldShape> fields) implements Shape {
        @Override
        public String type() {
            return "object";
        }

        public Optional<FieldShape> find(String name) {
            return fields.stream().filter(field -> field.name().equals(name)).findFirst();
        }

        public List<String> names() {
            return fields.stream().map(FieldShape::name).sorted().toList();
        }
    }

    /**
     * A list.
     *
     * @param key the field that no two items may share
     */
    record ListShape(Shape item, Limits size, @Nullable String key) implements Shape {
        @Override
        public String type() {
            return "list of " + item.type() + "s";
        }
    }

    /** An object whose fields the user names; the values are text. */
    record MapShape(Limits size) implements Shape {
        @Override
        public String type() {
            return "map of text to text";
        }
    }

    /** Text. */
    record TextShape(@Nullable String pattern, Limits length) implements Shape {
        @Override
        public String type() {
            return "text";
        }
    }

    /** A whole number. */
    record IntegerShape(Limits value) implements Shape {
        @Override
        public String type() {
            return "integer";
        }
    }

    /** One of a few words. */
    record ChoiceShape(List<String> words) implements Shape {
        @Override
        public String type() {
            return "word";
        }
    }

    /** A JSON document, as text or written out. */
    record JsonShape(Limits length) implements Shape {
        @Override
        public String type() {
            return "JSON object";
        }
    }

    /** A field of an object. */
    record FieldShape(String name, String description, boolean required, Shape shape) {}

    /** Bounds of a number, a length or a count; both ends included. */
    record Limits(long min, long max) {
        public static final Limits NONE = new Limits(Long.MIN_VALUE, Long.MAX_VALUE);

        public boolean admit(long value) {
            return min <= value && value <= max;
        }

        /** Such as {@code 1 to 40}, {@code at least 1}, {@code at most 40}; empty when there are none. */
        public Optional<String> inWords() {
            boolean below = min > 0;
            boolean above = max < Long.MAX_VALUE;
            if (below && above) {
                return Optional.of(min == max ? "exactly " + min : min + " to " + max);
            }
            if (above) {
                return Optional.of("at most " + max);
            }
            return below ? Optional.of("at least " + min) : Optional.empty();
        }
    }
}
