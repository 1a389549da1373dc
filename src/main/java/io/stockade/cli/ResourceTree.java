package io.stockade.cli;

import io.stockade.reconcile.StackDetail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The resources of a stack as a tree: each under what it is part of, or else under the first thing that it needs. */
final class ResourceTree {
    private final Terminal terminal;
    private final Map<String, List<StackDetail.Resource>> children = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    private ResourceTree(Terminal terminal) {
        this.terminal = terminal;
    }

    /** @param resources in creation order */
    static List<String> lines(List<StackDetail.Resource> resources, Terminal terminal) {
        ResourceTree tree = new ResourceTree(terminal);
        List<String> known =
                resources.stream().map(StackDetail.Resource::resource).toList();
        for (StackDetail.Resource resource : resources) {
            tree.children
                    .computeIfAbsent(parent(resource, known), parent -> new ArrayList<>())
                    .add(resource);
        }
        tree.add("", "");
        return tree.lines;
    }

    /** A rule or route carries its parent's name in front of its own; everything else hangs on its first need. */
    private static String parent(StackDetail.Resource resource, List<String> known) {
        String name = name(resource.resource());
        String best = "";
        for (String need : resource.needs()) {
            boolean container = name.startsWith(name(need) + "/") || name.equals(name(need));
            if (container
                    && known.contains(need)
                    && name(need).length() > name(best).length()) {
                best = need;
            }
        }
        if (!best.isEmpty()) {
            return best;
        }
        return resource.needs().stream().filter(known::contains).findFirst().orElse("");
    }

    private static String name(String address) {
        return address.substring(address.indexOf('/') + 1);
    }

    private void add(String parent, String indent) {
        List<StackDetail.Resource> here = children.getOrDefault(parent, List.of());
        for (int index = 0; index < here.size(); index++) {
            StackDetail.Resource resource = here.get(index);
            boolean root = parent.isEmpty();
            boolean last = index == here.size() - 1;
            lines.add(indent + (root ? "" : last ? "└─ " : "├─ ") + line(resource));
            add(resource.resource(), indent + (root ? "" : last ? "   " : "│  "));
        }
    }

    private String line(StackDetail.Resource resource) {
        String state = terminal.in(colour(resource.state()), resource.state());
        String id = text(resource.id());
        String message = text(resource.message());
        return resource.resource() + "  " + state + (id.isEmpty() ? "" : "  " + terminal.in(Terminal.Colour.GREY, id))
                + (message.isEmpty() ? "" : "  " + message);
    }

    static Terminal.Colour colour(String state) {
        return switch (state) {
            case "Ready" -> Terminal.Colour.GREEN;
            case "Drifted", "Broken", "Failed" -> Terminal.Colour.RED;
            case "Creating", "Pending", "Changing", "Deleting" -> Terminal.Colour.YELLOW;
            default -> Terminal.Colour.GREY;
        };
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
