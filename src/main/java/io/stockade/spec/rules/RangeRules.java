package io.stockade.spec.rules;

import io.stockade.net.Cidr;
import io.stockade.spec.NetworkSpec;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The range of the VPC is one that AWS takes, and has room for the subnets.
 *
 * <p>Source: docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
final class RangeRules implements Rule {
    private static final String PATH = "spec.network.cidr";
    private static final int LARGEST = 16;
    private static final int SMALLEST = 28;

    /** 6 zones and 8 tiers need 64 subnets, of /28 at the least. */
    private static final int ROOM_FOR_ALL_SLOTS = SMALLEST - 6;

    private static final List<Cidr> INTERNAL = List.of(
            Cidr.parse("10.0.0.0/8"),
            Cidr.parse("172.16.0.0/12"),
            Cidr.parse("192.168.0.0/16"),
            Cidr.parse("100.64.0.0/10"));

    @Override
    public List<String> reads() {
        return List.of(PATH, "spec.network.zones", "spec.network.zoneIds", "spec.network.tiers");
    }

    @Override
    public void check(Subject subject, Consumer<SpecProblem> problems) {
        SecureStack stack = subject.stack();
        NetworkSpec network = stack.spec().networkOrDefault();
        String written = network.cidr();
        if (written == null) {
            return;
        }
        Optional<Cidr> range = Ranges.canonical(PATH, written, problems);
        range.ifPresent(cidr -> {
            if (cidr.prefixLength() < LARGEST || cidr.prefixLength() > SMALLEST) {
                problems.accept(SpecProblem.error(PATH, "'" + cidr + "' is no size that a VPC may have")
                        .expecting("/16 to /28"));
                return;
            }
            if (INTERNAL.stream().noneMatch(internal -> internal.contains(cidr))) {
                problems.accept(SpecProblem.warning(
                        PATH,
                        "'" + cidr + "' is a public range: whoever has it on the internet can't be reached from here"));
            }
            checkRoom(network, cidr, problems);
        });
    }

    private static void checkRoom(NetworkSpec network, Cidr range, Consumer<SpecProblem> problems) {
        int zones = network.zonesOrDefault();
        int tiers = network.tiersOrDefault().size();
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, zones * tiers) - 1);
        if (range.prefixLength() + bits > SMALLEST) {
            problems.accept(SpecProblem.error(
                            PATH,
                            "'" + range + "' is too small for " + zones + " zones with " + tiers
                                    + " tiers, in subnets of /28 at the least")
                    .expecting("/" + (SMALLEST - bits) + " or larger"));
        } else if (range.prefixLength() > ROOM_FOR_ALL_SLOTS) {
            problems.accept(SpecProblem.warning(
                    PATH,
                    "'" + range + "' leaves no room to grow to 6 zones and 8 tiers, which takes /"
                            + ROOM_FOR_ALL_SLOTS));
        }
    }
}
