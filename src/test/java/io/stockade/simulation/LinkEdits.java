package io.stockade.simulation;

import io.stockade.simulation.LinkStack.Link;
import io.stockade.simulation.LinkStack.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What people do to the links of a manifest, one thing after another as the seed will have it. */
final class LinkEdits {
    static final List<String> NAMES = List.of("edge", "web", "app", "db", "batch", "cache", "mail");
    private static final List<String> RANGES = List.of(
            "203.0.113.0/24", "198.51.100.0/25", "10.0.0.0/8", "10.60.0.0/16", "192.0.2.7/32", LinkStack.ANYWHERE);
    private static final List<Integer> PORTS = List.of(443, 5432, 6379, 8080, 9090);
    private static final List<String> TEXTS = List.of("", "orders", "why: see runbook 7");
    /** More than these would come near AWS's quota of rules. */
    private static final int MOST_LINKS = 14;

    private final Random random;
    private final List<String> prefixLists;

    LinkEdits(Random random, List<String> prefixLists) {
        this.random = random;
        this.prefixLists = prefixLists;
    }

    /** One of the edits, by the name under which a failure tells of it. */
    enum Edit {
        ADD,
        REMOVE,
        CHANGE_PORT,
        CHANGE_FROM,
        CHANGE_TO,
        SWAP_ENDS,
        SPLIT_RANGE,
        DESCRIBE,
        CHANGE_PROTOCOL,
        REORDER,
        RENAME_GROUP
    }

    LinkStack start() {
        LinkStack stack = new LinkStack(NAMES.subList(0, 5), List.of(), prefixLists);
        for (int count = 0; count < 8; count++) {
            stack = apply(Edit.ADD, stack);
        }
        return stack;
    }

    Edit any() {
        return one(List.of(Edit.values()));
    }

    /** The stack after an edit; as it was where the edit comes to nothing that a manifest may say. */
    LinkStack apply(Edit edit, LinkStack stack) {
        LinkStack edited = switch (edit) {
            case ADD -> with(stack, stack.links().size(), List.of(link(stack)));
            case REMOVE -> replaced(stack, link -> List.of());
            case CHANGE_PORT -> each(stack, this::atOtherPorts);
            case CHANGE_FROM -> each(stack, link -> link.between(side(stack), link.to()));
            case CHANGE_TO -> each(stack, link -> link.between(link.from(), side(stack)));
            case SWAP_ENDS -> each(stack, link -> link.between(link.to(), link.from()));
            case SPLIT_RANGE -> replaced(stack, this::split);
            case DESCRIBE -> each(stack, link -> link.described(one(TEXTS)));
            case CHANGE_PROTOCOL -> each(stack, this::withProtocol);
            case REORDER -> shuffled(stack);
            case RENAME_GROUP -> renamed(stack);
        };
        return acceptable(edited) ? edited : stack;
    }

    private static boolean acceptable(LinkStack stack) {
        Set<Link> different = new HashSet<>();
        for (Link link : stack.links()) {
            boolean world = link.from().name().equals(LinkStack.ANYWHERE)
                    || link.to().name().equals(LinkStack.ANYWHERE);
            boolean narrow = link.protocol().equals("tcp") && link.first() == link.last();
            boolean group = link.from().group() || link.to().group();
            if (!group || (world && !narrow) || !different.add(link.described(""))) {
                return false;
            }
        }
        return stack.links().size() <= MOST_LINKS;
    }

    private LinkStack each(LinkStack stack, UnaryOperator<Link> edit) {
        return replaced(stack, link -> List.of(edit.apply(link)));
    }

    /** One link makes way for others, which stand where it stood. */
    private LinkStack replaced(LinkStack stack, Function<Link, List<Link>> edit) {
        if (stack.links().isEmpty()) {
            return stack;
        }
        int index = random.nextInt(stack.links().size());
        List<Link> rest = new ArrayList<>(stack.links());
        Link link = rest.remove(index);
        return with(new LinkStack(stack.groups(), rest, prefixLists), index, edit.apply(link));
    }

    private LinkStack with(LinkStack stack, int index, List<Link> added) {
        List<Link> links = new ArrayList<>(stack.links());
        links.addAll(index, added);
        return new LinkStack(stack.groups(), links, prefixLists);
    }

    private LinkStack shuffled(LinkStack stack) {
        List<Link> links = new ArrayList<>(stack.links());
        Collections.shuffle(links, random);
        return new LinkStack(stack.groups(), links, prefixLists);
    }

    private LinkStack renamed(LinkStack stack) {
        String old = one(stack.groups());
        List<String> free =
                NAMES.stream().filter(name -> !stack.groups().contains(name)).toList();
        String fresh = one(free);
        List<String> groups = stack.groups().stream()
                .map(name -> name.equals(old) ? fresh : name)
                .toList();
        List<Link> links = stack.links().stream()
                .map(link -> link.between(renamed(link.from(), old, fresh), renamed(link.to(), old, fresh)))
                .toList();
        return new LinkStack(groups, links, prefixLists);
    }

    private static Side renamed(Side side, String old, String fresh) {
        return side.group() && side.name().equals(old) ? new Side("group", fresh) : side;
    }

    private List<Link> split(Link link) {
        if (link.first() == link.last()) {
            return List.of(link);
        }
        int middle = link.first() + random.nextInt(link.last() - link.first());
        return List.of(
                link.at(link.protocol(), link.first(), middle), link.at(link.protocol(), middle + 1, link.last()));
    }

    private Link atOtherPorts(Link link) {
        int first = one(PORTS);
        int last = first + (random.nextBoolean() ? 0 : 20);
        return link.first() < 0 ? link.at("udp", first, last) : link.at(link.protocol(), first, last);
    }

    private Link withProtocol(Link link) {
        return switch (random.nextInt(4)) {
            case 0 -> link.at("icmp", -1, -1);
            case 1 -> link.at("all", -1, -1);
            case 2 -> atOtherPorts(link.at("udp", 1, 1));
            default -> atOtherPorts(link.at("tcp", 1, 1));
        };
    }

    private Link link(LinkStack stack) {
        return withProtocol(new Link(new Side("group", one(stack.groups())), side(stack), "tcp", 1, 1, one(TEXTS)));
    }

    private Side side(LinkStack stack) {
        return switch (random.nextInt(5)) {
            case 0 -> new Side("cidr", one(RANGES));
            case 1 -> new Side("prefixList", one(prefixLists));
            default -> new Side("group", one(stack.groups()));
        };
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
