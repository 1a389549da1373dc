package io.stockade.apply;

import io.stockade.cloud.Cloud;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Errand;
import io.stockade.cloud.World;
import io.stockade.cloud.Written;
import io.stockade.graph.Address;
import io.stockade.plan.Change;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries out changes as soon as what they need is ready, side by side. It never waits for AWS: what is not ready is a
 * result, and a later pass goes on from there.
 */
public final class Applier {
    private final Cloud cloud;
    private final Errands errands;
    private final InstantSource clock;
    private final Executor executor;
    private final Function<CompletableFuture<Void>, Void> waiter;
    private final ApplyListener listener;

    /** @param waiter waits for a future; virtual time must know who waits */
    public Applier(
            Cloud cloud,
            Errands errands,
            InstantSource clock,
            Executor executor,
            Function<CompletableFuture<Void>, Void> waiter,
            ApplyListener listener) {
        this.cloud = cloud;
        this.errands = errands;
        this.clock = clock;
        this.executor = executor;
        this.waiter = waiter;
        this.listener = listener;
    }

    /**
     * Carries out what can be carried out now, and returns when the last call has ended.
     *
     * @param changes in the order of the plan
     * @param known ids of what exists already
     * @param tickets one for each creation
     * @param end after which no call begins: what the changes rest on may be out of date then
     */
    public ApplyReport apply(
            List<Change> changes, World world, Map<Address, String> known, Map<Address, Ticket> tickets, Instant end) {
        Run run = new Run(world, new Names(known, world), tickets, end);
        List<Job> jobs = jobs(Step.of(changes, cloud));
        List<CompletableFuture<Void>> futures = new ArrayList<>();
        jobs.forEach(ignored -> futures.add(new CompletableFuture<>()));
        for (int index = 0; index < jobs.size(); index++) {
            start(jobs, index, futures, run);
        }
        waiter.apply(CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)));
        List<ChangeResult> results = changes.stream().map(run::result).toList();
        return new ApplyReport(results, run.written(), run.world());
    }

    /** A step, and the cloud as it goes about it. */
    private record Job(Step step, Cloud cloud) {}

    private List<Job> jobs(List<Step> steps) {
        Map<Errand, Cloud> views = new HashMap<>();
        List<Errand> errandOf = errands.of(steps);
        List<Job> jobs = new ArrayList<>();
        for (int index = 0; index < steps.size(); index++) {
            jobs.add(new Job(steps.get(index), views.computeIfAbsent(errandOf.get(index), cloud::as)));
        }
        return jobs;
    }

    private void start(List<Job> jobs, int index, List<CompletableFuture<Void>> futures, Run run) {
        Job job = jobs.get(index);
        CompletableFuture<?>[] needed =
                job.step().needs().stream().map(futures::get).toArray(CompletableFuture[]::new);
        CompletableFuture<Void> unused = CompletableFuture.allOf(needed)
                .thenRunAsync(() -> perform(job, run), executor)
                .whenComplete((nothing, crash) -> finish(futures.get(index), crash));
    }

    private static void finish(CompletableFuture<Void> future, @Nullable Throwable crash) {
        if (crash == null) {
            future.complete(null);
        } else {
            future.completeExceptionally(crash);
        }
    }

    private void perform(Job job, Run run) {
        List<Change> ready = new ArrayList<>();
        for (Change change : job.step().changes()) {
            String obstacle = run.obstacle(change);
            ChangeResult instead = run.instead(change);
            if (instead != null) {
                end(run, instead);
            } else if (!obstacle.isEmpty()) {
                end(run, ChangeResult.waiting(change, obstacle, null));
            } else if (clock.instant().isAfter(run.end())) {
                end(run, ChangeResult.waiting(change, "is looked at once more: its turn came late", null));
            } else {
                ready.add(change);
            }
        }
        if (!ready.isEmpty()) {
            ready.forEach(listener::started);
            call(job.cloud(), ready, run);
        }
    }

    private void call(Cloud view, List<Change> changes, Run run) {
        try {
            Written written = new Write(view, run.names(), run.tickets()).perform(changes);
            run.record(written);
            changes.forEach(change -> end(run, outcome(change, written, run)));
        } catch (CloudException failure) {
            changes.forEach(change ->
                    end(run, ChangeResult.failed(change, Obstacles.named(view, change, failure), clock.instant())));
        } catch (RuntimeException defect) {
            // Nobody knows what a defect of ours left behind: the kind is read again before anything else is done.
            CloudException unknown = new CloudException(
                    Category.UNCERTAIN, changes.get(0).key(), "", changes.get(0).key() + ": " + defect, null);
            changes.forEach(change -> end(run, ChangeResult.failed(change, unknown, clock.instant())));
        }
    }

    private ChangeResult outcome(Change change, Written written, Run run) {
        CloudException problem = written.problem();
        if (problem != null) {
            return ChangeResult.failed(change, problem, clock.instant());
        }
        return run.state(change);
    }

    private void end(Run run, ChangeResult result) {
        run.end(result);
        listener.finished(result);
    }

    /** What one run knows so far; threads share it. */
    private static final class Run {
        private final Map<String, ChangeResult> results = new ConcurrentHashMap<>();
        private final List<Written> written = new ArrayList<>();
        private final Names names;
        private final Map<Address, Ticket> tickets;
        private final Instant end;
        private World world;

        Run(World world, Names names, Map<Address, Ticket> tickets, Instant end) {
            this.world = world;
            this.names = names;
            this.tickets = tickets;
            this.end = end;
        }

        Instant end() {
            return end;
        }

        Names names() {
            return names;
        }

        Map<Address, Ticket> tickets() {
            return tickets;
        }

        ChangeResult result(Change change) {
            ChangeResult result = results.get(change.key());
            return result == null ? ChangeResult.waiting(change, "it was not reached", null) : result;
        }

        synchronized void record(Written write) {
            written.add(write);
            world = world.after(write);
            names.learn(write);
        }

        synchronized List<Written> written() {
            return List.copyOf(written);
        }

        synchronized World world() {
            return world;
        }

        void end(ChangeResult result) {
            results.put(result.change().key(), result);
        }

        /** Why a change cannot run; empty if it can. */
        String obstacle(Change change) {
            for (String need : change.needs()) {
                ChangeResult needed = results.get(need);
                if (needed != null && needed.outcome() != ChangeResult.Outcome.DONE) {
                    return "waits for " + needed.change().address();
                }
            }
            return names.obstacle(change);
        }

        @Nullable
        ChangeResult instead(Change change) {
            Ticket ticket = tickets.get(change.address());
            return change.action() == Change.Action.CREATE && ticket != null ? ticket.instead() : null;
        }

        ChangeResult state(Change change) {
            return names.state(change, world());
        }
    }
}
