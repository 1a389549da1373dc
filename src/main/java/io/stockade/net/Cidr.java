package io.stockade.net;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.Comparator;
import java.util.Optional;

/**
 * An IPv4 or IPv6 address range in canonical text: host bits zero, IPv6 compressed, always with its prefix length.
 *
 * @param text the canonical form, such as {@code 10.40.0.0/16}
 */
public record Cidr(String text) implements Comparable<Cidr> {
    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowWildcardedSeparator(false)
            .allowMask(false)
            .allowPrefixOnly(false)
            .allowSingleSegment(false)
            .setRangeOptions(AddressStringParameters.RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .allowWildcardedSeparator(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowWildcardedSeparator(false)
            .allowZone(false)
            .getParentBuilder()
            .toParams();

    /** Everywhere, in IPv4. */
    public static final Cidr ANYWHERE = new Cidr("0.0.0.0/0");

    public Cidr {
        String canonical = canonical(text)
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + text + "' is no address range such as 10.0.0.0/16"));
        if (!canonical.equals(text)) {
            throw new IllegalArgumentException("'" + text + "' is not in canonical form, which is " + canonical);
        }
    }

    /** Reads any spelling of a range; host bits are masked off. An address without a prefix length is no range. */
    public static Optional<Cidr> find(String text) {
        return canonical(text).map(Cidr::new);
    }

    /**
     * Reads any spelling of a range.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Cidr parse(String text) {
        return find(text)
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + text + "' is no address range such as 10.0.0.0/16"));
    }

    /**
     * The range of a size inside this one.
     *
     * @param index counted from 0
     * @throws IllegalArgumentException if it does not fit
     */
    public Cidr block(int prefixLength, int index) {
        int bits = prefixLength - prefixLength();
        if (bits < 0 || bits > 30 || index < 0 || index >= 1 << bits) {
            throw new IllegalArgumentException("no block " + index + " of /" + prefixLength + " in " + text);
        }
        IPAddress first = address().getLower().withoutPrefixLength();
        long size = 1L << (bitCount() - prefixLength);
        return parse(first.increment(index * size).toCanonicalString() + "/" + prefixLength);
    }

    /** Whether every address of the other range is in this one. */
    public boolean contains(Cidr other) {
        return address().contains(other.address());
    }

    /** Whether any address is in both ranges. */
    public boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    public int prefixLength() {
        return Integer.parseInt(text.substring(text.indexOf('/') + 1));
    }

    public boolean isIpv4() {
        return text.indexOf(':') < 0;
    }

    /** By family, then address, then size: the order in which lists are shown. */
    @Override
    public int compareTo(Cidr other) {
        return Comparator.comparing(Cidr::isIpv4)
                .reversed()
                .thenComparing(cidr -> cidr.address().getLower().withoutPrefixLength())
                .thenComparing(Cidr::prefixLength)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }

    private int bitCount() {
        return isIpv4() ? 32 : 128;
    }

    private IPAddress address() {
        return new IPAddressString(text, STRICT).getAddress().toPrefixBlock();
    }

    private static Optional<String> canonical(String text) {
        if (text.indexOf('/') < 0) {
            return Optional.empty();
        }
        try {
            IPAddress address = new IPAddressString(text, STRICT).toAddress();
            return address == null || !address.isPrefixed()
                    ? Optional.empty()
                    : Optional.of(address.toPrefixBlock().getLower().toCanonicalString());
        } catch (AddressStringException malformed) {
            return Optional.empty();
        }
    }
}
