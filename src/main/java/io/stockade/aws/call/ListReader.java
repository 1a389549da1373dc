package io.stockade.aws.call;

import io.stockade.cloud.Listed;
import io.stockade.cloud.ReadScope;
import io.stockade.cloud.Reader;
import io.stockade.graph.ResourceKind;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A reader made of its list call. */
public record ListReader(Set<ResourceKind> kinds, Narrowing narrowing, Function<ReadScope, List<Listed>> listing)
        implements Reader {
    @Override
    public List<Listed> list(ReadScope scope) {
        return listing.apply(scope);
    }
}
