package io.stockade.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.graph.Owner;
import io.stockade.simulation.KeptWorld.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole world as text that is the same for worlds that are alike: without ids, times and what AWS draws by lot. */
public final class Picture {
    /** What AWS keeps of calls and of the past, and what it is about to do. */
    private static final Set<String> RECORDS = Set.of("client-token", "due", "auto-scaling-activity");

    /** What nobody may see, and what AWS counts up with every change; that they are there is seen. */
    private static final Set<String> UNSEEN = Set.of("sealed", "password", "next", "RevisionId");

    private static final Set<String> ENDED = Set.of("deleted", "terminated");
    private static final Pattern ID = Pattern.compile("\\b((?:[a-z]+-)+)[0-9a-f]{17}\\b");
    private static final Pattern ADDRESS = Pattern.compile("\\b\\d+([.-]\\d+){3}\\b(?!/)");
    private static final Pattern BY_LOT = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z|nonce-[a-z0-9-]*[0-9]"
                    + "|\\b([0-9a-f]{2}:){5}[0-9a-f]{2}\\b|\\bA[A-Z]{3}[0-9A-F]{16}\\b|Group:[0-9a-f]{16}|\\brole/stockade(-\\d+)?$|>-[0-9a-f]{8}\\.");
    private static final Pattern SUFFIX = Pattern.compile("(?<=:secret:/[^\"]{1,99})-[A-Za-z0-9]{6}(?=$|\")");

    /** No text with less in it has anything to mask: {@code 0.0.0.0} is as short as it gets. */
    private static final int SHORTEST = 7;

    /** A letter, a dash and 17 digits. */
    private static final int SHORTEST_ID = 19;

    /** Worlds are full of the same texts, and looking for what to mask takes its time. */
    private static final Map<String, String> MASKED = new ConcurrentHashMap<>();

    private static final int MOST = 20_000;

    private static final String SECRET = "secret";

    private Picture() {}

    /** One line for everything that stands, in order. */
    public static List<String> of(List<Row> rows) {
        Map<String, String> names = new HashMap<>();
        rows.forEach(row -> {
            String address = tags(row.value()).get(Owner.RESOURCE_TAG);
            if (address != null) {
                names.put(row.id(), address);
            }
        });
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            if (!RECORDS.contains(row.table()) && !ended(row)) {
                lines.add(row.table() + " " + masked(row.id(), names) + " " + text(row.value(), names));
            }
        }
        Collections.sort(lines);
        return lines;
    }

    /** The ids of all that carries a resource's tag and stands. */
    public static SortedSet<String> tagged(List<Row> rows) {
        SortedSet<String> ids = new TreeSet<>();
        rows.stream()
                .filter(row -> !RECORDS.contains(row.table()) && !ended(row))
                .filter(row -> tags(row.value()).containsKey(Owner.RESOURCE_TAG) && !retired(row))
                .forEach(row -> ids.add(
                        row.table().equals(SECRET) ? row.value().path("arn").asText() : row.id()));
        return ids;
    }

    /** A secret stands until its recovery window has passed, and is nobody's any more. */
    private static boolean retired(Row row) {
        return row.table().equals(SECRET) && row.value().hasNonNull("deleted");
    }

    /** AWS shows some things for an hour after their end. */
    private static boolean ended(Row row) {
        JsonNode state = row.value().path("State");
        return ENDED.contains((state.has("Name") ? state.get("Name") : state).asText());
    }

    private static String text(JsonNode value, Map<String, String> names) {
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(text(item, names)));
            Collections.sort(items);
            return items.toString();
        }
        if (value.isObject()) {
            List<String> fields = new ArrayList<>();
            value.properties().forEach(field -> fields.add(field.getKey() + "=" + text(field, names)));
            return fields.toString();
        }
        return masked(value.asText(), names);
    }

    private static String text(Map.Entry<String, JsonNode> field, Map<String, String> names) {
        boolean there = !field.getValue().asText().isEmpty();
        return UNSEEN.contains(field.getKey()) && there ? "<unseen>" : text(field.getValue(), names);
    }

    private static String masked(String text, Map<String, String> names) {
        if (text.length() < SHORTEST) {
            return text;
        }
        String named = text.length() < SHORTEST_ID || text.indexOf('-') < 0 ? text : named(text, names);
        String known = MASKED.get(named);
        if (known == null) {
            known = maskedLot(named);
            if (MASKED.size() < MOST) {
                MASKED.put(named, known);
            }
        }
        return known;
    }

    private static String named(String text, Map<String, String> names) {
        return ID.matcher(text)
                .replaceAll(id -> Matcher.quoteReplacement("<"
                        + names.getOrDefault(
                                id.group(), id.group(1).substring(0, id.group(1).length() - 1)) + ">"));
    }

    private static String maskedLot(String text) {
        String masked = BY_LOT.matcher(text).replaceAll("<lot>");
        if (masked.contains(":secret:/")) {
            // It looks back from every dash, which takes its time.
            masked = SUFFIX.matcher(masked).replaceAll("<lot>");
        }
        return ADDRESS.matcher(masked).replaceAll("<ip>");
    }

    private static Map<String, String> tags(JsonNode value) {
        Map<String, String> tags = new HashMap<>();
        JsonNode list = value.has("Tags") ? value.get("Tags") : value.path("TagSet");
        list.forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        value.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return tags;
    }
}
