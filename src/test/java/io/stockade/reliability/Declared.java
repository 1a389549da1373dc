package io.stockade.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.graph.Owner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rules of groups and the routes of tables that stand, step by step as the world changes; by names, not ids. */
final class Declared {
    private static final Set<String> TABLES = Set.of("security-group", "security-group-rule", "route-table");

    private final Map<String, JsonNode> rows = new TreeMap<>();
    private final Map<String, String> names = new HashMap<>();

    private Declared() {}

    /** What stands after all changes. */
    static SortedSet<String> after(List<WorldLine> lines) {
        Declared declared = new Declared();
        lines.forEach(declared::take);
        return declared.standing();
    }

    /**
     * What was gone at some moment, though it stands before and after.
     *
     * @param before how many of the lines had been written when it began
     */
    static SortedSet<String> missingMeanwhile(List<WorldLine> lines, int before, SortedSet<String> wanted) {
        Declared declared = new Declared();
        lines.subList(0, before).forEach(declared::take);
        SortedSet<String> kept = new TreeSet<>(declared.standing());
        kept.retainAll(wanted);
        SortedSet<String> missing = new TreeSet<>();
        for (WorldLine line : lines.subList(before, lines.size())) {
            if (declared.take(line)) {
                SortedSet<String> gone = new TreeSet<>(kept);
                gone.removeAll(declared.standing());
                missing.addAll(gone);
            }
        }
        return missing;
    }

    /** Whether it concerns any of this. */
    private boolean take(WorldLine line) {
        boolean concerned = false;
        for (JsonNode row : line.rows()) {
            String table = row.get(2).asText();
            if (TABLES.contains(table)) {
                concerned = true;
                String key = table + " " + row.get(3).asText();
                if (row.get(4).isNull()) {
                    rows.remove(key);
                } else {
                    rows.put(key, row.get(4));
                    name(row.get(4)).ifPresent(name -> names.put(row.get(3).asText(), name));
                }
            }
        }
        return concerned;
    }

    private static Optional<String> name(JsonNode value) {
        for (JsonNode tag : value.path("Tags")) {
            if (tag.path("Key").asText().equals(Owner.RESOURCE_TAG)) {
                return Optional.of(tag.path("Value").asText());
            }
        }
        return Optional.empty();
    }

    private SortedSet<String> standing() {
        SortedSet<String> all = new TreeSet<>();
        rows.forEach((key, row) -> {
            if (key.startsWith("security-group-rule ")) {
                String group = names.get(row.path("GroupId").asText());
                if (group != null) {
                    all.add(group + " " + rule(row));
                }
            } else if (key.startsWith("route-table ")) {
                String table = names.get(row.path("RouteTableId").asText());
                if (table != null) {
                    row.path("Routes").forEach(route -> all.add(table + " " + destination(route)));
                }
            }
        });
        return all;
    }

    private String rule(JsonNode row) {
        String peer = row.path("ReferencedGroupInfo").path("GroupId").asText();
        return row.path("IsEgress").asText() + " " + row.path("IpProtocol").asText() + " "
                + row.path("FromPort").asText() + "-" + row.path("ToPort").asText() + " "
                + row.path("CidrIpv4").asText() + row.path("CidrIpv6").asText()
                + row.path("PrefixListId").asText() + names.getOrDefault(peer, peer);
    }

    /** Where a route leads may change in one step; that there is one may not. */
    private static String destination(JsonNode route) {
        return route.path("DestinationCidrBlock").asText()
                + route.path("DestinationPrefixListId").asText();
    }
}
