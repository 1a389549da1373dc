package io.stockade.aws.call;

import io.stockade.cloud.ReadScope;
import io.stockade.cloud.Reader;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A reader made of its list call. */
public record ListReader(Set<ResourceKind> kinds, Narrowing narrowing, Function<ReadScope, List<Observed<?>>> listing)
        implements Reader {
    @Override
    public List<Observed<?>> list(ReadScope scope) {
        return listing.apply(scope);
    }
}
