package io.stockade.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Tasks run up to a limit, in their order, and none is lost. */
class AtOnceTest {
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final AtOnce two = new AtOnce(threads::add, 2);

    @Test
    void noMoreThreadsAreTakenThanAllowed() {
        for (int task = 1; task <= 5; task++) {
            add("task " + task);
        }

        assertThat(threads).hasSize(2);
        assertThat(done).isEmpty();
    }

    @Test
    void whoHasEndedTakesTheNext() {
        for (int task = 1; task <= 5; task++) {
            add("task " + task);
        }

        threads.remove().run();

        assertThat(done).containsExactly("task 1", "task 3", "task 4", "task 5");
    }

    @Test
    void aPlaceIsFreeAgainWhenNothingWaited() {
        add("first");
        add("second");
        threads.remove().run();

        add("third");

        assertThat(threads).hasSize(2);
        threads.remove().run();
        threads.remove().run();
        assertThat(done).containsExactly("first", "second", "third");
    }

    @Test
    void whatFailsTakesNoPlaceAlong() {
        two.execute(() -> {
            throw new IllegalStateException("a defect");
        });
        add("second");
        add("third");
        Runnable failing = threads.remove();

        assertThatThrownBy(failing::run).hasMessage("a defect");

        while (!threads.isEmpty()) {
            threads.remove().run();
        }
        assertThat(done).containsExactlyInAnyOrder("second", "third");
    }

    @Test
    void whatIsRefusedTakesNoPlace() {
        List<Runnable> taken = new ArrayList<>();
        boolean[] closed = {true};
        AtOnce one = new AtOnce(
                task -> {
                    if (closed[0]) {
                        throw new RejectedExecutionException("closed");
                    }
                    taken.add(task);
                },
                1);
        assertThatThrownBy(() -> one.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        closed[0] = false;

        one.execute(() -> done.add("later"));

        assertThat(taken).hasSize(1);
    }

    private void add(String name) {
        two.execute(() -> done.add(name));
    }
}
