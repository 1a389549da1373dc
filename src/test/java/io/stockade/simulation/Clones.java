package io.stockade.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The world of one stack many times over: what a thousand stacks leave in AWS, without building each of them. Every id,
 * and everything that bears the name of the stack, is another one in every copy.
 */
final class Clones {
    private static final Pattern ID = Pattern.compile("\\b([a-z]+(?:-[a-z]+)*-)([0-9a-f]{17})\\b");

    private final String stack;
    private final List<String> lines;
    private final Set<String> shared;

    /**
     * Copies of a stack.
     *
     * @param stack its name, which everything that it made carries
     * @param empty what the world holds without the stack
     * @param world what it holds with it
     */
    Clones(String stack, KeptWorld empty, KeptWorld world) {
        this.stack = stack;
        this.lines = world.read();
        this.shared = ids(empty.read());
    }

    /** A world with this many stacks, called after the first with {@code -0}, {@code -1} and so on. */
    KeptWorld times(int stacks) {
        List<String> copies = new ArrayList<>();
        for (int index = 0; index < stacks; index++) {
            for (String line : lines) {
                copies.add(copy(line, index));
            }
        }
        return new KeptWorld(copies);
    }

    private String copy(String line, int index) {
        Matcher ids = ID.matcher(line);
        StringBuilder copied = new StringBuilder();
        while (ids.find()) {
            String id = ids.group();
            String other = ids.group(1) + String.format("%05x", index) + ids.group(2).substring(5);
            ids.appendReplacement(copied, shared.contains(id) ? id : other);
        }
        ids.appendTail(copied);
        String name = stack + "-" + index;
        return copied.toString().replace("default/" + stack, "default/" + name).replace("uid-" + stack, "uid-" + name);
    }

    private static Set<String> ids(List<String> lines) {
        Set<String> ids = new HashSet<>();
        lines.forEach(line -> ID.matcher(line).results().forEach(found -> ids.add(found.group())));
        return ids;
    }
}
