package io.stockade.plan;

import io.stockade.graph.Digest;
import io.stockade.plan.Difference.Field;
import io.stockade.plan.Difference.Severity;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A difference as people decide upon it: one field, or a thing as a whole.
 *
 * @param field {@code null} if it is about the thing as a whole
 */
public record Drift(Difference difference, @Nullable Field field) {
    /** Where a thing has the right values and does not work. */
    private static final String STATE = "state";

    private static final int KEY_LENGTH = 10;

    /** Each field of a difference for itself; the thing as a whole where no field says it. */
    public static List<Drift> of(Difference difference) {
        List<Field> fields = difference.fields();
        return fields.isEmpty()
                ? List.of(new Drift(difference, null))
                : fields.stream().map(field -> new Drift(difference, field)).toList();
    }

    /** The address of the resource. */
    public String resource() {
        return difference.address().toString();
    }

    /** The path of the field, such as {@code tags.team}; empty for a thing as a whole. */
    public String path() {
        if (field != null) {
            return field.path();
        }
        return difference.type() == Difference.Type.BROKEN ? STATE : "";
    }

    public Severity severity() {
        return field == null ? difference.severity() : field.severity();
    }

    /** In which of the four ways that people tell apart. */
    public DriftClass driftClass() {
        return switch (difference.type()) {
            case MISSING -> DriftClass.MISSING;
            case CHANGED, BROKEN -> DriftClass.CHANGED;
            case UNEXPECTED, SURPLUS -> DriftClass.UNEXPECTED;
            case UNKNOWN -> DriftClass.UNKNOWN;
        };
    }

    /** What was left there, for people. */
    public String expected() {
        if (field != null) {
            return field.expected();
        }
        return switch (difference.type()) {
            case MISSING, CHANGED -> "exists";
            case UNKNOWN -> "as it was left";
            case BROKEN -> "works";
            case UNEXPECTED, SURPLUS -> "absent";
        };
    }

    /** What is there, for people. */
    public String actual() {
        if (field != null) {
            return field.actual();
        }
        return switch (difference.type()) {
            case MISSING -> "absent";
            case BROKEN -> difference.note().isEmpty() ? "does not work" : difference.note();
            case UNEXPECTED, SURPLUS, CHANGED -> "exists";
            case UNKNOWN -> "unknown";
        };
    }

    /** What stays the same while it comes and goes with other values. */
    public String identity() {
        return identity(resource(), path(), driftClass());
    }

    /** The same of a drift that is known by its parts. */
    public static String identity(String resource, String path, DriftClass driftClass) {
        return resource + " " + path + " " + driftClass;
    }

    /** Names exactly this: a decision upon it dies when the thing, the wanted or the actual value is another. */
    public String key() {
        String[] parts = Stream.of(
                        resource(),
                        Objects.requireNonNullElse(difference.id(), ""),
                        path(),
                        driftClass().toString(),
                        expected(),
                        actual())
                .toArray(String[]::new);
        return Digest.hex(parts).substring(0, KEY_LENGTH);
    }
}
