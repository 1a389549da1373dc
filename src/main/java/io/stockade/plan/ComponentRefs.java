package io.stockade.plan;

import io.stockade.graph.Peer;
import io.stockade.graph.Ref;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The references in the value of one component. */
final class ComponentRefs {
    private ComponentRefs() {}

    static List<Ref> of(@Nullable Object value) {
        List<Ref> refs = new ArrayList<>();
        if (value instanceof Ref ref) {
            refs.add(ref);
        } else if (value instanceof Peer peer && peer.ref() != null) {
            refs.add(peer.ref());
        } else if (value instanceof Collection<?> all) {
            all.forEach(each -> refs.addAll(of(each)));
        }
        return refs;
    }
}
