package io.stockade.sandbox.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Discrete-event time, for simulations that give the same result in every run.
 *
 * <p>Tasks of the {@link #executor()} run on real threads, but exactly one at a time: a task that pauses hands the
 * baton on and is parked until its wake-up. When all are parked the clock jumps to the earliest wake-up; ties go by the
 * order in which they were asked for. So a program's makespan is exact, and costs no real time.
 *
 * <p>A thread that is no task (a test's own) drives: {@link #pause}, {@link #await}, {@link #call}, {@link
 * #runUntilIdle} and {@link #runUntil} called from it run the tasks until the thing it asked for has happened. A task
 * that has to wait for another one must do so with {@link #await}: {@code join()}, {@code get()} or a contended lock
 * would keep the baton and stop everything. No lock that other tasks want may be held across a pause.
 */
public final class VirtualTime implements SandboxTime {
    private static final Executor THREADS = Threads.all();

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::sequence));
    private final Semaphore driver = new Semaphore(0);
    private final ThreadLocal<Boolean> insideTask = ThreadLocal.withInitial(() -> false);
    private final Object driving = new Object();
    private Instant now;
    private long sequence;
    private int waiting;
    private BooleanSupplier enough = () -> true;
    private @Nullable Throwable failure;

    public VirtualTime(Instant start) {
        this.now = start;
    }

    /** What is to happen next, and when. */
    private record Event(Instant at, long sequence, Turn turn) {}

    private sealed interface Turn {}

    private record Begin(Runnable task) implements Turn {}

    private record GoOn(Semaphore parked) implements Turn {}

    /** Takes note of something, and it is the next one's turn. */
    private record Note(Runnable taken) implements Turn {}

    @Override
    public Instant now() {
        synchronized (events) {
            return now;
        }
    }

    @Override
    public void pause(Duration duration) {
        if (!insideTask.get()) {
            runUntil(now().plus(duration));
            return;
        }
        Semaphore mine = new Semaphore(0);
        synchronized (events) {
            Instant wake = now.plus(duration);
            Event next = events.peek();
            // Nobody else's turn comes first, so the baton would come straight back.
            if (next == null || next.at().isAfter(wake)) {
                now = wake;
                return;
            }
            add(wake, new GoOn(mine));
        }
        handOn();
        mine.acquireUninterruptibly();
    }

    /** Runs tasks in virtual time, each from the instant at which it is handed in. */
    public Executor executor() {
        return task -> schedule(now(), task);
    }

    /** Runs a task at an instant; at once, in its turn, if that has passed. */
    public void schedule(Instant at, Runnable task) {
        synchronized (events) {
            add(at.isBefore(now) ? now : at, new Begin(task));
        }
    }

    /** Runs until no task is left that could do anything, and no wake-up is due. */
    public void runUntilIdle() {
        drive(() -> false);
        if (waiting > 0) {
            throw new IllegalStateException(
                    "stuck: " + waiting + " tasks await futures that nothing is left to complete");
        }
    }

    /** Runs everything that is due up to an instant, which is then the present. */
    public void runUntil(Instant end) {
        boolean[] reached = {false};
        synchronized (events) {
            add(end, new Note(() -> reached[0] = true));
        }
        drive(() -> reached[0]);
    }

    /** Runs something as a task, drives until it has ended, and gives its result. */
    public <T> T call(Supplier<T> task) {
        return await(CompletableFuture.supplyAsync(task, executor()));
    }

    /**
     * Waits for a future in virtual time: in a task by handing the baton on, elsewhere by driving.
     *
     * @throws java.util.concurrent.CompletionException if the future failed
     * @throws IllegalStateException if nothing is left that could complete it
     */
    public <T> T await(CompletableFuture<T> future) {
        if (!insideTask.get()) {
            drive(future::isDone);
            if (!future.isDone()) {
                throw new IllegalStateException("stuck: nothing is left that could complete the awaited future");
            }
            return future.join();
        }
        if (!future.isDone()) {
            Semaphore mine = new Semaphore(0);
            synchronized (events) {
                waiting++;
            }
            var unused = future.whenComplete((result, thrown) -> resume(mine));
            handOn();
            mine.acquireUninterruptibly();
        }
        return future.join();
    }

    private void resume(Semaphore task) {
        synchronized (events) {
            waiting--;
            add(now, new GoOn(task));
        }
    }

    private void add(Instant at, Turn turn) {
        events.add(new Event(at, sequence++, turn));
    }

    /** Runs a task, and those that begin when it has ended: threads cost more than most tasks. */
    private void run(Runnable first) {
        insideTask.set(true);
        for (Runnable task = first; task != null; task = next()) {
            try {
                task.run();
            } catch (Throwable thrown) {
                // It belongs to whoever drives, not to a pool thread's log.
                failure = thrown;
            }
        }
        insideTask.remove();
    }

    private void handOn() {
        Runnable task = next();
        if (task != null) {
            THREADS.execute(() -> run(task));
        }
    }

    /** Gives the baton to whoever is next: a task that goes on, or who drives; null then. Else it is this task's. */
    private @Nullable Runnable next() {
        while (failure == null && !enough.getAsBoolean()) {
            Event event;
            synchronized (events) {
                event = events.poll();
                if (event == null) {
                    break;
                }
                now = event.at();
            }
            if (event.turn() instanceof Begin begin) {
                return begin.task();
            }
            if (event.turn() instanceof GoOn goOn) {
                goOn.parked().release();
                return null;
            }
            if (event.turn() instanceof Note note) {
                note.taken().run();
            }
        }
        driver.release();
        return null;
    }

    private void drive(BooleanSupplier done) {
        if (insideTask.get()) {
            throw new IllegalStateException("a task waits with await or pause; it can't drive the clock");
        }
        synchronized (driving) {
            enough = done;
            handOn();
            driver.acquireUninterruptibly();
            rethrow();
        }
    }

    private void rethrow() {
        Throwable thrown = failure;
        failure = null;
        if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }
}
