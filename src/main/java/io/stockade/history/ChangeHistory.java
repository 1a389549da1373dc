package io.stockade.history;

import io.stockade.history.HistoryEntry.Done;
import io.stockade.memory.StateFolder;
import io.stockade.plan.Change;
import io.stockade.plan.Difference;
import io.stockade.plan.Plan;
import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.PassListener;
import io.stockade.rotation.RotationNews;
import io.stockade.status.DriftRecord;
import io.stockade.status.StackStatus;
import io.stockade.text.Shortlist;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the last changes of each stack, made of what passes tell. A pass that changed nothing is none. */
public final class ChangeHistory implements PassListener {
    private static final System.Logger LOG = System.getLogger(ChangeHistory.class.getName());
    private static final int MOST_ENTRIES = 100;
    private static final int MOST_CHANGES = 300;
    private static final int MOST_GONE = 100;
    private static final int MOST_AUTHORS = 5;

    private final InstantSource clock;
    private final DesiredStack.Source stacks;
    private final ToLongFunction<String> calls;
    private final HistoryStore store;
    private final Consumer<HistoryEntry> audit;
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    /** Stacks that are gone, the earliest first: how they ended can be read for a while. */
    private final Map<String, List<HistoryEntry>> gone = new LinkedHashMap<>();

    /**
     * Begins to listen.
     *
     * @param calls how many were sent for a stack in the last hour
     * @param audit is told every entry as it is made
     */
    public ChangeHistory(
            InstantSource clock,
            DesiredStack.Source stacks,
            ToLongFunction<String> calls,
            HistoryStore store,
            Consumer<HistoryEntry> audit) {
        this.clock = clock;
        this.stacks = stacks;
        this.calls = calls;
        this.store = store;
        this.audit = audit;
    }

    /** @param folder where they are kept; {@code null} keeps them for as long as the process lives */
    public static HistoryStore store(@Nullable StateFolder folder) {
        return folder == null ? new InMemoryHistoryStore() : new FolderHistoryStore(folder);
    }

    /** A pass that has something to do. Its changes end on several threads. */
    private static final class Running {
        private final Instant begin;
        private final Plan plan;
        private final long calls;
        private final Map<String, Done> done = new LinkedHashMap<>();
        private volatile List<DriftRecord> drifts = List.of();

        Running(Instant begin, Plan plan, long calls) {
            this.begin = begin;
            this.plan = plan;
            this.calls = calls;
        }

        /** What was not begun was not done: its outcome says what it waits for. */
        synchronized void begun(Change change) {
            done.put(change.key(), done(change, "begun", ""));
        }

        synchronized void ended(Change change, String outcome, String message) {
            done.computeIfPresent(change.key(), (key, before) -> done(change, outcome, message));
        }

        private static Done done(Change change, String outcome, String message) {
            return new Done(
                    change.action().name().toLowerCase(Locale.ROOT),
                    change.address().toString(),
                    outcome,
                    message);
        }

        synchronized List<Done> all() {
            return List.copyOf(done.values());
        }
    }

    @Override
    public void planned(String stack, Plan plan) {
        running.put(stack, new Running(clock.instant(), plan, calls.applyAsLong(stack)));
    }

    @Override
    public void started(String stack, Change change) {
        Optional.ofNullable(running.get(stack)).ifPresent(pass -> pass.begun(change));
    }

    @Override
    public void finished(String stack, Change change, String outcome, String message) {
        Optional.ofNullable(running.get(stack)).ifPresent(pass -> pass.ended(change, outcome, message));
    }

    @Override
    public void drifts(String stack, List<DriftRecord> all, Instant observed) {
        Optional.ofNullable(running.get(stack)).ifPresent(pass -> pass.drifts = List.copyOf(all));
    }

    @Override
    public void status(String stack, StackStatus status) {
        end(stack);
    }

    @Override
    public void confirmed(String stack, StackStatus status) {
        end(stack);
    }

    @Override
    public void defect(String stack, RuntimeException defect) {
        end(stack);
    }

    @Override
    public void rotation(String stack, RotationNews news) {
        boolean told = news.what() == RotationNews.What.DONE || news.what() == RotationNews.What.FAILED;
        if (told) {
            boolean failed = news.what() == RotationNews.What.FAILED;
            Done done = new Done("rotate", "Secret/" + news.secret(), failed ? "failed" : "done", news.message());
            add(new HistoryEntry(
                    clock.instant(), stack, "Rotation", news.reason(), null, null, List.of(done), 1, 0, 0));
        }
    }

    @Override
    public void forgotten(String stack) {
        end(stack);
        synchronized (gone) {
            gone.put(stack, store.find(stack));
            if (gone.size() > MOST_GONE) {
                gone.remove(gone.keySet().iterator().next());
            }
        }
        attempt(stack, () -> store.delete(stack));
    }

    /** The last changes of a stack, oldest first; also of one that is gone. */
    public List<HistoryEntry> of(String stack) {
        List<HistoryEntry> kept = store.find(stack);
        if (!kept.isEmpty()) {
            return kept;
        }
        synchronized (gone) {
            return gone.getOrDefault(stack, List.of());
        }
    }

    private void end(String stack) {
        Running pass = running.remove(stack);
        if (pass == null) {
            return;
        }
        List<Done> done = pass.all();
        if (!done.isEmpty()) {
            add(entry(stack, pass, done));
        }
    }

    private HistoryEntry entry(String stack, Running pass, List<Done> done) {
        Optional<DesiredStack> desired = stacks.find(stack);
        String cause = cause(pass.plan, desired);
        long now = calls.applyAsLong(stack);
        return new HistoryEntry(
                pass.begin,
                stack,
                cause,
                why(cause, pass.plan, desired),
                who(pass, cause, approved(pass.plan, desired)),
                pass.plan.id(),
                done,
                done.size(),
                // Minutes leave the hour while a pass runs; less than nothing was not called.
                Math.max(0, now - pass.calls),
                Duration.between(pass.begin, clock.instant()).toMillis() / 1000.0);
    }

    /** Those who made what was put right, and whoever allowed it; {@code null} if nobody is known. */
    private static @Nullable String who(Running pass, String cause, boolean approved) {
        Set<String> changed = pass.all().stream().map(Done::resource).collect(Collectors.toSet());
        Stream<String> authors = cause.equals("Drift")
                ? pass.drifts.stream()
                        .filter(drift -> changed.contains(drift.resource()))
                        .flatMap(drift -> Stream.ofNullable(drift.actor()))
                        .distinct()
                        .sorted()
                        .limit(MOST_AUTHORS)
                : Stream.empty();
        String who = Stream.concat(authors, approved ? Stream.of("whoever approved the plan") : Stream.empty())
                .collect(Collectors.joining(", "));
        return who.isEmpty() ? null : who;
    }

    private static String cause(Plan plan, Optional<DesiredStack> desired) {
        if (desired.isEmpty() || desired.get().state() == DesiredStack.State.DELETING) {
            return "Deletion";
        }
        if (has(plan, Difference.Origin.USER)) {
            return "ManifestChanged";
        }
        return has(plan, Difference.Origin.DRIFT) ? "Drift" : "Unknown";
    }

    private static boolean has(Plan plan, Difference.Origin origin) {
        return plan.changes().stream().anyMatch(change -> change.origin() == origin);
    }

    private static String why(String cause, Plan plan, Optional<DesiredStack> desired) {
        return switch (cause) {
            case "ManifestChanged" ->
                desired.map(each -> "generation " + each.generation()).orElse("");
            case "Deletion" -> "somebody asked for it";
            default ->
                Shortlist.of(
                        plan.changes().stream()
                                .map(change -> change.address().toString())
                                .toList(),
                        1);
        };
    }

    private static boolean approved(Plan plan, Optional<DesiredStack> desired) {
        return desired.map(DesiredStack::approve).filter(plan.id()::equals).isPresent();
    }

    private void add(HistoryEntry entry) {
        audit.accept(entry);
        attempt(entry.stack(), () -> store.save(entry.stack(), appended(store.find(entry.stack()), entry.brief())));
    }

    private static List<HistoryEntry> appended(List<HistoryEntry> before, HistoryEntry entry) {
        List<HistoryEntry> entries = new ArrayList<>(before);
        int last = entries.size() - 1;
        if (last >= 0 && entry.continues(entries.get(last))) {
            entries.set(last, entries.get(last).with(entry));
        } else {
            entries.add(entry);
        }
        int changes = entries.stream().mapToInt(each -> each.changes().size()).sum();
        while (entries.size() > MOST_ENTRIES || (changes > MOST_CHANGES && entries.size() > 1)) {
            changes -= entries.remove(0).changes().size();
        }
        return List.copyOf(entries);
    }

    /** No pass is the worse for a history that can't be kept. */
    private static void attempt(String stack, Runnable keeping) {
        try {
            keeping.run();
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.ERROR, "the history of stack " + stack + " can't be kept", failed);
        }
    }
}
