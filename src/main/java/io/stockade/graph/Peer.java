package io.stockade.graph;

import io.stockade.net.Cidr;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a security group rule: a range, a group, or a prefix list.
 *
 * @param type which of the two components is set
 * @param cidr the range, for {@link Type#CIDR}
 * @param ref the group or prefix list, for the others
 */
public record Peer(Type type, @Nullable Cidr cidr, @Nullable Ref ref) {
    /** What kind of thing the other end is. */
    public enum Type {
        CIDR,
        GROUP,
        PREFIX_LIST
    }

    public Peer {
        if ((type == Type.CIDR) != (cidr != null) || (type == Type.CIDR) == (ref != null)) {
            throw new IllegalArgumentException("a peer of type " + type + " is not made of " + cidr + " and " + ref);
        }
    }

    public static Peer cidr(Cidr cidr) {
        return new Peer(Type.CIDR, cidr, null);
    }

    public static Peer group(Ref group) {
        return new Peer(Type.GROUP, null, group);
    }

    public static Peer prefixList(Ref list) {
        return new Peer(Type.PREFIX_LIST, null, list);
    }

    @Override
    public String toString() {
        return ref == null ? String.valueOf(cidr) : ref.text();
    }
}
