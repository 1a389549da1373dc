package io.stockade;

import io.stockade.cloud.Cloud;
import io.stockade.cloud.Clouds;
import io.stockade.cloud.Listed;
import io.stockade.cloud.ReadScope;
import io.stockade.cloud.Reader;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Looks for what is left of a stack in its cloud, past everything that the engine remembers. */
final class Remains {
    private Remains() {}

    /** What still carries the tags of the stack, or lies in something that does. */
    static List<String> of(String installation, String stack, Cloud cloud) {
        ReadScope scope = new ReadScope(installation, new TreeSet<>());
        List<String> left = new ArrayList<>();
        for (Reader reader : cloud.readers()) {
            for (Listed listed : reader.list(scope)) {
                Observed<?> thing = listed.thing();
                boolean ours = Owner.of(thing.tags())
                        .filter(owner -> owner.stack().equals(stack))
                        .isPresent();
                if (ours) {
                    left.add(thing.kind() + " " + thing.id());
                }
            }
        }
        return left;
    }

    /** The cloud of a region, with the credentials that everything else uses. */
    static Cloud in(String region, Clouds clouds) {
        return clouds.open(new Clouds.Target(region, null, null, null));
    }
}
