package io.stockade.reliability;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many entries the collections have that a process holds, by the field that they hang on. */
final class Held {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Place> ahead = new ArrayDeque<>();
    private final SortedMap<String, Integer> entries = new TreeMap<>();
    private final Class<?> product;

    private Held(Object root) {
        this.product = root.getClass();
        ahead.add(new Place("", root));
    }

    /**
     * An object, and what it hangs on.
     *
     * @param field of the class that holds it, or holds what holds it
     */
    private record Place(String field, Object object) {}

    /** @param root of the product's own classes; of those of tests and libraries nothing is counted */
    static SortedMap<String, Integer> by(Object root) {
        Held held = new Held(root);
        while (!held.ahead.isEmpty()) {
            Place next = held.ahead.poll();
            if (held.seen.add(next.object())) {
                held.visit(next);
            }
        }
        return held.entries;
    }

    private void visit(Place place) {
        if (place.object() instanceof Map<?, ?> map) {
            count(place, map.size());
            map.forEach((key, value) -> {
                follow(place.field(), key);
                follow(place.field(), value);
            });
        } else if (place.object() instanceof Collection<?> collection) {
            count(place, collection.size());
            collection.forEach(each -> follow(place.field(), each));
        } else if (ours(place.object().getClass())) {
            for (Class<?> type = place.object().getClass(); type != null && ours(type); type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    read(field, place.object());
                }
            }
        }
    }

    private void count(Place place, int size) {
        entries.merge(place.field(), size, Integer::sum);
    }

    private void read(Field field, Object object) {
        if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
            return;
        }
        try {
            field.setAccessible(true);
            follow(field.getDeclaringClass().getSimpleName() + "." + field.getName(), field.get(object));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void follow(String field, Object object) {
        if (object != null && (object instanceof Map || object instanceof Collection || ours(object.getClass()))) {
            ahead.add(new Place(field, object));
        }
    }

    /** Written for the product, and not made up by the machine. */
    private boolean ours(Class<?> type) {
        return !type.isHidden()
                && !type.isEnum()
                && type.getName().startsWith("io.stockade.")
                && !type.getName().startsWith("io.stockade.sandbox.")
                && type.getProtectionDomain().getCodeSource() != null
                && type.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .equals(product.getProtectionDomain().getCodeSource().getLocation());
    }
}
