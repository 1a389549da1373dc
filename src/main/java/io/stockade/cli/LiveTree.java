package io.stockade.cli;

import io.stockade.reconcile.StackDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shows a stack as it comes up: on a terminal a tree that is redrawn in place, elsewhere a line for every change. */
public final class LiveTree {
    private static final List<String> ACTIVE = List.of("Creating", "Pending", "Changing", "Deleting", "Failed");

    private final Terminal terminal;
    private final Map<String, String> shown = new TreeMap<>();
    private int drawn;

    public LiveTree(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Shows how things are now.
     *
     * @param summary one line below the tree
     */
    public void show(List<StackDetail.Resource> resources, String summary) {
        if (terminal.interactive()) {
            redraw(resources, summary);
        } else {
            append(resources);
        }
    }

    /** Leaves what was drawn, so that the next line comes below it. */
    public void end() {
        drawn = 0;
    }

    private void redraw(List<StackDetail.Resource> resources, String summary) {
        List<String> lines = new ArrayList<>(fitting(resources));
        lines.add(summary);
        StringBuilder frame = new StringBuilder();
        if (drawn > 0) {
            frame.append("\u001b[").append(drawn).append("A");
        }
        lines.forEach(line -> frame.append("\u001b[2K").append(line).append('\n'));
        frame.append("\u001b[0J");
        terminal.out().print(frame);
        terminal.out().flush();
        drawn = lines.size();
    }

    /** The whole tree if it fits; else what is being worked on, and how much is done. */
    private List<String> fitting(List<StackDetail.Resource> resources) {
        int room = Math.max(4, terminal.rows() - 3);
        List<String> whole = ResourceTree.lines(resources, terminal);
        if (whole.size() <= room) {
            return whole;
        }
        List<String> lines = new ArrayList<>();
        Map<String, int[]> kinds = new TreeMap<>();
        for (StackDetail.Resource resource : resources) {
            String kind = resource.resource().substring(0, resource.resource().indexOf('/'));
            int[] counts = kinds.computeIfAbsent(kind, fresh -> new int[2]);
            counts[0] += resource.state().equals("Ready") ? 1 : 0;
            counts[1]++;
        }
        kinds.forEach((kind, counts) -> lines.add(kind + "  " + counts[0] + " of " + counts[1]));
        resources.stream()
                .filter(resource -> ACTIVE.contains(resource.state()))
                .forEach(resource -> lines.add("  " + resource.resource() + "  "
                        + terminal.in(ResourceTree.colour(resource.state()), resource.state())));
        return lines.subList(0, Math.min(room, lines.size()));
    }

    private void append(List<StackDetail.Resource> resources) {
        for (StackDetail.Resource resource : resources) {
            String before = shown.put(resource.resource(), resource.state());
            boolean worthIt = !resource.state().equals("Absent") || before != null;
            if (!resource.state().equals(before) && worthIt) {
                String id = resource.id();
                terminal.line("  " + resource.resource() + "  " + resource.state() + (id == null ? "" : "  " + id));
            }
        }
    }
}
