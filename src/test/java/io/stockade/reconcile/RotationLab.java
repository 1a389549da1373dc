package io.stockade.reconcile;

import io.stockade.blueprint.Blueprint;
import io.stockade.cloud.Blocker;
import io.stockade.cloud.CallCount;
import io.stockade.cloud.Cloud;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Errand;
import io.stockade.cloud.Reader;
import io.stockade.cloud.SecretStore;
import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.AddressPlan;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.RegionFacts;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Scope;
import io.stockade.graph.Secret;
import io.stockade.graph.SecretDuty;
import io.stockade.graph.Tags;
import io.stockade.memory.InMemoryMemoryStore;
import io.stockade.memory.Ledger;
import io.stockade.memory.MemoryStore;
import io.stockade.memory.SecretMemory;
import io.stockade.memory.StackMemory;
import io.stockade.plan.Matching;
import io.stockade.rotation.RotationNews;
import io.stockade.rotation.SecretHealth;
import io.stockade.rotation.SeenSecret;
import io.stockade.spec.SecureStack;
import io.stockade.spec.manifest.ManifestReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Secrets of one stack and what a pass does about their values, over doubles, with time in the test's hands. */
final class RotationLab implements Surroundings.Waiter, PassListener {
    static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
    static final String STACK = "default/lab";
    static final Owner OWNER = new Owner("test", STACK, "uid-lab");
    private static final SecureStack MANIFEST = ManifestReader.read("""
                            apiVersion: stockade.dev/v1alpha1
                            kind: SecureStack
                            metadata: {name: lab}
                            spec: {region: eu-west-1}
                            """.getBytes(StandardCharsets.UTF_8), "lab.yaml")
            .stack()
            .orElseThrow();

    private static final PolicyDocument POLICY = PolicyDocument.parse("{}");

    Instant now = START;
    final Map<String, SecretDuty> duties = new LinkedHashMap<>();
    /** What AWS has, by ARN. */
    final SortedMap<String, SecretStore> stores = new TreeMap<>();
    /** What lists show, by ARN. */
    final SortedMap<String, Secret> listed = new TreeMap<>();

    final List<RotationNews> news = new ArrayList<>();
    final List<StackEvent> events = new ArrayList<>();
    final MemoryStore memory = new InMemoryMemoryStore();
    SortedMap<String, String> requests = new TreeMap<>();

    @Nullable
    String hold;

    List<SecretHealth> health = List.of();
    /** What may befall a store or the memory. */
    Function<SecretStore, SecretStore> wire = store -> store;

    Function<MemoryStore, MemoryStore> disk = store -> store;
    int guarded;
    private int processes;

    static Address address(String name) {
        return new Address(ResourceKind.SECRET, name);
    }

    static String arn(String name) {
        return "arn:aws:secretsmanager:eu-west-1:111122223333:secret:/prod/lab/" + name + "-AbCdEf";
    }

    /** A secret that was made empty. */
    void add(SecretDuty duty, SecretStore store) {
        duties.put(duty.name(), duty);
        stores.put(arn(duty.name()), store);
        list(duty.name(), new TreeMap<>(), null, null);
    }

    /** Has lists show a secret so. */
    void list(String name, SortedMap<String, String> labels, @Nullable Instant rotated, @Nullable Instant next) {
        SortedSet<String> stages = SeenSecret.stages(labels);
        Secret before = listed.get(arn(name));
        String rotatedText = rotated == null ? "" : rotated.toString();
        String nextText = next == null ? "" : next.toString();
        if (before != null
                && before.stages().equals(stages)
                && before.rotated().equals(rotatedText)
                && before.nextRotation().equals(nextText)) {
            return;
        }
        listed.put(
                arn(name),
                new Secret(
                        "/prod/lab/" + name,
                        "",
                        "",
                        new TreeSet<>(),
                        30,
                        POLICY,
                        false,
                        stages,
                        now.toString(),
                        rotatedText,
                        nextText,
                        Tags.of(OWNER.tags(address(name)))));
    }

    /** One pass of a process, which finds only what lists and memory tell; when to look again. */
    Optional<Instant> pass() {
        ResourceGraph.Builder graph = ResourceGraph.builder();
        List<Observed<?>> things = new ArrayList<>();
        duties.values().forEach(duty -> {
            Secret secret = listed.get(arn(duty.name()));
            if (secret != null) {
                graph.add(duty.name(), secret);
                things.add(Observed.ready(secret, arn(duty.name()), now));
            }
        });
        Sight sight = new Sight();
        sight.world = World.UNSEEN.listed(EnumSet.of(ResourceKind.SECRET), things, now);
        ResourceGraph drawn = graph.build();
        Matching matching = Matching.of(drawn, sight.world, OWNER, Map.of());
        Ledger ledger = Ledger.open(disk.apply(memory), STACK, OWNER.uid());
        Surroundings surroundings = new Surroundings(
                () -> now, Runnable::run, (time, task) -> {}, this, new Random(1), () -> "", new Random(processes++));
        EngineSettings settings = EngineSettings.of("test", false, Duration.ofMinutes(1));
        DesiredStack desired =
                new DesiredStack(MANIFEST, 1, DesiredStack.State.WANTED, null, null, null, requests, new TreeMap<>());
        Rotations.Report report = new Rotations(
                        PassContext.of(settings, surroundings, stack -> Optional.empty(), this),
                        new Region(null),
                        desired,
                        OWNER,
                        ledger,
                        sight)
                .run(
                        new Blueprint(drawn, AddressPlan.EMPTY, Map.of(), List.copyOf(duties.values()), List.of()),
                        matching,
                        hold,
                        () -> guarded++);
        health = report.health();
        return report.wake();
    }

    /** A pass as the engine runs it: another writer of the memory ends it, and it is run again. */
    Optional<Instant> tolerantPass() {
        try {
            return pass();
        } catch (MemoryStore.StaleMemoryException overtaken) {
            return Optional.of(now.plusSeconds(2));
        }
    }

    SecretMemory remembered(String name) {
        return Optional.ofNullable(secrets().get(name)).orElseThrow();
    }

    SortedMap<String, SecretMemory> secrets() {
        return memory.find(STACK).map(found -> found.memory().secrets()).orElse(new TreeMap<>());
    }

    void forgetEverything() {
        memory.find(STACK).ifPresent(found -> memory.save(STACK, StackMemory.fresh(OWNER.uid()), found.version()));
    }

    SecretHealth health(String name) {
        return health.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException wrapped) {
            if (wrapped.getCause() instanceof Error killed) {
                throw killed;
            }
            throw wrapped;
        }
    }

    @Override
    public void rotation(String stack, RotationNews heard) {
        news.add(heard);
    }

    @Override
    public void event(StackEvent event) {
        events.add(event);
    }

    /** A region in which there is nothing but secrets. */
    private final class Region implements Cloud {
        private final @Nullable Errand errand;

        Region(@Nullable Errand errand) {
            this.errand = errand;
        }

        @Override
        public Cloud as(Errand other) {
            return new Region(other);
        }

        @Override
        public SecretStore secrets() {
            if (errand == null) {
                throw new IllegalStateException("nobody knows on whose behalf");
            }
            return wire.apply(new ByArn(stores));
        }

        @Override
        public CallCount lastHour(String stack) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Scope scope(Instant notBefore) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Reader> readers() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Driver<? extends Resource> driver(ResourceKind kind) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Blocker> blockers(Observed<?> held) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegionFacts facts(
                SortedSet<String> instanceTypes, SortedSet<String> services, SortedSet<String> prefixLists) {
            throw new CloudException(CloudException.Category.UNSUPPORTED, "none", "", "none", null);
        }
    }
}
