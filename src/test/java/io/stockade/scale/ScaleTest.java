package io.stockade.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.simulation.Recording;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stack keeps of the heap while nothing happens to it: everything that the standalone service has of it. */
class ScaleTest {
    private static final int FIRST = 10;
    private static final int FEW = 100;
    private static final int MANY = 500;
    private static final long MOST_A_STACK = 100_000;

    /** A collection leaves what threads of other tests just hold; the least of some is the truth. */
    private static final int READINGS = 5;

    @TempDir
    Path home;

    @Test
    void aStackAtRestKeepsLittle() throws Exception {
        Recording recording = Recording.of("gateway");
        // What the first stacks bring along for good, classes and caches, is nobody's share.
        keptAtRest(recording, FIRST);
        long few = keptAtRest(recording, FEW);

        long many = keptAtRest(recording, MANY);

        long each = (many - few) / (MANY - FEW);
        System.out.printf("gateway: %,d bytes of the heap for each stack (%,d for %d)%n", each, many, MANY);
        assertThat(each).isBetween(1L, MOST_A_STACK);
    }

    private long keptAtRest(Recording recording, int stacks) throws Exception {
        long before = used();
        Path folder = Files.createDirectory(home.resolve("of-" + stacks));
        try (Fleet fleet = new Fleet(recording, stacks, stacks, folder, Runnable::run)) {
            fleet.start();
            fleet.sweep();
            fleet.sweep();

            assertThat(fleet.defects()).isEmpty();
            assertThat(fleet.statuses().values()).hasSize(stacks).allMatch(status -> status.is("Ready"));
            return used() - before;
        }
    }

    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        List<Long> readings = new ArrayList<>();
        IntStream.range(0, READINGS).forEach(reading -> {
            memory.gc();
            readings.add(memory.getHeapMemoryUsage().getUsed());
        });
        return readings.stream().mapToLong(Long::longValue).min().orElseThrow();
    }
}
