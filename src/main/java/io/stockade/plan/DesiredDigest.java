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
    /** 48 bits. */
    private static final int KEPT = 12;

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

    /**
     * As much of the digest as is remembered of every resource for as long as it lives: no two states of one resource
     * are ever alike in that much by chance.
     */
    public static String kept(Resource desired) {
        return of(desired).substring(0, KEPT);
    }

    /** @param kept of a desired state, by this release or an earlier one, which kept the whole of it */
    static boolean matches(String kept, Resource desired) {
        return of(desired).startsWith(kept);
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
