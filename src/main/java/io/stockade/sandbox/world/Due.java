package io.stockade.sandbox.world;

import java.time.Instant;
import java.util.Comparator;

/**
 * Something that AWS will do by itself at an instant.
 *
 * @param action the name under which its handler is registered
 * @param subject the id of what it is about
 */
public record Due(String id, Scope scope, Instant at, String action, String subject) implements Comparable<Due> {
    /** All that is due in a scope. */
    public static final Table<Due> TABLE = new Table<>("due", Due.class, Due::about);

    private static final Comparator<Due> ORDER = Comparator.comparing(Due::at).thenComparing(Due::id);

    /** What it does, and to what: several of the same may be due at different times. */
    public String about() {
        return about(action, subject);
    }

    /** The same for something that may be due. */
    public static String about(String action, String subject) {
        return action + "/" + subject;
    }

    @Override
    public int compareTo(Due other) {
        return ORDER.compare(this, other);
    }
}
