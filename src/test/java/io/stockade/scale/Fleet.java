package io.stockade.scale;

import io.stockade.cloud.Cloud;
import io.stockade.graph.Scope;
import io.stockade.memory.FileMemoryStore;
import io.stockade.memory.StateFolder;
import io.stockade.reconcile.Engine;
import io.stockade.reconcile.EngineSettings;
import io.stockade.reconcile.Listeners;
import io.stockade.reconcile.PassListener;
import io.stockade.reconcile.Surroundings;
import io.stockade.simulation.Recording;
import io.stockade.spec.manifest.ManifestWriter;
import io.stockade.standalone.Standalone;
import io.stockade.status.StackStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The standalone service over copies of a recorded stack: folder of manifests, state folder, engine and statuses are
 * the real ones, and only the way to AWS is a recording. Its clock stands still between sweeps.
 */
final class Fleet implements AutoCloseable {
    private static final String INSTALLATION = "test";
    private static final Duration SWEEP = Duration.ofSeconds(60);
    private static final Duration MOST_JITTER = Duration.ofSeconds(6);
    private static final int PATIENCE_SECONDS = 600;

    private final Recording recording;
    private final Path home;
    private final List<Copies> copies = new ArrayList<>();
    private final Map<String, Cloud> clouds = new TreeMap<>();
    private final Map<String, StackStatus> statuses = new ConcurrentHashMap<>();
    private final List<RuntimeException> defects = new CopyOnWriteArrayList<>();
    private final Semaphore told = new Semaphore(0);
    private final Random random = new Random(1);
    private final Standalone standalone;
    private volatile Instant now = Instant.parse("2027-01-02T00:00:00Z");

    /**
     * A fleet that was built earlier, by a service that has ended.
     *
     * @param perAccount how many stacks stand in the region of one account
     * @param executor runs passes
     */
    Fleet(Recording recording, int stacks, int perAccount, Path home, Executor executor) throws Exception {
        this.recording = recording;
        this.home = home;
        for (int stack = 0; stack < stacks; stack++) {
            copies.add(new Copies(stack, account(stack / perAccount)));
        }
        String region = recording.manifest().spec().region();
        for (int first = 0; first < stacks; first += perAccount) {
            String account = account(first / perAccount);
            List<Copies> there = copies.subList(first, Math.min(stacks, first + perAccount));
            clouds.put(account, new RecordedCloud(recording, new Scope("aws", account, region), there));
        }
        Files.createDirectories(folder());
        remember();
        this.standalone = standalone(executor);
    }

    private static String account(int index) {
        return String.format("2%011d", index);
    }

    private Path folder() {
        return home.resolve("stacks");
    }

    /** What the service that has ended kept: of what it made, and of what it was told to make. */
    private void remember() throws IOException, InterruptedException {
        try (StateFolder state = state()) {
            FileMemoryStore memory = new FileMemoryStore(state);
            for (Copies each : copies) {
                memory.save("default/" + each.name(), each.of(recording.memory()), 0);
                String manifest = ManifestWriter.yaml(each.of(recording.manifest()));
                Files.writeString(folder().resolve(each.name() + ".yaml"), manifest);
            }
        }
        try (Standalone idle = standalone(Fleet::refuse)) {
            idle.start();
            while (idle.all().size() < copies.size()) {
                Thread.onSpinWait();
            }
        }
    }

    /** For a service in which no pass ever begins. */
    private static void refuse(Runnable pass) {
        throw new RejectedExecutionException("nothing runs here");
    }

    private StateFolder state() {
        return StateFolder.open(home.resolve("state"), INSTALLATION);
    }

    private Standalone standalone(Executor executor) {
        Listeners listeners = new Listeners();
        listeners.add(new Notes());
        return new Standalone(
                new Standalone.Settings(
                        folder(), false, SWEEP, () -> now, Fleet::tomorrow, random, () -> "uid-" + random.nextLong()),
                state(),
                listeners,
                (source, memory, listener) -> new Engine(
                        EngineSettings.of(INSTALLATION, false, SWEEP),
                        target -> Objects.requireNonNull(clouds.get(target.account())),
                        source,
                        memory,
                        listener,
                        surroundings(executor)));
    }

    /** For the machine it is the next day, so that no file is too young to be believed. */
    private static Instant tomorrow() {
        return Instant.now().plus(Duration.ofDays(1));
    }

    private Surroundings surroundings(Executor executor) {
        return new Surroundings(
                () -> now,
                executor,
                (time, task) -> {},
                Joining.INSTANCE,
                random,
                () -> "nonce-" + random.nextLong(),
                random);
    }

    /** Waits as threads do. */
    private enum Joining implements Surroundings.Waiter {
        INSTANCE;

        @Override
        public <T> T await(CompletableFuture<T> future) {
            return future.join();
        }
    }

    /** Takes note of what passes tell. */
    private final class Notes implements PassListener {
        @Override
        public void status(String stack, StackStatus status) {
            statuses.put(stack, status);
            told.release();
        }

        @Override
        public void confirmed(String stack, StackStatus status) {
            status(stack, status);
        }

        @Override
        public void defect(String stack, RuntimeException defect) {
            defects.add(defect);
            told.release();
        }
    }

    /** Starts the service; returns when each stack was looked at. */
    void start() throws InterruptedException {
        standalone.start();
        awaitAll();
        standalone.sweep();
    }

    /** Lets the time between two sweeps pass; returns when each stack was compared again. */
    void sweep() throws InterruptedException {
        now = now.plus(SWEEP).plus(MOST_JITTER);
        standalone.sweep();
        awaitAll();
    }

    /** Every sweep tells something of each stack: if nothing else, that it is as before. */
    private void awaitAll() throws InterruptedException {
        if (!told.tryAcquire(copies.size(), PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("not all stacks were looked at; there were " + statuses.size() + ", " + defects);
        }
    }

    Map<String, StackStatus> statuses() {
        return statuses;
    }

    List<RuntimeException> defects() {
        return defects;
    }

    @Override
    public void close() {
        standalone.close();
    }
}
