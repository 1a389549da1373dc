package io.stockade.scale;

import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Tags;
import io.stockade.net.Cidr;
import io.stockade.simulation.Recording;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes another stack of a recorded one: other names, ids, ranges and account. Every text of a copy is an object of its
 * own, as it is when it comes out of one of AWS's answers.
 */
final class Copies {
    private static final Pattern ID = Pattern.compile("-[0-9a-f]{17}(?![0-9a-f])");
    private static final Pattern RANGE = Pattern.compile("(?<![0-9.])10\\.50\\.(\\d+)\\.");
    private static final Map<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();

    private final String account;
    private final String name;
    private final int stack;
    private final String number;

    /**
     * The copies for one stack.
     *
     * @param stack its number, below 4,096
     * @param account in which it stands
     */
    Copies(int stack, String account) {
        this.account = account;
        this.name = String.format("st-%05d", stack);
        this.stack = stack;
        this.number = String.format("-%04x", stack);
    }

    /** How a record is taken apart and put together. */
    private record Shape(List<Method> accessors, Constructor<?> constructor) {
        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            List<Method> accessors =
                    Arrays.stream(components).map(RecordComponent::getAccessor).toList();
            try {
                return new Shape(accessors, type.getDeclaredConstructor(types));
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException(type + " has no canonical constructor", impossible);
            }
        }
    }

    /** The name of the stack. */
    String name() {
        return name;
    }

    /** The copy of a text; of an id too. */
    String text(String recorded) {
        String text = recorded.replace(Recording.NAME, name).replace(Recording.ACCOUNT, account);
        if (text.contains("10.50.")) {
            text = RANGE.matcher(text).replaceAll(this::range);
        }
        if (text.indexOf('-') >= 0) {
            text = ID.matcher(text).replaceAll(id -> number + id.group().substring(number.length()));
        }
        return new String(text);
    }

    /** The range of each stack is a /20 of its own, so that all of them can stand in one account. */
    private String range(MatchResult recorded) {
        int third = stack % 16 * 16 + Integer.parseInt(recorded.group(1));
        return "10." + stack / 16 + "." + third + ".";
    }

    /** The copy of a record, with everything in it. */
    @SuppressWarnings("unchecked") // the copy is made by the constructor of T itself
    <T> T of(T recorded) {
        return (T) value(recorded);
    }

    private Object value(Object recorded) {
        if (recorded instanceof String text) {
            return text(text);
        }
        if (recorded instanceof Cidr known) {
            return new Cidr(text(known.text()));
        }
        if (recorded instanceof Tags tags) {
            return Tags.of(of(tags.values()));
        }
        if (recorded instanceof PolicyDocument policy) {
            return PolicyDocument.parse(text(policy.json()));
        }
        if (recorded instanceof SortedMap<?, ?> map) {
            SortedMap<Object, Object> copy = new TreeMap<>();
            map.forEach((key, value) -> copy.put(value(key), value(value)));
            return copy;
        }
        if (recorded instanceof SortedSet<?> set) {
            SortedSet<Object> copy = new TreeSet<>();
            set.forEach(each -> copy.add(value(each)));
            return copy;
        }
        if (recorded instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(value(each)));
            return copy;
        }
        return recorded instanceof Record record ? copy(record) : recorded;
    }

    private Record copy(Record recorded) {
        Shape shape = SHAPES.computeIfAbsent(recorded.getClass(), Shape::of);
        @Nullable Object[] values = new @Nullable Object[shape.accessors().size()];
        try {
            for (int index = 0; index < values.length; index++) {
                Object value = shape.accessors().get(index).invoke(recorded);
                values[index] = value == null ? null : value(value);
            }
            return (Record) shape.constructor().newInstance(values);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("cannot copy a " + recorded.getClass(), impossible);
        }
    }
}
