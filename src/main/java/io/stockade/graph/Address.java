package io.stockade.graph;

import java.util.Comparator;

/**
 * What a resource is called inside its stack, whether it exists or not: {@code Subnet/app-euw1-az1}. It is the value of
 * the tag {@code stockade.dev/resource}, so it never changes for a thing that stays.
 */
public record Address(ResourceKind kind, String name) implements Comparable<Address> {
    private static final Comparator<Address> ORDER =
            Comparator.comparing(Address::kind).thenComparing(Address::name);

    public Address {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an address of kind " + kind + " needs a name");
        }
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if it is no address
     */
    public static Address parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + text + "' is no address such as Subnet/app-euw1-az1");
        }
        return new Address(ResourceKind.of(text.substring(0, slash)), text.substring(slash + 1));
    }

    @Override
    public int compareTo(Address other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
