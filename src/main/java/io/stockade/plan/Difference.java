package io.stockade.plan;

import io.stockade.graph.Address;
import io.stockade.graph.Changes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is not as declared.
 *
 * @param address what it is about; for what nobody declared, the parent's name and the thing's own key
 * @param id AWS's id; {@code null} for what does not exist
 * @param fields which components differ; empty unless {@code type} is {@link Type#CHANGED}
 * @param origin who made it so
 * @param note what AWS says of it, such as why a gateway failed; empty if nothing
 * @param leftover the thing that no address means; {@code null} unless {@code type} is {@link Type#SURPLUS} or
 *     {@link Type#UNEXPECTED}
 */
public record Difference(
        Address address,
        @Nullable String id,
        Type type,
        List<Field> fields,
        Origin origin,
        Severity severity,
        String note,
        @Nullable Leftover leftover) {
    public Difference {
        fields = List.copyOf(fields);
    }

    /** The same of some of its fields. */
    Difference of(List<Field> some) {
        Severity worst =
                some.stream().map(Field::severity).min(Severity::compareTo).orElse(severity);
        return new Difference(address, id, type, some, origin, worst, note, leftover);
    }

    /** Whether putting it right takes a thing away: only a deletion or a new incarnation would do. */
    public boolean destructive() {
        return leftover != null || fields.stream().anyMatch(field -> field.effect() == Changes.Effect.REPLACE);
    }

    /** Whether it is about something that is not ours. */
    public boolean foreign() {
        return leftover != null && leftover.kind() == Leftover.Kind.FOREIGN;
    }

    /** In which way it is not as declared. */
    public enum Type {
        /** Declared, and not there. */
        MISSING,
        /** There, with other values. */
        CHANGED,
        /** There with the right values, but not working: a blackhole route. */
        BROKEN,
        /** In something that we own, and nobody declared it. */
        UNEXPECTED,
        /** Ours, and no longer declared; or an older incarnation of something that is. */
        SURPLUS,
        /** Nobody knows: the read failed, or is doubted. */
        UNKNOWN
    }

    /** Where a difference comes from: the last applied digest tells. */
    public enum Origin {
        /** The manifest changed since it was last applied (or this was never applied). */
        USER,
        /** We made it, and a later call of its creation is still to come. */
        UNFINISHED,
        /** AWS changed since we last applied. */
        DRIFT,
        /** The memory of what was applied is lost. */
        UNKNOWN;

        /** Whether nobody but the user, and we for the user, made it so. */
        public boolean wanted() {
            return this == USER || this == UNFINISHED;
        }
    }

    /** How much it matters. */
    public enum Severity {
        /** Exposure: something is open that should be shut. */
        CRITICAL,
        /** Loss of function: a path, a gateway, a subnet is gone. */
        HIGH,
        MEDIUM,
        /** Cosmetic: tags, descriptions. */
        LOW
    }

    /**
     * One component that differs.
     *
     * @param path such as {@code target} or {@code tags.cost-center}
     * @param component the component of the record
     * @param expected as declared, for people
     * @param actual as observed, for people
     * @param severity how much this one matters
     */
    public record Field(
            String path, String component, String expected, String actual, Changes.Effect effect, Severity severity) {
        Field with(Severity other) {
            return new Field(path, component, expected, actual, effect, other);
        }
    }
}
