package io.stockade.reconcile;

import io.stockade.cloud.SecretStore;
import io.stockade.graph.SecretDuty;
import io.stockade.graph.SecretDuty.Strategy;
import io.stockade.graph.ValueRecipe;
import io.stockade.memory.SecretMemory;
import io.stockade.rotation.FakeStore;
import io.stockade.rotation.SecretHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A day and a half of a secret: its first value, two times of its schedule, and a request between them. Whatever goes
 * wrong meanwhile, nobody is ever locked out, and it ends as if nothing had.
 */
final class RotationLife {
    static final String NAME = "key";
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:111122223333:function:hooks";
    private static final Instant ASKED = RotationLab.START.plus(Duration.ofHours(12));
    private static final Instant END = RotationLab.START.plus(Duration.ofHours(36));

    private static final Duration SWEEP = Duration.ofHours(1);

    final RotationLab lab = new RotationLab();
    final FakeStore store = new FakeStore();
    private final Kind kind;
    private final List<String> problems = new ArrayList<>();
    private final TreeMap<Instant, Runnable> function = new TreeMap<>();
    private @Nullable Instant staleUntil;

    /** Who rotates. */
    enum Kind {
        PLAIN,
        HOOKED,
        LAMBDA
    }

    RotationLife(Kind kind) {
        this.kind = kind;
        lab.add(duty(kind), store);
        store.watch(this::look);
        store.rotateBy(this::rotate);
    }

    private static SecretDuty duty(Kind kind) {
        SecretDuty.Rotation rotation = switch (kind) {
            case PLAIN -> new SecretDuty.Rotation(Strategy.GENERATED, "cron(0 3 * * ? *)", Duration.ofHours(2), null);
            case HOOKED ->
                new SecretDuty.Rotation(Strategy.GENERATED, "cron(0 3 * * ? *)", Duration.ofHours(2), FUNCTION);
            case LAMBDA -> new SecretDuty.Rotation(Strategy.LAMBDA, "rate(30 days)", null, null);
        };
        return new SecretDuty(RotationLab.address(NAME), NAME, new ValueRecipe.Text(16, "/"), rotation);
    }

    /** What went wrong that must not, when something went wrong that may; empty if nothing did. */
    static List<String> play(Kind kind, RotationMishap.What what, int index) {
        RotationLife life = new RotationLife(kind);
        life.run(new RotationMishap(RotationMishap.Choice.once(what, index), life));
        return life.problems(kind + ", " + what + ", " + index);
    }

    /** The same, when things go wrong again and again. */
    static List<String> play(Kind kind, long seed) {
        RotationLife life = new RotationLife(kind);
        Instant calm = END.minus(Duration.ofHours(6));
        life.run(new RotationMishap(RotationMishap.Choice.often(seed, () -> life.lab.now.isBefore(calm)), life));
        return life.problems(kind + ", seed " + seed);
    }

    private List<String> problems(String where) {
        return problems.stream()
                .distinct()
                .map(problem -> where + ": " + problem)
                .toList();
    }

    /** How many calls and writes of the memory there are when nothing goes wrong. */
    static RotationMishap count(Kind kind) {
        RotationLife life = new RotationLife(kind);
        RotationMishap nothing = new RotationMishap((save, index) -> RotationMishap.What.NOTHING, life);
        life.run(nothing);
        if (!life.problems.isEmpty()) {
            throw new AssertionError(life.problems);
        }
        return nothing;
    }

    void run(RotationMishap mishap) {
        lab.wire = mishap::wire;
        lab.disk = mishap::disk;
        live(END);
        conclude();
    }

    /** Lets time pass, with a pass whenever one is due. */
    void live(Instant end) {
        while (lab.now.isBefore(end)) {
            Instant wake = pass();
            Instant sweep = lab.now.plus(SWEEP);
            Instant soonest = lab.now.plusMillis(100);
            Instant next = wake.isBefore(sweep) ? wake : sweep;
            advance(next.isBefore(soonest) ? soonest : next);
        }
    }

    private Instant pass() {
        if (!lab.now.isBefore(ASKED)) {
            lab.requests.put(NAME, "asked");
        }
        show();
        try {
            return lab.tolerantPass().orElse(Instant.MAX);
        } catch (RotationMishap.Killed killed) {
            return lab.now.plusSeconds(1);
        } finally {
            begin();
        }
    }

    private void advance(Instant to) {
        while (!function.isEmpty() && !function.firstKey().isAfter(to)) {
            Map.Entry<Instant, Runnable> due = function.pollFirstEntry();
            lab.now = due.getKey();
            due.getValue().run();
        }
        lab.now = to;
        if (staleUntil != null && !lab.now.isBefore(staleUntil)) {
            staleUntil = null;
            store.lag(0);
        }
    }

    void lag(int changes) {
        store.lag(changes);
        staleUntil = lab.now.plus(Duration.ofMinutes(2));
    }

    /** Lists show what is there, as far as reads do. */
    void show() {
        lab.list(NAME, store.labels(RotationLab.arn(NAME)), null, null);
    }

    /** A person gives the first value to whom it opens. */
    private void begin() {
        String current = store.value(store.labelled(SecretStore.CURRENT));
        if (kind != Kind.PLAIN && current != null && !store.counterpart.used()) {
            store.counterpart.set(current);
        }
    }

    /** AWS invokes a function with alternating users, a step after the other. */
    private void rotate(String token) {
        if (store.value(token) != null) {
            return;
        }
        String value = (store.currents.size() % 2 == 0 ? "even/" : "odd/") + token;
        Instant begun = lab.now;
        function.put(begun.plusSeconds(2), () -> create(token, value));
        function.put(begun.plusSeconds(4), () -> store.counterpart.set(value));
        function.put(begun.plusSeconds(6), () -> finish(token));
    }

    private void create(String token, String value) {
        if (store.value(token) == null) {
            store.plant(token, value, SecretStore.PENDING);
        }
    }

    private void finish(String token) {
        String arn = RotationLab.arn(NAME);
        if (!token.equals(store.labelled(SecretStore.CURRENT))) {
            store.move(arn, SecretStore.CURRENT, token, store.labelled(SecretStore.CURRENT));
            store.move(arn, SecretStore.PENDING, null, token);
        }
    }

    /** What must hold after every change, whoever made it. */
    private void look() {
        Map<String, String> labels = store.trueLabels();
        if (store.counterpart.used()) {
            boolean labelled =
                    labels.values().stream().anyMatch(version -> store.counterpart.admits(store.value(version)));
            if (!labelled) {
                problems.add("the live credential has no label: " + labels);
            }
            boolean current = store.counterpart.admits(store.value(labels.get(SecretStore.CURRENT)));
            boolean between = store.counterpart.admits(store.value(labels.get(SecretStore.PENDING)));
            if (!current && (kind == Kind.LAMBDA || !between)) {
                problems.add("a reader of AWSCURRENT cannot log in: " + labels);
            }
        }
        String current = labels.get(SecretStore.CURRENT);
        boolean first = store.currents.size() <= 1;
        if (kind == Kind.HOOKED && !first && current != null && !store.tested.contains(current)) {
            problems.add("finished without a test: " + current);
        }
    }

    private void conclude() {
        show();
        int expected = kind == Kind.LAMBDA ? 2 : 4;
        if (store.currents.size() != expected || new TreeSet<>(store.currents).size() != expected) {
            problems.add("expected " + expected + " values, and there were " + store.currents.size());
        }
        if (store.labelled(SecretStore.PENDING) != null) {
            problems.add("left pending: " + store.trueLabels());
        }
        Optional<SecretMemory> memory = Optional.ofNullable(lab.secrets().get(NAME));
        if (memory.isEmpty() || memory.get().flight() != null || memory.get().failure() != null) {
            problems.add("it does not end: " + memory);
        }
        if (lab.health(NAME).state() != SecretHealth.State.CURRENT) {
            problems.add("not current: " + lab.health(NAME));
        }
    }
}
