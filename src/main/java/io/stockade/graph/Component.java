package io.stockade.graph;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One component of a resource record: the field that differences name.
 *
 * @param name as in the record, such as {@code routeTables}
 * @param effect what a change of it means
 */
public record Component(String name, Changes.Effect effect, Method accessor) {
    private static final Map<Class<?>, List<Component>> KNOWN = new ConcurrentHashMap<>();

    /** The components of a record type, in the order of its header. */
    public static List<Component> of(Class<? extends Resource> type) {
        return KNOWN.computeIfAbsent(type, Component::read);
    }

    /** The value of this component. */
    public @Nullable Object of(Resource resource) {
        try {
            return accessor.invoke(resource);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("cannot read " + name + " of " + resource.kind(), impossible);
        }
    }

    /** Every reference that a resource holds, wherever it stands. */
    public static List<Ref> refs(Resource resource) {
        List<Ref> found = new ArrayList<>();
        of(resource.getClass()).forEach(component -> collect(component.of(resource), found));
        return found;
    }

    private static void collect(@Nullable Object value, List<Ref> found) {
        if (value instanceof Ref ref) {
            found.add(ref);
        } else if (value instanceof Peer peer && peer.ref() != null) {
            found.add(peer.ref());
        } else if (value instanceof SortedSet<?> set) {
            set.forEach(element -> collect(element, found));
        }
    }

    /** The same resource with every reference replaced. */
    @SuppressWarnings("unchecked") // the copy is made by the constructor of R itself
    public static <R extends Resource> R mapRefs(R resource, UnaryOperator<Ref> mapping) {
        List<Component> components = of(resource.getClass());
        @Nullable Object[] values = new @Nullable Object[components.size()];
        for (int index = 0; index < values.length; index++) {
            values[index] = mapped(components.get(index).of(resource), mapping);
        }
        return (R) copy(resource.getClass(), values);
    }

    /** The same resource with one component changed. */
    @SuppressWarnings("unchecked") // the copy is made by the constructor of R itself
    public static <R extends Resource> R with(R resource, String component, @Nullable Object value) {
        List<Component> components = of(resource.getClass());
        @Nullable Object[] values = new @Nullable Object[components.size()];
        for (int index = 0; index < values.length; index++) {
            Component each = components.get(index);
            values[index] = each.name.equals(component) ? value : each.of(resource);
        }
        return (R) copy(resource.getClass(), values);
    }

    private static @Nullable Object mapped(@Nullable Object value, UnaryOperator<Ref> mapping) {
        if (value instanceof Ref ref) {
            return mapping.apply(ref);
        }
        if (value instanceof Peer peer && peer.ref() != null) {
            return new Peer(peer.type(), null, mapping.apply(peer.ref()));
        }
        if (value instanceof SortedSet<?> set) {
            Collection<@Nullable Object> all = new TreeSet<>();
            set.forEach(element -> all.add(mapped(element, mapping)));
            return all;
        }
        return value;
    }

    private static Object copy(Class<?> type, @Nullable Object[] values) {
        try {
            return type.getDeclaredConstructors()[0].newInstance(values);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("cannot copy a " + type.getSimpleName(), impossible);
        }
    }

    private static List<Component> read(Class<?> type) {
        List<Component> components = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Changes changes = component.getAnnotation(Changes.class);
            if (changes == null) {
                throw new IllegalStateException(type.getSimpleName() + "." + component.getName() + " lacks @Changes");
            }
            // Every pass reads thousands of these; without this the right to do so is looked up each time.
            component.getAccessor().setAccessible(true);
            components.add(new Component(component.getName(), changes.value(), component.getAccessor()));
        }
        return List.copyOf(components);
    }
}
