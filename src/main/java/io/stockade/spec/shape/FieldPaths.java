package io.stockade.spec.shape;

import io.stockade.spec.shape.Shape.FieldShape;
import io.stockade.spec.shape.Shape.ListShape;
import io.stockade.spec.shape.Shape.ObjectShape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every path of the format, such as {@code spec.network.tiers[].access}, in the order of the manifest. */
public final class FieldPaths {
    private static final Map<String, FieldShape> ALL = all();

    private FieldPaths() {}

    /** Paths and fields. */
    public static Map<String, FieldShape> fields() {
        return ALL;
    }

    /** The path of the only field with this name (outside of lists at first), for those who wrote it elsewhere. */
    public static @Nullable String elsewhere(String name) {
        List<String> paths =
                ALL.keySet().stream().filter(path -> path.endsWith("." + name)).toList();
        List<String> single =
                paths.stream().filter(path -> !path.contains("[]")).toList();
        if (single.size() == 1) {
            return single.get(0);
        }
        return paths.size() == 1 ? paths.get(0) : null;
    }

    private static Map<String, FieldShape> all() {
        Map<String, FieldShape> paths = new LinkedHashMap<>();
        add(paths, "", RecordShapes.MANIFEST);
        return Collections.unmodifiableMap(paths);
    }

    private static void add(Map<String, FieldShape> paths, String parent, ObjectShape object) {
        for (FieldShape field : object.fields()) {
            String path = parent.isEmpty() ? field.name() : parent + "." + field.name();
            paths.put(path, field);
            if (field.shape() instanceof ObjectShape child) {
                add(paths, path, child);
            }
            if (field.shape() instanceof ListShape list && list.item() instanceof ObjectShape item) {
                add(paths, path + "[]", item);
            }
        }
    }
}
