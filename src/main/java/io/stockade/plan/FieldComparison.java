package io.stockade.plan;

import io.stockade.graph.Changes.Effect;
import io.stockade.graph.Component;
import io.stockade.graph.Observed;
import io.stockade.graph.Peer;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.Tags;
import io.stockade.plan.Difference.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is wanted with what was seen, component by component, the same way for every kind.
 *
 * @param unknown references that may or may not mean what is observed: neither equal nor different
 */
record FieldComparison(Matching matching, Predicate<Ref> unknown) {
    private static final String NONE = "(none)";

    /** The fields that differ, in the order of the record's header; how much each matters is said elsewhere. */
    List<Field> of(Resource desired, Observed<?> observed) {
        List<Field> fields = new ArrayList<>();
        for (Component component : Component.of(desired.getClass())) {
            if (compared(component, observed)) {
                compare(component, component.of(desired), component.of(observed.value()), fields);
            }
        }
        return fields;
    }

    /** Keys are equal by matching, AWS's own components are AWS's business, and the unread say nothing. */
    static boolean compared(Component component, Observed<?> observed) {
        return ours(component) && !observed.unread().contains(component.name());
    }

    /** What would be compared, and was not read. */
    static List<String> unread(Resource desired, Observed<?> observed) {
        return Component.of(desired.getClass()).stream()
                .filter(component -> ours(component) && !compared(component, observed))
                .map(Component::name)
                .toList();
    }

    private static boolean ours(Component component) {
        return component.effect() == Effect.IN_PLACE || component.effect() == Effect.REPLACE;
    }

    private void compare(Component component, @Nullable Object desired, @Nullable Object actual, List<Field> fields) {
        if (desired instanceof Tags wanted && actual instanceof Tags seen) {
            compareTags(component, wanted, seen, fields);
            return;
        }
        if (desired instanceof Collection<?> wanted && actual instanceof Collection<?> seen) {
            compareSets(component, wanted, seen, fields);
            return;
        }
        boolean open = desired instanceof Ref ref && unknown.test(ref);
        if (open || canonical(desired).equals(canonical(actual))) {
            return;
        }
        fields.add(field(component, component.name(), show(desired), show(actual)));
    }

    private static void compareTags(Component component, Tags wanted, Tags seen, List<Field> fields) {
        wanted.values().forEach((key, value) -> {
            String actual = seen.values().get(key);
            if (!value.equals(actual)) {
                fields.add(field(component, component.name() + "." + key, value, actual == null ? NONE : actual));
            }
        });
        Tags left = seen.only(wanted.former());
        left.values().forEach((key, value) -> fields.add(field(component, component.name() + "." + key, NONE, value)));
    }

    private void compareSets(Component component, Collection<?> wanted, Collection<?> seen, List<Field> fields) {
        if (wanted.stream().anyMatch(each -> each instanceof Ref ref && unknown.test(ref))) {
            return;
        }
        NavigableMap<String, String> onlyWanted = shownByCanonical(wanted);
        NavigableMap<String, String> onlySeen = shownByCanonical(seen);
        List<String> both =
                onlyWanted.keySet().stream().filter(onlySeen::containsKey).toList();
        both.forEach(onlyWanted::remove);
        both.forEach(onlySeen::remove);
        if (onlyWanted.isEmpty() && onlySeen.isEmpty()) {
            return;
        }
        fields.add(field(
                component,
                component.name(),
                withAndWithout(onlyWanted, onlySeen),
                withAndWithout(onlySeen, onlyWanted)));
    }

    private static String withAndWithout(NavigableMap<String, String> with, NavigableMap<String, String> without) {
        List<String> parts = new ArrayList<>();
        if (!with.isEmpty()) {
            parts.add("with " + String.join(", ", with.values()));
        }
        if (!without.isEmpty()) {
            parts.add("without " + String.join(", ", without.values()));
        }
        return String.join(", ", parts);
    }

    private NavigableMap<String, String> shownByCanonical(Collection<?> all) {
        NavigableMap<String, String> shown = new TreeMap<>();
        all.forEach(each -> shown.put(canonical(each), show(each)));
        return shown;
    }

    /** One text for everything that means the same; what is only planned equals nothing that was observed. */
    private String canonical(@Nullable Object value) {
        if (value instanceof Ref ref) {
            return matching.resolve(ref).text();
        }
        if (value instanceof Peer peer && peer.ref() != null) {
            return canonical(peer.ref());
        }
        return value == null ? NONE : value.toString();
    }

    /** A value for people. */
    String show(@Nullable Object value) {
        if (value instanceof Ref ref) {
            return showRef(ref);
        }
        if (value instanceof Peer peer && peer.ref() != null) {
            return showRef(peer.ref());
        }
        if (value instanceof Collection<?> all) {
            return String.join(", ", all.stream().map(this::show).toList());
        }
        return value == null || value.toString().isEmpty() ? NONE : value.toString();
    }

    private String showRef(Ref ref) {
        if (ref instanceof Ref.Planned planned) {
            return planned.address() + " (" + matching.idOf(planned.address()).orElse("known after apply") + ")";
        }
        return matching.addressOf(ref.text())
                .map(address -> address + " (" + ref.text() + ")")
                .orElse(ref.text());
    }

    private static Field field(Component component, String path, String expected, String actual) {
        return new Field(path, component.name(), expected, actual, component.effect(), Difference.Severity.MEDIUM);
    }
}
