package io.stockade.scale;

import io.stockade.simulation.Recording;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A process with many stacks: swept again and again, as the service does it, until it has shown what it needs. */
final class ManyStacks {
    private static final int SWEEPS = 5;

    private ManyStacks() {}

    /** @param arguments how many stacks, and a folder for all that the service keeps */
    public static void main(String[] arguments) throws Exception {
        int stacks = Integer.parseInt(arguments[0]);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Fleet fleet = new Fleet(Recording.of("gateway"), stacks, stacks, Path.of(arguments[1]), threads)) {
            fleet.start();
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                fleet.sweep();
            }
            long ready = fleet.statuses().values().stream()
                    .filter(status -> status.is("Ready"))
                    .count();
            System.out.println("ready: " + ready + ", defects: " + fleet.defects());
            // The line is read before the process may end.
            int unused = System.in.read();
        } finally {
            threads.shutdown();
        }
        System.exit(0);
    }
}
