package io.stockade.graph;

/** What one resource says of another: not built yet, built by us, or somebody else's. */
public sealed interface Ref extends Comparable<Ref> {
    /** A resource of the same graph, by its address; it gets an id when it is created. */
    record Planned(Address address) implements Ref {
        @Override
        public String text() {
            return address.toString();
        }
    }

    /** A thing in AWS, by its id. */
    record Known(String id) implements Ref {
        @Override
        public String text() {
            return id;
        }
    }

    /** A thing in AWS that the user named and that no stack of ours owns. */
    record Foreign(String id) implements Ref {
        @Override
        public String text() {
            return id;
        }
    }

    /** The address or the id, as users read it. */
    String text();

    static Ref to(Address address) {
        return new Planned(address);
    }

    static Ref to(ResourceKind kind, String name) {
        return new Planned(new Address(kind, name));
    }

    static Ref known(String id) {
        return new Known(id);
    }

    /** The id, where there is one; {@code null} for what is only planned. */
    default @org.jspecify.annotations.Nullable String id() {
        if (this instanceof Known known) {
            return known.id();
        }
        return this instanceof Foreign foreign ? foreign.id() : null;
    }

    @Override
    default int compareTo(Ref other) {
        return text().compareTo(other.text());
    }
}
