package io.stockade.kube;

import io.stockade.kube.StackApi.UnansweredException;
import io.stockade.reconcile.PassListener;
import io.stockade.reconcile.StackEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Publishes what happened to stacks, and keeps the newest of it for the HTTP API. One that is lost is lost. */
final class EventWriter implements PassListener {
    private static final int MOST_EVENTS = 100;
    private static final int MOST_STACKS = 10_000;
    private static final System.Logger LOG = System.getLogger(EventWriter.class.getName());

    private final StackApi api;
    private final StackObjects objects;

    /** Those of stacks that are gone go with the earliest of all. */
    private final Map<String, Deque<StackEvent>> newest = new LinkedHashMap<>();

    EventWriter(StackApi api, StackObjects objects) {
        this.api = api;
        this.objects = objects;
    }

    @Override
    public void event(StackEvent event) {
        keep(event);
        objects.find(event.stack()).map(StackObject::newest).ifPresent(object -> publish(object, event));
    }

    /** Oldest first. */
    List<StackEvent> of(String stack) {
        synchronized (newest) {
            return List.copyOf(newest.getOrDefault(stack, new ArrayDeque<>()));
        }
    }

    private void keep(StackEvent event) {
        synchronized (newest) {
            Deque<StackEvent> events = newest.computeIfAbsent(event.stack(), stack -> new ArrayDeque<>());
            events.addLast(event);
            if (events.size() > MOST_EVENTS) {
                events.removeFirst();
            }
            if (newest.size() > MOST_STACKS) {
                newest.remove(newest.keySet().iterator().next());
            }
        }
    }

    private void publish(RawStack object, StackEvent event) {
        try {
            api.publish(object, event);
        } catch (UnansweredException unanswered) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the event " + event.reason() + " of " + event.stack() + " is lost: " + unanswered.getMessage());
        }
    }
}
