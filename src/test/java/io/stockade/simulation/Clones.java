package io.stockade.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The world of one stack many times over: what a thousand stacks leave in AWS, without building each of them. Every id,
 * and everything that bears the name of the stack, is another one in every copy.
 */
final class Clones {
    private static final Pattern ID = Pattern.compile("\\b([a-z]+(?:-[a-z]+)*-)([0-9a-f]{17})\\b");

    private final String stack;
    private final Set<String> shared;
    private final String common;
    private final String own;

    /**
     * Copies of a stack.
     *
     * @param stack its name, which stands in nothing but what it made
     * @param empty what the world holds without the stack
     * @param world what it holds with it
     */
    Clones(String stack, KeptWorld empty, KeptWorld world) {
        this.stack = stack;
        List<String> before = texts(empty);
        this.shared = ids(before);
        List<String> after = new ArrayList<>(texts(world));
        after.removeAll(before);
        this.common = String.join(",", before);
        this.own = String.join(",", after);
    }

    /** A world with this many stacks, called after the first with {@code -0}, {@code -1} and so on. */
    KeptWorld times(int stacks, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(line(now, common));
        for (int index = 0; index < stacks; index++) {
            lines.add(line(now, copy(index)));
        }
        return new KeptWorld(lines);
    }

    private static String line(Instant now, String rows) {
        return "{\"at\":\"" + now + "\",\"next\":1000000,\"rows\":[" + rows + "]}";
    }

    private String copy(int index) {
        Matcher ids = ID.matcher(own);
        StringBuilder copied = new StringBuilder();
        while (ids.find()) {
            String id = ids.group();
            String other =
                    ids.group(1) + String.format("%05x", index) + ids.group(2).substring(5);
            ids.appendReplacement(copied, shared.contains(id) ? id : other);
        }
        ids.appendTail(copied);
        return copied.toString().replace(stack, stack + "-" + index);
    }

    private static List<String> texts(KeptWorld world) {
        return world.standing().stream().map(JsonNode::toString).toList();
    }

    private static Set<String> ids(List<String> texts) {
        return texts.stream()
                .flatMap(text -> ID.matcher(text).results())
                .map(found -> found.group())
                .collect(Collectors.toCollection(HashSet::new));
    }
}
