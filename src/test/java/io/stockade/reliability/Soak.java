package io.stockade.reliability;

import io.stockade.graph.Address;
import io.stockade.hint.Actor;
import io.stockade.hint.Hint;
import io.stockade.hint.Named;
import io.stockade.kube.FakeCluster;
import io.stockade.sandbox.FaultPoint;
import io.stockade.sandbox.Sandbox;
import io.stockade.sandbox.Tamper;
import io.stockade.sandbox.Tampering;
import io.stockade.sandbox.settings.Quotas;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.VirtualTime;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Many stacks in one process for a long time, while all sorts of things happen to them. */
final class Soak implements AutoCloseable {
    private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
    private static final Duration DOWN = Duration.ofSeconds(2);
    /** As long as nobody makes anew what is gone. */
    private static final Duration GONE = Duration.ofMinutes(10);

    /** Troubles don't wait for a call: whoever calls seldom would else find one each time. */
    private static final Duration BLIP = Duration.ofSeconds(10);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int JOURNAL = 1_000;
    private static final int MOST_TRIES = 10;

    /** More values of secrets than an hour brings. */
    private static final int NEWEST = 500;

    private static final List<Tamper> TAMPERS = List.of(
            Tamper.DELETE_ROUTE,
            Tamper.OPEN_SSH,
            Tamper.TERMINATE_NAT,
            Tamper.DELETE_SUBNET,
            Tamper.DETACH_GATEWAY,
            Tamper.EDIT_RULE,
            Tamper.DELETE_SECRET,
            Tamper.OPEN_SECRET_POLICY);

    private static final List<io.stockade.sandbox.Fault> FAULTS = List.of(
            new io.stockade.sandbox.Fault.ReplyLost(),
            new io.stockade.sandbox.Fault.RequestLost(),
            new io.stockade.sandbox.Fault.Throttled(),
            new io.stockade.sandbox.Fault.Denied(),
            io.stockade.sandbox.Fault.internalError(),
            io.stockade.sandbox.Fault.internalErrorAfter(),
            io.stockade.sandbox.Fault.expiredToken());

    /** What the API server, or the way to it, does. */
    private static final List<Fault> CLUSTER = List.of(
            Fault.CONFLICT,
            Fault.REQUEST_LOST,
            Fault.REPLY_LOST,
            Fault.EVENT_LOST,
            Fault.EVENT_TWICE,
            Fault.EVENT_LATE);

    private static final Map<Property, List<String>> EDITS = new EnumMap<>(Map.of(
            Property.LINKS, List.of("absent", "one", "both-ways", "ranges", "outside", "renamed"),
            Property.ENDPOINTS, List.of("s3", "policy", "none", "absent"),
            Property.TIERS, List.of("two", "three"),
            Property.SECRETS, List.of("absent", "key")));

    private final FakeCluster cluster = new FakeCluster();
    private final VirtualTime time = new VirtualTime(START);
    private final LatestRows world = new LatestRows();
    private final Sandbox sandbox = new Sandbox(
            time, SandboxSettings.defaults().withQuotas(Quotas.raised()).withJournalLimit(JOURNAL), world);
    private final Duration sweep;
    private final Random random;
    private final List<Draft> drafts = new ArrayList<>();
    private final SortedMap<Happening, Long> counts = new TreeMap<>();
    private final Map<Integer, List<Named>> things = new HashMap<>();
    private final List<String> defects = new ArrayList<>();
    private final Canaries canaries = new Canaries(NEWEST);
    private io.stockade.sandbox.@Nullable Fault trouble;
    private Instant over = START;
    private SoakProcess process;
    private Instant tidied = START;
    private int processes;
    private int uids;

    /** What an event is: something that comes from outside, once. */
    enum Happening {
        /** An event of AWS that names something of a stack, whether or not anything has changed. */
        AWS_EVENT(40),
        /** The next call to AWS fails, before its effect or after it, if one comes within seconds. */
        CALL_FAILED(20),
        /** Somebody changes something of a stack in AWS. */
        TAMPERED(12),
        /** A call to the API server fails, or an event of its watch is lost, comes twice or late. */
        CLUSTER_TROUBLE(11),
        /** Somebody edits a spec. */
        EDITED(8),
        /** Somebody asks for a look. */
        ASKED(8),
        /** Somebody deletes a stack, and makes it anew once it is gone. */
        RECREATED(1),
        /** The process ends, and another one starts. */
        RESTARTED(0);

        private final int weight;

        Happening(int weight) {
            this.weight = weight;
        }

        /** A process lives for so many events, on the average. */
        static Happening draw(Random random, int life) {
            if (random.nextInt(life) == 0) {
                return RESTARTED;
            }
            int lot = random.nextInt(100);
            for (Happening each : values()) {
                lot -= each.weight;
                if (lot < 0) {
                    return each;
                }
            }
            return RESTARTED;
        }
    }

    /** @param sweep how often the process looks at a stack unasked */
    Soak(List<Draft> drafts, Duration sweep, long seed) {
        this.sweep = sweep;
        this.random = new Random(seed);
        this.drafts.addAll(drafts);
        FAULTS.forEach(fault -> sandbox.faults().add(point -> strikes(fault, point), fault));
        cluster.uids(name -> name + "-uid" + ++uids);
        this.process = start();
        IntStream.range(0, drafts.size()).forEach(this::apply);
    }

    /** As many stacks, of which one in ten has a NAT instance. */
    static List<Draft> fleet(int stacks) {
        return IntStream.range(0, stacks)
                .mapToObj(index -> Draft.START
                        .with(Property.NAT, index % 10 == 0 ? "instance" : "none")
                        .with(Property.TAGS, "red")
                        .with(Property.APPROVAL, "never")
                        .with(Property.DRIFT, "correct"))
                .toList();
    }

    private SoakProcess start() {
        String name = processes == 0 ? Sandbox.PRINCIPAL : Sandbox.PRINCIPAL + "-" + processes;
        return new SoakProcess(new SoakProcess.Setting(time, cluster, sandbox, sweep), canaries, name, ++processes);
    }

    private static String name(int index) {
        return "soak-" + index;
    }

    private static String key(int index) {
        return "default/" + name(index);
    }

    private void apply(int index) {
        String unused = cluster.apply(drafts.get(index).manifest(name(index), "10." + index + ".0.0/16"));
    }

    /** Has so many things happen in a time, one after the other. */
    void live(Duration length, int events) {
        Instant end = time.now().plus(length);
        for (int left = events; left > 0; left--) {
            // What happens takes its time too: the rest has what is left of it.
            long step = Math.max(0, Duration.between(time.now(), end).toMillis()) / left;
            pass(Duration.ofMillis(1 + (long) (random.nextDouble() * 2 * step)));
            int tries = 0;
            while (!happened(Happening.draw(random, Math.max(200, 50 * drafts.size()))) && tries < MOST_TRIES) {
                tries++;
            }
        }
        if (time.now().isBefore(end)) {
            pass(Duration.between(time.now(), end));
        }
    }

    void pass(Duration duration) {
        Instant end = time.now().plus(duration);
        while (time.now().isBefore(end)) {
            Instant next = time.now().plus(GONE);
            time.runUntil(next.isBefore(end) ? next : end);
            tidy();
            bringBack();
        }
    }

    /** Whoever had a stack deleted makes it anew once it is gone. */
    private void bringBack() {
        for (int index = 0; index < drafts.size(); index++) {
            if (!cluster.has(key(index))) {
                apply(index);
            }
        }
    }

    private void tidy() {
        if (tidied.plus(HOUR).isBefore(time.now())) {
            tidied = time.now();
            process.defects().forEach(defect -> defects.add(defect.toString()));
            listen();
            process.forgetPast();
            cluster.forgetPast();
            things.clear();
        }
    }

    private void listen() {
        if (canaries.shownIn(Oracles.said(cluster, sandbox, 0))) {
            defects.add(time.now() + ": a value of a secret is told");
        }
    }

    /** Whether it could happen: there may be nothing to edit, or to tell of. */
    private boolean happened(Happening what) {
        int index = random.nextInt(drafts.size());
        boolean done = switch (what) {
            case AWS_EVENT -> tell(index);
            case CALL_FAILED -> fail();
            case TAMPERED -> tamper(index);
            case CLUSTER_TROUBLE -> trouble();
            case EDITED -> edit(index);
            case ASKED -> ask(index);
            case RECREATED -> delete(index);
            case RESTARTED -> restart();
        };
        if (done) {
            counts.merge(what, 1L, Long::sum);
        }
        return done;
    }

    private boolean tell(int index) {
        List<Named> known = things.computeIfAbsent(index, this::named);
        if (known.isEmpty()) {
            return false;
        }
        Named named = known.get(random.nextInt(known.size()));
        Actor actor = new Actor("arn:aws:iam::111122223333:user/mallory", "", "", "", "", "CreateTags", time.now(), "");
        process.hint(new Hint(Lab.ACCOUNT, Lab.REGION, time.now(), "CreateTags", List.of(named), "", actor));
        return true;
    }

    private List<Named> named(int index) {
        List<Named> named = new ArrayList<>();
        cluster.memory(key(index))
                .ifPresent(memory -> memory.resources().forEach((address, each) -> {
                    if (each.id() != null && !each.id().isEmpty()) {
                        named.add(new Named(Address.parse(address).kind(), each.id()));
                    }
                }));
        return named;
    }

    private boolean fail() {
        trouble = FAULTS.get(random.nextInt(FAULTS.size()));
        over = time.now().plus(BLIP);
        return true;
    }

    /** Whether it is this one that is to strike; it does so once. */
    private boolean strikes(io.stockade.sandbox.Fault fault, FaultPoint point) {
        boolean strikes = fault.equals(trouble)
                && time.now().isBefore(over)
                && !point.principal().equals(Tampering.PRINCIPAL);
        if (strikes) {
            trouble = null;
        }
        return strikes;
    }

    private boolean tamper(int index) {
        Tamper how = TAMPERS.get(random.nextInt(TAMPERS.size()));
        long seed = random.nextLong();
        try {
            String unused =
                    time.call(() -> new Tampering(sandbox).apply(how, Lab.ACCOUNT, Lab.REGION, key(index), seed));
            return true;
        } catch (CompletionException refused) {
            // There may be nothing of the sort, or something else may be under way.
            return false;
        }
    }

    private boolean trouble() {
        process.befall(CLUSTER.get(random.nextInt(CLUSTER.size())));
        return true;
    }

    private boolean edit(int index) {
        List<Map.Entry<Property, List<String>>> edits = List.copyOf(EDITS.entrySet());
        Map.Entry<Property, List<String>> edit = edits.get(random.nextInt(edits.size()));
        List<String> values = edit.getValue();
        Draft next = drafts.get(index).with(edit.getKey(), values.get(random.nextInt(values.size())));
        if (next.equals(drafts.get(index)) || !cluster.has(key(index)) || deleting(index)) {
            return false;
        }
        drafts.set(index, next);
        apply(index);
        return true;
    }

    private boolean ask(int index) {
        if (!cluster.has(key(index))) {
            return false;
        }
        cluster.annotate(
                key(index), "stockade.dev/reconcile-requested-at", time.now().toString());
        return true;
    }

    private boolean delete(int index) {
        if (!cluster.has(key(index)) || deleting(index)) {
            return false;
        }
        cluster.delete(key(index), time.now());
        return true;
    }

    private boolean deleting(int index) {
        return cluster.deleting(key(index));
    }

    private boolean restart() {
        process.defects().forEach(defect -> defects.add(defect.toString()));
        process.end();
        time.runUntil(time.now().plus(DOWN));
        process = start();
        return true;
    }

    /** Stacks that are not as they are to be, with what is told of them. */
    List<String> unsettled() {
        return IntStream.range(0, drafts.size())
                .filter(index -> !settled(index))
                .mapToObj(index -> key(index) + ": " + cluster.told(key(index)).map(StackStatus::message))
                .toList();
    }

    private boolean settled(int index) {
        return cluster.told(key(index))
                .filter(status -> status.observedGeneration() == cluster.generation(key(index))
                        && status.is("Ready")
                        && !status.is("Reconciling")
                        && !status.is("Drifted"))
                .isPresent();
    }

    /** All that stands, as if it had just been made. */
    List<String> likeness() {
        return Likeness.of(world.rows(), "no uid").stream()
                .map(line -> line.replaceAll("-uid\\d+", "-uid"))
                .sorted()
                .toList();
    }

    /** What is to be there in the end. */
    List<Draft> drafts() {
        return List.copyOf(drafts);
    }

    Instant now() {
        return time.now();
    }

    long events() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    long calls() {
        return sandbox.journal().sequence();
    }

    long writes() {
        return sandbox.journal().mutations();
    }

    List<String> defects() {
        List<String> all = new ArrayList<>(defects);
        process.defects().forEach(defect -> all.add(defect.toString()));
        return all;
    }

    SortedMap<String, Integer> held() {
        return process.held();
    }

    String summary() {
        return counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        process.end();
    }
}
