package io.stockade.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A network of which only tiers and zones change.
 *
 * @param tiers access by name, in the order of the manifest
 * @param zones ids of the zones, in the order in which they came; empty before the first drawing
 * @param listed whether the manifest lists them; else it says how many
 * @param count how many zones there are to be
 */
record Shape(String nat, Map<String, String> tiers, List<String> zones, boolean listed, int count) {
    private static final List<String> NAMES =
            List.of("app", "data", "cache", "batch", "edge", "spare", "lab", "mail", "logs");
    private static final List<String> ZONES =
            List.of("use1-az1", "use1-az2", "use1-az3", "use1-az4", "use1-az5", "use1-az6");
    /** An isolated tier needs two zones. */
    private static final int FEWEST = 2;

    private static final int MOST = 4;

    /** Something that people do to a network. */
    enum Edit {
        NONE,
        ADD_TIER,
        REMOVE_TIER,
        CHANGE_ACCESS,
        REORDER_TIERS,
        ADD_ZONE,
        REMOVE_ZONE,
        LIST_ZONES,
        COUNT_ZONES
    }

    static final List<Edit> TIER_EDITS =
            List.of(Edit.ADD_TIER, Edit.ADD_TIER, Edit.REMOVE_TIER, Edit.CHANGE_ACCESS, Edit.REORDER_TIERS, Edit.NONE);

    /** One of these at a time: which zone goes depends on which were there. */
    static final List<Edit> ZONE_EDITS =
            List.of(Edit.ADD_ZONE, Edit.REMOVE_ZONE, Edit.LIST_ZONES, Edit.COUNT_ZONES, Edit.NONE);

    static Shape start(String nat) {
        Map<String, String> tiers = new LinkedHashMap<>();
        tiers.put("public", "Public");
        tiers.put("app", "Private");
        return new Shape(nat, tiers, List.of(), false, FEWEST);
    }

    String yaml() {
        StringBuilder text = new StringBuilder("""
                apiVersion: stockade.dev/v1alpha1
                kind: SecureStack
                metadata: {name: shaped}
                spec:
                  region: us-east-1
                  network:
                    cidr: 10.90.0.0/16
                """);
        text.append("    nat: ").append(nat).append('\n');
        text.append(listed ? "    zoneIds: " + zones : "    zones: " + count).append('\n');
        text.append("    tiers:\n");
        tiers.forEach((name, access) -> text.append("      - {name: " + name + ", access: " + access + "}\n"));
        return text.toString();
    }

    /** The names of the subnets that there are to be; only where the zones are known. */
    Set<String> subnets() {
        Set<String> subnets = new TreeSet<>();
        tiers.keySet().forEach(tier -> zones.forEach(zone -> subnets.add(tier + "-" + zone)));
        return subnets;
    }

    /** The same with the zones that were found to be there, new ones last. */
    Shape in(Set<String> found) {
        List<String> ordered = new ArrayList<>(zones);
        ordered.retainAll(found);
        found.stream().filter(zone -> !ordered.contains(zone)).forEach(ordered::add);
        return new Shape(nat, tiers, ordered, listed, count);
    }

    Shape edited(Edit edit, Random random) {
        return switch (edit) {
            case NONE -> this;
            case ADD_TIER -> withTier(random);
            case REMOVE_TIER -> withoutTier(random);
            case CHANGE_ACCESS -> withAccess(random);
            case REORDER_TIERS -> reordered(random);
            case ADD_ZONE -> count == MOST ? this : grown(random);
            case REMOVE_ZONE -> count == FEWEST ? this : shrunk(random);
            case LIST_ZONES -> withList(random);
            case COUNT_ZONES -> new Shape(nat, tiers, zones, false, count);
        };
    }

    private Shape withTier(Random random) {
        List<String> free =
                NAMES.stream().filter(name -> !tiers.containsKey(name)).toList();
        Map<String, String> more = new LinkedHashMap<>(tiers);
        if (!free.isEmpty() && tiers.size() < 6) {
            more.put(free.get(random.nextInt(free.size())), access(random));
        }
        return new Shape(nat, more, zones, listed, count);
    }

    private Shape withoutTier(Random random) {
        Map<String, String> fewer = new LinkedHashMap<>(tiers);
        fewer.remove(any(random));
        return new Shape(nat, fewer, zones, listed, count);
    }

    private Shape withAccess(Random random) {
        Map<String, String> other = new LinkedHashMap<>(tiers);
        other.computeIfPresent(any(random), (name, access) -> access(random));
        return new Shape(nat, other, zones, listed, count);
    }

    private Shape reordered(Random random) {
        List<String> names = new ArrayList<>(tiers.keySet());
        Collections.shuffle(names, random);
        Map<String, String> other = new LinkedHashMap<>();
        names.forEach(name -> other.put(name, tiers.get(name)));
        return new Shape(nat, other, zones, listed, count);
    }

    /** Any tier but the two that a NAT needs. */
    private String any(Random random) {
        List<String> names = new ArrayList<>(tiers.keySet());
        names.removeAll(List.of("public", "app"));
        return names.isEmpty() ? "" : names.get(random.nextInt(names.size()));
    }

    private static String access(Random random) {
        return List.of("Public", "Private", "Isolated").get(random.nextInt(3));
    }

    private Shape grown(Random random) {
        if (!listed) {
            return new Shape(nat, tiers, zones, false, count + 1);
        }
        List<String> more = new ArrayList<>(zones);
        List<String> free = ZONES.stream().filter(zone -> !zones.contains(zone)).toList();
        more.add(random.nextInt(more.size() + 1), free.get(random.nextInt(free.size())));
        return new Shape(nat, tiers, more, true, count + 1);
    }

    /** Of zones that were only counted, the last one goes. */
    private Shape shrunk(Random random) {
        List<String> fewer = new ArrayList<>(zones);
        fewer.remove(listed ? random.nextInt(fewer.size()) : fewer.size() - 1);
        return new Shape(nat, tiers, fewer, listed, count - 1);
    }

    private Shape withList(Random random) {
        List<String> some = new ArrayList<>(ZONES);
        Collections.shuffle(some, random);
        int size = FEWEST + random.nextInt(MOST - FEWEST + 1);
        return new Shape(nat, tiers, some.subList(0, size), true, size);
    }
}
