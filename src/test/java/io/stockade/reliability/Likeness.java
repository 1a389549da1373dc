package io.stockade.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.graph.Owner;
import io.stockade.simulation.KeptWorld;
import io.stockade.simulation.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A world as it would look if all in it had just been made: by the picture of it, without what the past alone decides.
 * That is which range a subnet has, secrets that wait for their end, and earlier versions of those that stay.
 */
final class Likeness {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RANGE = Pattern.compile("\\b\\d+\\.\\d+\\.\\d+\\.\\d+/\\d+\\b");

    private final Map<String, String> ranges = new HashMap<>();
    private final Set<String> retired = new HashSet<>();

    private Likeness(List<KeptWorld.Row> rows) {
        for (KeptWorld.Row row : rows) {
            if (row.table().equals("subnet")) {
                name(row.value());
            }
            if (row.table().equals("secret") && row.value().hasNonNull("deleted")) {
                retired.add(row.id());
            }
        }
    }

    private void name(JsonNode subnet) {
        for (JsonNode tag : subnet.path("Tags")) {
            if (tag.path("Key").asText().equals(Owner.RESOURCE_TAG)) {
                ranges.put(
                        subnet.path("CidrBlock").asText(),
                        "<range of " + tag.path("Value").asText() + ">");
            }
        }
    }

    /**
     * As lines.
     *
     * @param uid of the stack
     */
    static List<String> of(List<KeptWorld.Row> rows, String uid) {
        Likeness likeness = new Likeness(rows);
        return Picture.of(rows.stream().flatMap(likeness::row).toList()).stream()
                .map(line -> line.replace(uid, "<uid>"))
                .toList();
    }

    /** The ids of what stands and carries our tags; AWS copies those of a secret to other regions with it. */
    static SortedSet<String> owned(List<KeptWorld.Row> rows) {
        SortedSet<String> ids = Picture.tagged(rows);
        ids.removeIf(id -> id.startsWith("arn:aws:secretsmanager:") && !id.contains(":" + Lab.REGION + ":"));
        return ids;
    }

    private Stream<KeptWorld.Row> row(KeptWorld.Row row) {
        if (row.table().equals("secret") && retired.contains(row.id())) {
            return Stream.empty();
        }
        if (row.table().equals("secret-version")) {
            return version(row);
        }
        String text = row.value().toString();
        String named = RANGE.matcher(text)
                .replaceAll(range -> Matcher.quoteReplacement(ranges.getOrDefault(range.group(), range.group())));
        JsonNode value = named.equals(text) ? row.value() : parsed(named);
        return Stream.of(new KeptWorld.Row(row.table(), row.id(), value));
    }

    /** Only that there is a current one; which one it is depends on all that was before. */
    private Stream<KeptWorld.Row> version(KeptWorld.Row row) {
        String secret = row.value().path("secret").asText();
        boolean current = false;
        for (JsonNode stage : row.value().path("stages")) {
            current |= stage.asText().equals("AWSCURRENT");
        }
        if (retired.contains(secret) || !current) {
            return Stream.empty();
        }
        ObjectNode value = row.value().deepCopy();
        value.put("id", "<current>");
        return Stream.of(new KeptWorld.Row(row.table(), secret + "|<current>", value));
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
