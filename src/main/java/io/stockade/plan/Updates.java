package io.stockade.plan;

import io.stockade.graph.Component;
import io.stockade.graph.Resource;
import io.stockade.graph.Tags;
import io.stockade.plan.Difference.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
        if (!(old instanceof Tags tags) || !(desired instanceof Tags wanted)) {
            return desired;
        }
        List<String> named = fields.stream()
                .map(field -> field.path()
                        .substring(Math.min(
                                field.path().length(), field.component().length() + 1)))
                .toList();
        Map<String, String> put = new TreeMap<>(wanted.values());
        put.keySet().retainAll(named);
        Set<String> takenOff = new TreeSet<>(wanted.former());
        takenOff.retainAll(named);
        return tags.with(put).without(takenOff).instead(takenOff);
    }
}
