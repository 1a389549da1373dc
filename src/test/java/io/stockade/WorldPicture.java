package io.stockade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockade.cloud.Cloud;
import io.stockade.cloud.Clouds;
import io.stockade.cloud.Permit;
import io.stockade.cloud.ReadScope;
import io.stockade.cloud.Reader;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.ResourceKind;
import io.stockade.sandbox.world.WorldStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What exists of stacks in a sandbox, past everything that the product remembers. */
public final class WorldPicture {
    private static final String INSTALLATION = "default";
    private static final String REGION = "eu-west-1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern ID = Pattern.compile("\\b[a-z]+-[0-9a-f]{8,17}\\b");
    private static final Pattern IP = Pattern.compile("\\b\\d+(\\.\\d+){3}\\b(?!/)");

    /** Lines that tell of calls. */
    private static final String NOTED = "\"notes\":";

    private WorldPicture() {}

    /** Everything that stands in the file of a world, which may be in use: its lines are whole but for the last. */
    public static List<String> standing(Path world, SortedSet<String> stacks) throws IOException {
        Path copy = world.resolveSibling("copy");
        Files.copy(world, copy, StandardCopyOption.REPLACE_EXISTING);
        CloudSide cloud = CloudSides.sandbox(WorldStore.file(copy), 1000, Permit.ALWAYS);
        try {
            return standing(cloud.clouds(), stacks);
        } finally {
            cloud.close().run();
        }
    }

    /** Everything that stands, one line a thing, with addresses in the place of ids, in order. */
    static List<String> standing(Clouds clouds, SortedSet<String> stacks) {
        Cloud cloud = clouds.open(new Clouds.Target(REGION, null, null, null));
        SortedSet<String> vpcs = new TreeSet<>();
        for (Observed<?> thing : list(cloud, new ReadScope(INSTALLATION, new TreeSet<>()))) {
            if (thing.kind() == ResourceKind.VPC && isOf(thing, stacks)) {
                vpcs.add(thing.id());
            }
        }
        List<Observed<?>> things = list(cloud, new ReadScope(INSTALLATION, vpcs));
        SortedMap<String, String> addresses = new TreeMap<>();
        for (Observed<?> thing : things) {
            Owner.of(thing.tags())
                    .ifPresent(owner -> Owner.address(thing.tags())
                            .ifPresent(address -> addresses.put(thing.id(), owner.stack() + ":" + address)));
        }
        return things.stream()
                .filter(thing -> thing.kind() != ResourceKind.VPC || isOf(thing, stacks))
                .map(thing -> thing.kind() + " " + thing.lifecycle() + " "
                        + masked(thing.value().toString(), addresses))
                .sorted()
                .toList();
    }

    private static List<Observed<?>> list(Cloud cloud, ReadScope scope) {
        List<Observed<?>> things = new ArrayList<>();
        for (Reader reader : cloud.readers()) {
            reader.list(scope).forEach(listed -> things.add(listed.thing()));
        }
        return things;
    }

    private static boolean isOf(Observed<?> thing, SortedSet<String> stacks) {
        return Owner.of(thing.tags())
                .filter(owner -> stacks.contains(owner.stack()))
                .isPresent();
    }

    private static String masked(String text, SortedMap<String, String> addresses) {
        String masked = text;
        for (Map.Entry<String, String> address : addresses.entrySet()) {
            masked = masked.replace(address.getKey(), "<" + address.getValue() + ">");
        }
        masked = UUID.matcher(masked).replaceAll("<uuid>");
        masked = ID.matcher(masked).replaceAll("<id>");
        masked = IP.matcher(masked).replaceAll("<ip>");
        // Sets are in the order of ids, which are different every time.
        return Arrays.stream(masked.split("[\\[\\], ]+")).sorted().collect(Collectors.joining(" "));
    }

    /**
     * Adds what a world's file tells of things that were ever made: the ids, by stack, address and table. The file of
     * a process that ended has all of its changes; the next start puts only what stands in their place.
     */
    public static void addMade(Path world, SortedMap<String, SortedSet<String>> made) throws IOException {
        for (JsonNode row : rows(world)) {
            Map<String, String> tags = tags(row.get(4));
            String address = tags.get(Owner.RESOURCE_TAG);
            if (address != null) {
                // A NAT gateway is listed long after its end, so that it may be one of an earlier stack of that name.
                String key = tags.get(Owner.STACK_TAG) + " " + tags.get(Owner.UID_TAG) + " " + address + " "
                        + row.get(2).asText();
                made.computeIfAbsent(key, fresh -> new TreeSet<>())
                        .add(row.get(3).asText());
            }
        }
    }

    /** The rows that stand at the end of a world's file and carry a stack's tag, as table, id and state. */
    public static List<String> tagged(Path world) throws IOException {
        SortedMap<String, JsonNode> standing = new TreeMap<>();
        for (JsonNode row : rows(world)) {
            String key = row.get(2).asText() + " " + row.get(3).asText();
            if (row.get(4).isNull()) {
                standing.remove(key);
            } else {
                standing.put(key, row.get(4));
            }
        }
        List<String> tagged = new ArrayList<>();
        standing.forEach((key, value) -> {
            if (tags(value).containsKey(Owner.STACK_TAG)) {
                JsonNode state = value.has("State") ? value.path("State") : value.path("Status");
                tagged.add(key + " " + (state.has("Name") ? state.get("Name") : state).asText());
            }
        });
        return tagged;
    }

    /** How many calls that change something the file tells of. */
    public static long writes(Path world) throws IOException {
        if (!Files.exists(world)) {
            return 0;
        }
        try (var lines = Files.lines(world)) {
            return lines.filter(line -> line.contains(NOTED)).count();
        }
    }

    /** The same of what was added to the file after it had a size. */
    public static long writesSince(Path world, long size) throws IOException {
        try (FileChannel file = FileChannel.open(world, StandardOpenOption.READ)) {
            ByteBuffer added = ByteBuffer.allocate((int) Math.max(0, file.size() - size));
            file.read(added, size);
            String text = StandardCharsets.UTF_8.decode(added.flip()).toString();
            return text.lines().filter(line -> line.contains(NOTED)).count();
        }
    }

    private static List<JsonNode> rows(Path world) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        String text = Files.readString(world);
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
            if (!line.isEmpty()) {
                JSON.readTree(line).get("rows").forEach(rows::add);
            }
        }
        return rows;
    }

    private static Map<String, String> tags(JsonNode value) {
        Map<String, String> tags = new TreeMap<>();
        JsonNode list = value.has("Tags") ? value.get("Tags") : value.path("TagSet");
        list.forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return tags;
    }
}
