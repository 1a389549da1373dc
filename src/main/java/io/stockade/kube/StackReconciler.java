package io.stockade.kube;

import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where the Operator SDK meets the engine. It puts the finalizer on and takes it off, tells of every change, and does
 * nothing else: passes run in the engine's own queue. Every call asks to be called again, since events may get lost.
 */
@Singleton
@ControllerConfiguration(
        name = StackReconciler.NAME,
        finalizerName = RawStack.FINALIZER,
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = ChangeFilter.class))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, maxInterval = StackReconciler.MOST_MILLISECONDS_TO_RETRY)
public final class StackReconciler implements Reconciler<RawStack>, Cleaner<RawStack> {
    /** In properties of the framework. */
    public static final String NAME = "stacks";

    static final long MOST_MILLISECONDS_TO_RETRY = 60_000;

    /** Beside the sweeps of the engine, which come of themselves: for an object of which every event was lost. */
    private static final long MINUTES_TO_NEXT = 5;

    private final KubeFrontEnd front;

    /** @param front what feeds the engine */
    public StackReconciler(KubeFrontEnd front) {
        this.front = front;
    }

    @Override
    public List<EventSource<?, RawStack>> prepareEventSources(EventSourceContext<RawStack> context) {
        SimpleInboundEventSource<RawStack> released = new SimpleInboundEventSource<>("released");
        front.watch(new Informed(context.getPrimaryCache()), stack -> released.propagateEvent(id(stack)));
        return List.of(released);
    }

    @Override
    public UpdateControl<RawStack> reconcile(RawStack object, Context<RawStack> context) {
        front.changed(object.key());
        return UpdateControl.<RawStack>noUpdate().rescheduleAfter(MINUTES_TO_NEXT, TimeUnit.MINUTES);
    }

    @Override
    public DeleteControl cleanup(RawStack object, Context<RawStack> context) {
        if (front.released(object)) {
            return DeleteControl.defaultDelete();
        }
        front.changed(object.key());
        return DeleteControl.noFinalizerRemoval().rescheduleAfter(TimeUnit.MINUTES.toMillis(MINUTES_TO_NEXT));
    }

    private static ResourceID id(String stack) {
        int slash = stack.indexOf('/');
        return new ResourceID(stack.substring(slash + 1), stack.substring(0, slash));
    }

    /** The SDK's cache as we look into it. */
    private record Informed(Cache<RawStack> cache) implements Watched {
        @Override
        public Optional<RawStack> find(String stack) {
            return started() ? cache.get(id(stack)) : Optional.empty();
        }

        @Override
        public Stream<RawStack> all() {
            return started() ? cache.list() : Stream.empty();
        }

        /** The service answers, and looks at what there is, before the SDK has made its cache: there is nothing yet. */
        private boolean started() {
            return !(cache instanceof AbstractEventSource<?, ?> source) || source.isRunning();
        }
    }
}
