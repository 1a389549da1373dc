package io.stockade.plan;

import io.stockade.graph.Component;
import io.stockade.graph.Resource;
import io.stockade.graph.Tags;
import io.stockade.plan.Difference.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a thing is like after an update. */
final class Updates {
    private Updates() {}

    /** The old value with the components that the fields name as in the desired one; tags of others stay. */
    static Resource applied(Resource old, Resource desired, List<Field> fields) {
        Resource result = old;
        for (Component component : Component.of(old.getClass())) {
            if (fields.stream().anyMatch(field -> field.component().equals(component.name()))) {
                result = Component.with(result, component.name(), merged(component.of(old), component.of(desired)));
            }
        }
        return result;
    }

    private static @Nullable Object merged(@Nullable Object old, @Nullable Object desired) {
        return old instanceof Tags tags && desired instanceof Tags wanted ? tags.with(wanted.values()) : desired;
    }
}
