package io.stockade.plan;

import io.stockade.graph.Component;
import io.stockade.graph.Digest;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fingerprint of a desired state, by which a change of the manifest is told from drift. */
public final class DesiredDigest {
    private DesiredDigest() {}

    /**
     * The digest of a resource as it stands in the graph, with its references still planned: an id that changes because
     * something was made anew is no change of the user's.
     */
    public static String of(Resource desired) {
        List<String> parts = new ArrayList<>();
        parts.add(desired.kind().toString());
        for (Component component : Component.of(desired.getClass())) {
            parts.add(component.name());
            add(component.of(desired), parts);
        }
        return Digest.hex(parts.toArray(String[]::new));
    }

    private static void add(@Nullable Object value, List<String> parts) {
        if (value instanceof Collection<?> all) {
            parts.add("#" + all.size());
            all.forEach(each -> add(each, parts));
            return;
        }
        parts.add(value instanceof Ref ref ? ref.text() : String.valueOf(value));
    }
}
