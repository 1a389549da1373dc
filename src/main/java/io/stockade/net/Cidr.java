package io.stockade.net;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address range, equal to another by its canonical text: host bits zero, IPv6 compressed, always with
 * its prefix length.
 */
public final class Cidr implements Comparable<Cidr> {
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

    private static final Comparator<Cidr> SHOWN = Comparator.comparing(Cidr::isIpv4)
            .reversed()
            .thenComparing(cidr -> cidr.high, Long::compareUnsigned)
            .thenComparing(cidr -> cidr.low, Long::compareUnsigned)
            .thenComparing(Cidr::prefixLength);

    private static final int IPV4_BITS = 32;

    private final String text;
    private final int bits;
    private final int prefixLength;

    /** The first 64 bits of the first address; 0 in IPv4. A thousand stacks keep thousands of these: two numbers do. */
    private final long high;

    private final long low;

    /**
     * The range of a canonical text.
     *
     * @param text such as {@code 10.40.0.0/16}
     * @throws IllegalArgumentException if it is no range, or is spelt otherwise
     */
    public Cidr(String text) {
        this(block(text).orElseThrow(() -> noRange(text)));
        if (!this.text.equals(text)) {
            throw new IllegalArgumentException("'" + text + "' is not in canonical form, which is " + this.text);
        }
    }

    private Cidr(IPAddress block) {
        IPAddress first = block.getLower();
        BigInteger value = first.getValue();
        this.text = first.toCanonicalString();
        this.bits = block.getBitCount();
        this.prefixLength = block.getNetworkPrefixLength();
        this.high = value.shiftRight(Long.SIZE).longValue();
        this.low = value.longValue();
    }

    /** Reads any spelling of a range; host bits are masked off. An address without a prefix length is no range. */
    public static Optional<Cidr> find(String text) {
        return block(text).map(Cidr::new);
    }

    /**
     * Reads any spelling of a range.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Cidr parse(String text) {
        return find(text).orElseThrow(() -> noRange(text));
    }

    /** Whether every address of its family is in it. */
    public boolean everywhere() {
        return prefixLength == 0;
    }

    /** The canonical text, such as {@code 10.40.0.0/16}. */
    public String text() {
        return text;
    }

    /**
     * The range of a size inside this one. In IPv6 only small ones: the count of addresses must fit.
     *
     * @param index counted from 0
     * @throws IllegalArgumentException if it does not fit
     */
    public Cidr block(int prefixLength, int index) {
        int more = prefixLength - this.prefixLength;
        int size = bits - prefixLength;
        if (more < 0 || more > 30 || size < 0 || size > 32 || index < 0 || index >= 1 << more) {
            throw new IllegalArgumentException("no block " + index + " of /" + prefixLength + " in " + text);
        }
        IPAddress first = block(text).orElseThrow().getLower().withoutPrefixLength();
        return new Cidr(first.increment((long) index << size).toPrefixBlock(prefixLength));
    }

    /** Whether every address of the other range is in this one. */
    public boolean contains(Cidr other) {
        if (bits != other.bits || prefixLength > other.prefixLength) {
            return false;
        }
        int free = bits - prefixLength;
        return free >= Long.SIZE
                ? above(high ^ other.high, free - Long.SIZE) == 0
                : high == other.high && above(low ^ other.low, free) == 0;
    }

    /** What is left of a number without its lowest bits. */
    private static long above(long number, int lowest) {
        return lowest == Long.SIZE ? 0 : number >>> lowest;
    }

    /** Whether any address is in both ranges. */
    public boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    public int prefixLength() {
        return prefixLength;
    }

    public boolean isIpv4() {
        return bits == IPV4_BITS;
    }

    /** By family, then address, then size: the order in which lists are shown. */
    @Override
    public int compareTo(Cidr other) {
        return SHOWN.compare(this, other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cidr cidr && text.equals(cidr.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static IllegalArgumentException noRange(String text) {
        return new IllegalArgumentException("'" + text + "' is no address range such as 10.0.0.0/16");
    }

    private static Optional<IPAddress> block(String text) {
        if (text.indexOf('/') < 0) {
            return Optional.empty();
        }
        try {
            IPAddress address = new IPAddressString(text, STRICT).toAddress();
            return Optional.ofNullable(address).filter(IPAddress::isPrefixed).map(IPAddress::toPrefixBlock);
        } catch (AddressStringException malformed) {
            return Optional.empty();
        }
    }
}
