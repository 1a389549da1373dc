package io.stockade.aws.call;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Written;
import io.stockade.graph.Observed;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stands where the driver of a kind will be, and says so of every call. */
public record AbsentDriver<R extends Resource>(ResourceKind kind) implements Driver<R> {
    @Override
    public Written create(List<Creation<R>> creations) {
        throw absent();
    }

    @Override
    public Written update(Observed<R> current, R desired, Set<String> components) {
        throw absent();
    }

    @Override
    public Written delete(List<Observed<R>> doomed) {
        throw absent();
    }

    @Override
    public Optional<Observed<R>> readById(String id) {
        throw absent();
    }

    private CloudException absent() {
        String message = "this release of Stockade does not build a " + kind + " yet";
        return new CloudException(CloudException.Category.UNSUPPORTED, kind.toString(), "", message, null);
    }
}
