package io.stockade.sandbox.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Makespans are exact, and every run is the same. */
class VirtualTimeTest {
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    private final VirtualTime time = new VirtualTime(START);

    private Duration elapsed() {
        return Duration.between(START, time.now());
    }

    @Test
    void tasksOverlap() {
        for (int task = 1; task <= 3; task++) {
            int seconds = task;
            time.executor().execute(() -> time.pause(Duration.ofSeconds(seconds)));
        }
        time.runUntilIdle();
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aTaskAwaitsOthers() {
        Duration makespan = time.call(() -> {
            CompletableFuture<Void> first =
                    CompletableFuture.runAsync(() -> time.pause(Duration.ofSeconds(106)), time.executor());
            CompletableFuture<Void> second =
                    CompletableFuture.runAsync(() -> time.pause(Duration.ofSeconds(60)), time.executor());
            time.await(CompletableFuture.allOf(first, second));
            time.pause(Duration.ofMillis(300));
            return elapsed();
        });
        assertThat(makespan).isEqualTo(Duration.ofMillis(106_300));
    }

    @Test
    void everyRunIsTheSame() {
        List<String> first = trace();
        for (int run = 0; run < 20; run++) {
            assertThat(trace()).isEqualTo(first);
        }
    }

    private static List<String> trace() {
        List<String> trace = new ArrayList<>();
        VirtualTime time = new VirtualTime(START);
        for (int task = 0; task < 10; task++) {
            int number = task;
            time.executor().execute(() -> {
                for (int step = 0; step < 5; step++) {
                    time.pause(Duration.ofMillis(100L * (number % 3 + 1)));
                    trace.add(number + "@" + time.now());
                }
            });
        }
        time.runUntilIdle();
        return trace;
    }

    @Test
    void aThreadOutsideDrivesByPausing() {
        List<String> seen = new ArrayList<>();
        time.schedule(START.plusSeconds(5), () -> seen.add("five"));
        time.schedule(START.plusSeconds(20), () -> seen.add("twenty"));
        time.pause(Duration.ofSeconds(10));
        assertThat(seen).containsExactly("five");
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whatNobodyCanCompleteIsSaid() {
        assertThatThrownBy(() -> time.await(new CompletableFuture<>()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stuck");
        time.executor().execute(() -> time.await(new CompletableFuture<>()));
        assertThatThrownBy(time::runUntilIdle).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void failuresReachTheDriver() {
        time.executor().execute(() -> {
            throw new IllegalArgumentException("broken");
        });
        assertThatThrownBy(time::runUntilIdle).hasMessage("broken");
    }
}
