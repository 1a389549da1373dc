package io.stockade.plan;

import io.stockade.graph.Component;
import io.stockade.graph.Resource;
import io.stockade.graph.Tags;
import io.stockade.plan.Difference.Field;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a thing is like after an update. */
final class Updates {
    private Updates() {}

    /** The old value with what the fields name as in the desired one; all other tags stay. */
    static Resource applied(Resource old, Resource desired, List<Field> fields) {
        Resource result = old;
        for (Component component : Component.of(old.getClass())) {
            List<Field> named = fields.stream()
                    .filter(field -> field.component().equals(component.name()))
                    .toList();
            if (!named.isEmpty()) {
                result = Component.with(
                        result, component.name(), merged(component.of(old), component.of(desired), named));
            }
        }
        return result;
    }

    private static @Nullable Object merged(@Nullable Object old, @Nullable Object desired, List<Field> fields) {
        return old instanceof Tags tags && desired instanceof Tags wanted
                ? tags.with(named(wanted.values(), fields))
                : desired;
    }

    private static Map<String, String> named(Map<String, String> wanted, List<Field> fields) {
        Map<String, String> named = new TreeMap<>();
        fields.forEach(field -> {
            String key = field.path()
                    .substring(Math.min(field.path().length(), field.component().length() + 1));
            if (wanted.containsKey(key)) {
                named.put(key, wanted.get(key));
            }
        });
        return named;
    }
}
