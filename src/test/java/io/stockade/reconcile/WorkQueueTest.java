package io.stockade.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A queue that is closed has ended once its passes have, and not before. */
class WorkQueueTest {
    private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> looked = new ArrayList<>();

    private final WorkQueue queue = new WorkQueue(
            new Surroundings(
                    InstantSource.fixed(START),
                    tasks::add,
                    (time, task) -> tasks.add(task),
                    CompletableFuture::join,
                    new Random(1),
                    () -> "uid",
                    new Random(2)),
            (stack, extent) -> {
                looked.add(stack);
                return START;
            });

    @Test
    void endsAtOnceWhenNothingRuns() {
        queue.add(new Trigger("default/a", Trigger.Reason.REQUEST));
        tasks.remove().run();
        tasks.clear();

        CompletableFuture<Void> ended = queue.close();

        assertThat(ended).isCompleted();
    }

    @Test
    void endsWithTheLastPassThatRuns() {
        queue.add(new Trigger("default/a", Trigger.Reason.REQUEST));
        queue.add(new Trigger("default/b", Trigger.Reason.REQUEST));
        CompletableFuture<Void> ended = queue.close();
        tasks.remove().run();
        assertThat(ended).isNotDone();

        tasks.remove().run();

        assertThat(ended).isCompleted();
        assertThat(looked).containsExactly("default/a", "default/b");
        assertThat(tasks).as("alarms of what has ended").isEmpty();
    }

    @Test
    void beginsNothingAfterItWasClosed() {
        CompletableFuture<Void> ended = queue.close();

        queue.add(new Trigger("default/a", Trigger.Reason.REQUEST));

        assertThat(ended).isCompleted();
        assertThat(tasks).isEmpty();
    }
}
