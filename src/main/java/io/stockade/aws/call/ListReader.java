package io.stockade.aws.call;

import io.stockade.cloud.Listed;
import io.stockade.cloud.ReadScope;
import io.stockade.cloud.Reader;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A reader made of its list call.
 *
 * @param single reads one object with what stands in it; {@code null} where nothing stands in anything
 */
public record ListReader(
        Set<ResourceKind> kinds,
        Narrowing narrowing,
        Function<ReadScope, List<Listed>> listing,
        @Nullable Function<String, List<Observed<?>>> single)
        implements Reader {
    public ListReader(Set<ResourceKind> kinds, Narrowing narrowing, Function<ReadScope, List<Listed>> listing) {
        this(kinds, narrowing, listing, null);
    }

    /** The same reader, which reads objects one by one as well. */
    public ListReader reading(Function<String, List<Observed<?>>> one) {
        return new ListReader(kinds, narrowing, listing, one);
    }

    @Override
    public List<Listed> list(ReadScope scope) {
        return listing.apply(scope);
    }

    @Override
    public Optional<List<Observed<?>>> one(String id) {
        return single == null ? Optional.empty() : Optional.of(single.apply(id));
    }
}
