package io.stockade.blueprint;

import io.stockade.graph.AddressPlan;
import io.stockade.graph.Digest;
import io.stockade.graph.RegionFacts;
import io.stockade.net.Cidr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The range of the VPC: as remembered, else as written, else a free private one.
 *
 * <p>The search for a free /16 begins at a place in 10.0.0.0/8 that a digest of the stack decides: two stacks, even in
 * two accounts that nobody compares, seldom get the same, and can be peered later.
 */
final class RangeChoice {
    private static final String PATH = "spec.network.cidr";
    private static final int LARGEST = 16;
    private static final int SMALLEST = 28;

    /** Docker's own, and that of AWS services which run on it: docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html. */
    private static final Cidr DOCKER = new Cidr("172.17.0.0/16");

    private RangeChoice() {}

    static Optional<Cidr> choose(Drawing drawing, AddressPlan remembered) {
        String written = drawing.network().cidr();
        Cidr kept = remembered.vpc();
        if (kept != null) {
            if (written != null && !Cidr.find(written).equals(Optional.of(kept))) {
                drawing.error(
                        PATH,
                        "the VPC has the range " + kept + ", which can't change; write that, or make another stack for "
                                + written);
            }
            return Optional.of(kept);
        }
        return written == null ? free(drawing) : read(written);
    }

    private static Optional<Cidr> read(String written) {
        return Cidr.find(written)
                .filter(Cidr::isIpv4)
                .filter(range -> range.prefixLength() >= LARGEST && range.prefixLength() <= SMALLEST);
    }

    private static Optional<Cidr> free(Drawing drawing) {
        RegionFacts.Quotas quotas = drawing.facts().quotas();
        List<Cidr> taken =
                quotas.vpcRanges().values().stream().flatMap(Collection::stream).toList();
        Optional<Cidr> found = candidates(drawing).stream()
                .filter(range -> taken.stream().noneMatch(range::overlaps))
                .findFirst();
        if (found.isEmpty()) {
            drawing.error(PATH, "every private /16 overlaps a VPC of the region; write a range of your own here");
        }
        return found;
    }

    private static List<Cidr> candidates(Drawing drawing) {
        String digest =
                Digest.hex(drawing.owner().installation(), drawing.owner().stack());
        int start = Integer.parseInt(digest.substring(0, 2), 16);
        List<Cidr> ranges = new ArrayList<>();
        for (int step = 0; step < 256; step++) {
            ranges.add(new Cidr("10." + (start + step) % 256 + ".0.0/16"));
        }
        for (int second = 16; second < 32; second++) {
            ranges.add(new Cidr("172." + second + ".0.0/16"));
        }
        ranges.add(new Cidr("192.168.0.0/16"));
        ranges.remove(DOCKER);
        return ranges;
    }
}
