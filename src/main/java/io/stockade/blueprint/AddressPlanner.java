package io.stockade.blueprint;

import io.stockade.graph.Address;
import io.stockade.graph.AddressPlan;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Subnet;
import io.stockade.net.Cidr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Gives every subnet a range that it keeps for good.
 *
 * <p>A VPC is cut into 64 blocks of equal size, seen as 8 rows of 8: a tier is a row, a zone a column. So a tier is one
 * contiguous range (a /19 of a /16) that firewalls elsewhere can name, whatever zones it grows into; six columns are
 * for the zones of a region and two are spare. A block is never smaller than /28, AWS's limit, so that a VPC smaller
 * than /22 has fewer. A subnet whose block does not exist or is taken gets a spare one, and then any free one.
 */
public final class AddressPlanner {
    private static final int ROWS = 8;
    private static final int COLUMNS = 8;
    private static final int ZONES = 6;
    private static final int BITS = 6;
    private static final int SMALLEST = 28;

    private AddressPlanner() {}

    /** The prefix length of every subnet of such a VPC. */
    static int blockPrefix(Cidr vpc) {
        return Math.min(SMALLEST, vpc.prefixLength() + BITS);
    }

    /** The plan with a range for every tier in every zone, as far as there is room; nothing that it held changes. */
    static AddressPlan extend(AddressPlan remembered, Cidr vpc, List<String> zoneIds, List<String> tiers) {
        SortedMap<String, Integer> zoneSlots = withSlots(remembered.zoneSlots(), zoneIds);
        SortedMap<String, Integer> tierSlots = withSlots(remembered.tierSlots(), tiers);
        SortedMap<String, Cidr> subnets = new TreeMap<>(remembered.subnets());
        List<Cidr> blocks = List.of();
        for (String tier : tiers) {
            for (String zoneId : zoneIds) {
                String key = AddressPlan.key(tier, zoneId);
                if (!subnets.containsKey(key)) {
                    blocks = blocks.isEmpty() ? blocks(vpc) : blocks;
                    free(
                                    blocks,
                                    tierSlots.getOrDefault(tier, ROWS),
                                    zoneSlots.getOrDefault(zoneId, COLUMNS),
                                    subnets.values())
                            .ifPresent(cidr -> subnets.put(key, cidr));
                }
            }
        }
        return new AddressPlan(vpc, zoneIds, remembered.natZone(), zoneSlots, tierSlots, subnets);
    }

    /**
     * The plan as far as living subnets tell it: their tags say which they are, their ranges in which row and column.
     * What was removed before is forgotten with it. Subnets without our tags are left alone.
     */
    public static AddressPlan recover(Collection<Observed<Subnet>> subnets, Cidr vpc) {
        List<Cidr> blocks = blocks(vpc);
        SortedMap<String, Integer> zoneSlots = new TreeMap<>();
        SortedMap<String, Integer> tierSlots = new TreeMap<>();
        SortedMap<String, Cidr> ranges = new TreeMap<>();
        List<Observed<Subnet>> ordered = new ArrayList<>(subnets);
        ordered.sort(Comparator.comparing(subnet -> subnet.value().cidr()));
        for (Observed<Subnet> subnet : ordered) {
            Optional<Address> address =
                    Owner.address(subnet.tags()).filter(found -> found.kind() == ResourceKind.SUBNET);
            String suffix = "-" + subnet.value().zoneId();
            if (address.isEmpty() || !address.get().name().endsWith(suffix)) {
                continue;
            }
            String name = address.get().name();
            String tier = name.substring(0, name.length() - suffix.length());
            ranges.put(name, subnet.value().cidr());
            int index = blocks.indexOf(subnet.value().cidr());
            claim(tierSlots, tier, index < 0 ? ROWS : index / COLUMNS);
            claim(zoneSlots, subnet.value().zoneId(), index < 0 ? COLUMNS : index % COLUMNS);
        }
        List<String> zoneIds = new ArrayList<>(zoneSlots.keySet());
        zoneIds.sort(Comparator.comparing(zoneId -> zoneSlots.getOrDefault(zoneId, COLUMNS)));
        return new AddressPlan(vpc, zoneIds, null, zoneSlots, tierSlots, ranges);
    }

    /** A slot that is not as it was only costs neatness: no range follows from it that is not free. */
    private static void claim(SortedMap<String, Integer> slots, String name, int slot) {
        if (!slots.containsKey(name)) {
            slots.put(name, slots.containsValue(slot) ? next(slots) : slot);
        }
    }

    private static SortedMap<String, Integer> withSlots(SortedMap<String, Integer> known, List<String> names) {
        SortedMap<String, Integer> slots = new TreeMap<>(known);
        names.forEach(name -> {
            if (!slots.containsKey(name)) {
                slots.put(name, next(slots));
            }
        });
        return slots;
    }

    private static int next(SortedMap<String, Integer> slots) {
        return IntStream.iterate(0, slot -> slot + 1)
                .filter(slot -> !slots.containsValue(slot))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Cidr> free(List<Cidr> blocks, int row, int column, Collection<Cidr> taken) {
        List<Cidr> candidates = new ArrayList<>();
        int index = row * COLUMNS + column;
        if (column < COLUMNS && index < blocks.size()) {
            candidates.add(blocks.get(index));
        }
        for (int spare = 0; spare < blocks.size(); spare++) {
            if (spare % COLUMNS >= ZONES) {
                candidates.add(blocks.get(spare));
            }
        }
        candidates.addAll(blocks);
        return candidates.stream()
                .filter(block -> taken.stream().noneMatch(range -> collide(block, range)))
                .findFirst();
    }

    /** Two blocks of one size are the same or apart, which is quicker to see than an overlap. */
    private static boolean collide(Cidr block, Cidr range) {
        return block.prefixLength() == range.prefixLength() ? block.equals(range) : block.overlaps(range);
    }

    private static List<Cidr> blocks(Cidr vpc) {
        int prefix = blockPrefix(vpc);
        return IntStream.range(0, 1 << (prefix - vpc.prefixLength()))
                .mapToObj(index -> vpc.block(prefix, index))
                .toList();
    }
}
