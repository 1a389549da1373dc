package io.stockade.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The world of one stack many times over: what a thousand stacks leave in AWS, without building each of them. Every id,
 * and everything that bears the name of the stack, is another one in every copy.
 */
final class Clones {
    private static final Pattern ID = Pattern.compile("\\b([a-z]+(?:-[a-z]+)*-)([0-9a-f]{17})\\b");

    private final String stack;
    private final String common;
    private final String own;
    /** Where in it the ids stand that are other ones in every copy. */
    private final List<MatchResult> ownIds;

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
        Set<String> shared = ids(before);
        List<String> after = new ArrayList<>(texts(world));
        after.removeAll(before);
        this.common = String.join(",", before);
        this.own = String.join(",", after);
        this.ownIds = ID.matcher(own)
                .results()
                .filter(id -> !shared.contains(id.group()))
                .toList();
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
        String number = String.format("%05x", index);
        StringBuilder copied = new StringBuilder();
        int done = 0;
        for (MatchResult id : ownIds) {
            copied.append(own, done, id.start(2)).append(number);
            done = id.start(2) + number.length();
        }
        copied.append(own, done, own.length());
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
