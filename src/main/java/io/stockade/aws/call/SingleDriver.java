package io.stockade.aws.call;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Written;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** A driver of a kind that AWS makes and takes away one by one. Several are done in turn, up to the first failure. */
public abstract class SingleDriver<R extends Resource> implements Driver<R> {
    protected abstract Written createOne(Creation<R> creation);

    protected abstract Written deleteOne(Observed<R> doomed);

    @Override
    public Written create(List<Creation<R>> creations) {
        return inTurn(creations, this::createOne);
    }

    @Override
    public Written delete(List<Observed<R>> doomed) {
        return inTurn(doomed, this::deleteOne);
    }

    /** Deletes by a call; that the thing is gone already is success. */
    protected Written goneAfter(Observed<R> doomed, Runnable call) {
        there(call);
        return Written.gone(kind(), doomed.id());
    }

    /** Deletes by a call after which AWS takes its time; that the thing is gone already is success. */
    protected Written goingAfter(Observed<R> doomed, Runnable call, Supplier<Instant> clock) {
        return there(call)
                ? Written.now(
                        Observed.ready(doomed.value(), doomed.id(), clock.get()).withLifecycle(Lifecycle.DELETING, ""))
                : Written.gone(kind(), doomed.id());
    }

    /** Whether there was anything for a call to be about. */
    private static boolean there(Runnable call) {
        return Calls.found(() -> {
                    call.run();
                    return true;
                })
                .isPresent();
    }

    /** What was done before a failure is an answer; a failure of the very first is just that. */
    private static <T> Written inTurn(List<T> all, Function<T, Written> write) {
        List<Observed<?>> now = new ArrayList<>();
        List<Written.Gone> gone = new ArrayList<>();
        for (T each : all) {
            try {
                Written written = write.apply(each);
                now.addAll(written.now());
                gone.addAll(written.gone());
                if (written.problem() != null) {
                    return new Written(now, gone, written.problem());
                }
            } catch (CloudException failure) {
                if (now.isEmpty() && gone.isEmpty()) {
                    throw failure;
                }
                return new Written(now, gone, failure);
            }
        }
        return new Written(now, gone, null);
    }
}
