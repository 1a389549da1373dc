package io.stockade.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inet.ipaddr.ipv6.IPv6Address;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges are canonical, and their arithmetic agrees with plain numbers. */
class CidrTest {
    @ParameterizedTest
    @CsvSource({
        "10.40.0.0/16, 10.40.0.0/16",
        "10.40.3.7/16, 10.40.0.0/16",
        "0.0.0.0/0, 0.0.0.0/0",
        "203.0.113.9/32, 203.0.113.9/32",
        "2001:DB8:0:0::/32, 2001:db8::/32",
        "::/0, ::/0"
    })
    void anySpellingBecomesCanonical(String spelling, String canonical) {
        assertThat(Cidr.parse(spelling)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0.0/33",
                "10.0.0/8",
                "10.0.0.0/255.0.0.0",
                "banana",
                "010.0.0.0/8",
                "*/8",
                "10.0.0.0/",
                "/8",
                "10.1-2.0.0/16"
            })
    void whatIsNoRangeIsRefused(String text) {
        assertThat(Cidr.find(text)).isEmpty();
        assertThatThrownBy(() -> Cidr.parse(text)).hasMessageContaining("is no address range");
    }

    @Test
    void blocksTileTheRange() {
        Cidr range = Cidr.parse("10.40.0.0/16");
        assertThat(List.of(range.block(20, 0), range.block(20, 15), range.block(16, 0)))
                .extracting(Cidr::text)
                .containsExactly("10.40.0.0/20", "10.40.240.0/20", "10.40.0.0/16");
        assertThatThrownBy(() -> range.block(20, 16)).hasMessage("no block 16 of /20 in 10.40.0.0/16");
    }

    @Test
    void onlyTheCanonicalTextMakesOne() {
        assertThat(new Cidr("10.40.0.0/16"))
                .isEqualTo(Cidr.parse("10.40.3.7/16"))
                .hasSameHashCodeAs("10.40.0.0/16");
        assertThatThrownBy(() -> new Cidr("10.40.3.7/16"))
                .hasMessage("'10.40.3.7/16' is not in canonical form, which is 10.40.0.0/16");
    }

    @Test
    void listsAreOrderedByFamilyThenAddressThenSize() {
        List<Cidr> shuffled = Stream.of("::/0", "10.0.0.0/16", "9.0.0.0/24", "10.0.0.0/8", "2001:db8::/32")
                .map(Cidr::new)
                .toList();

        Stream<Cidr> sorted = shuffled.stream().sorted();

        assertThat(sorted)
                .extracting(Cidr::text)
                .containsExactly("9.0.0.0/24", "10.0.0.0/8", "10.0.0.0/16", "::/0", "2001:db8::/32");
    }

    @Test
    void overlapAgreesWithBruteForce() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            int first = random.nextInt(1 << 8);
            int second = random.nextInt(1 << 8);
            int firstLength = 24 + random.nextInt(9);
            int secondLength = 24 + random.nextInt(9);
            Cidr one = Cidr.parse("10.0.0." + first + "/" + firstLength);
            Cidr other = Cidr.parse("10.0.0." + second + "/" + secondLength);
            int shared = 32 - Math.min(firstLength, secondLength);
            boolean expected = first >> shared == second >> shared;
            assertThat(one.overlaps(other)).as("%s and %s", one, other).isEqualTo(expected);
        }
    }

    /** Of addresses that share many bits, so that either answer is common. */
    @Test
    void containingAgreesWithPlainNumbersInIpv6Too() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            BigInteger first = new BigInteger(128, random);
            BigInteger second = first.xor(new BigInteger(random.nextInt(129), random));
            int firstLength = random.nextInt(129);
            int secondLength = random.nextInt(129);
            Cidr one = ipv6(first, firstLength);
            Cidr other = ipv6(second, secondLength);
            int free = 128 - firstLength;
            boolean expected =
                    firstLength <= secondLength && first.shiftRight(free).equals(second.shiftRight(free));
            assertThat(one.contains(other)).as("%s and %s", one, other).isEqualTo(expected);
        }
    }

    private static Cidr ipv6(BigInteger address, int prefixLength) {
        return Cidr.parse(new IPv6Address(address).toFullString() + "/" + prefixLength);
    }

    @Test
    void noRangeHoldsOneOfTheOtherFamily() {
        assertThat(Cidr.parse("::/0").contains(Cidr.ANYWHERE)).isFalse();
        assertThat(Cidr.ANYWHERE.contains(Cidr.parse("::/0"))).isFalse();
    }

    /** Address by address, in a space small enough for that. */
    @Test
    void overlapAndContainmentAreThoseOfTheAddresses() {
        Random random = new Random(20_270_101);
        for (int count = 0; count < 100_000; count++) {
            int[] one = drawn(random);
            int[] other = drawn(random);

            assertThat(range(one).overlaps(range(other)))
                    .as("%s overlaps %s", range(one), range(other))
                    .isEqualTo(shared(one, other) > 0);
            assertThat(range(one).contains(range(other)))
                    .as("%s contains %s", range(one), range(other))
                    .isEqualTo(shared(one, other) == other[1]);
        }
    }

    /** First address, and how many there are, among 1,024. */
    private static int[] drawn(Random random) {
        int size = 1 << random.nextInt(11);
        return new int[] {random.nextInt(1024 / size) * size, size};
    }

    private static Cidr range(int[] addresses) {
        int prefix = 32 - Integer.numberOfTrailingZeros(addresses[1]);
        return new Cidr("10.0." + addresses[0] / 256 + "." + addresses[0] % 256 + "/" + prefix);
    }

    private static int shared(int[] one, int[] other) {
        int shared = 0;
        for (int address = one[0]; address < one[0] + one[1]; address++) {
            shared += address >= other[0] && address < other[0] + other[1] ? 1 : 0;
        }
        return shared;
    }
}
