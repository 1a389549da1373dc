package io.stockade.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.stockade.memory.StackMemory;
import io.stockade.reconcile.StackEvent;
import io.stockade.status.StackStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** An API server in memory: it keeps objects, compares versions, and shows what was written to whoever watches. */
public final class FakeCluster implements StackApi, Watched {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    /** The name of the definition of stacks, among those of namespaces. */
    static final String DEFINITION = "";

    private static final YAMLMapper YAML = new YAMLMapper();

    final List<StackEvent> events = new ArrayList<>();

    /** Every status that was written, with the object. */
    final List<RawStack> written = new ArrayList<>();

    /** The namespaces and definitions that were read. */
    final List<String> reads = new ArrayList<>();

    /** Runs before each read of a namespace or the definition. */
    Runnable beforeRead = () -> {};

    /** Runs before each read of an object. */
    Runnable beforeRefresh = () -> {};

    /** Is told of each write of a status before it is looked at. */
    Consumer<RawStack> beforeWrite = object -> {};

    private Consumer<RawStack> afterWrite = object -> {};

    /** When objects are made that are made now. */
    Supplier<Instant> clock = () -> Instant.parse("2027-01-01T00:00:00Z");

    private final Map<String, RawStack> stored = new TreeMap<>();
    private final Map<String, RawStack> shown = new TreeMap<>();
    private final Map<String, Instant> terminating = new TreeMap<>();
    private final List<BiConsumer<String, Optional<RawStack>>> watchers = new ArrayList<>();
    private boolean watching = true;
    private Optional<Read> lastRead = Optional.empty();
    private long version = 100;

    /** What the next object of a name is to be known by. */
    UnaryOperator<String> uid = name -> "uid-" + version;

    /** Whether the watch goes on; where it does not, it shows what was there when it ended. */
    void watching(boolean on) {
        watching = on;
        show();
    }

    /** Does what {@code kubectl apply} does, and puts the finalizer on. */
    public String apply(String manifest) {
        JsonNode read = yaml(manifest);
        String name = read.at("/metadata/name").asText();
        String key = read.at("/metadata/namespace").asText("default") + "/" + name;
        RawStack before = stored.get(key);
        RawStack object = new RawStack();
        object.setMetadata(before == null ? metadata(key) : copy(before).getMetadata());
        object.setStatus(before == null ? null : before.getStatus());
        object.setSpec(read.get("spec"));
        if (before != null && !before.getSpec().equals(object.getSpec())) {
            object.getMetadata().setGeneration(before.generation() + 1);
        }
        put(object);
        return key;
    }

    private ObjectMeta metadata(String key) {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setNamespace(key.substring(0, key.indexOf('/')));
        metadata.setName(key.substring(key.indexOf('/') + 1));
        metadata.setUid(uid.apply(metadata.getName()));
        metadata.setGeneration(1L);
        metadata.setCreationTimestamp(
                clock.get().truncatedTo(ChronoUnit.SECONDS).toString());
        metadata.setFinalizers(List.of(RawStack.FINALIZER));
        return metadata;
    }

    /** Has somebody change an object in any way. */
    void edit(String key, Consumer<RawStack> change) {
        RawStack object = stored(key);
        change.accept(object);
        put(object);
    }

    public void annotate(String key, String name, String value) {
        edit(key, object -> object.getMetadata().getAnnotations().put(name, value));
    }

    /** Does what {@code kubectl delete} does to an object with a finalizer. */
    void delete(String key) {
        delete(key, Instant.parse("2027-01-01T00:00:00Z"));
    }

    public void delete(String key, Instant when) {
        edit(key, object -> {
            object.getMetadata()
                    .setDeletionTimestamp(when.truncatedTo(ChronoUnit.SECONDS).toString());
            object.getMetadata().setGeneration(object.generation() + 1);
        });
    }

    /** Takes an object away, as the server does when its last finalizer goes. */
    public void remove(String key) {
        stored.remove(key);
        show();
        watchers.forEach(watcher -> watcher.accept(key, Optional.empty()));
    }

    /** All objects, as they are written down for the next time. */
    public List<String> saved() {
        return stored.values().stream().map(JSON::asJson).toList();
    }

    /** Begins with objects that were there before. */
    public void restore(List<String> objects) {
        objects.stream().map(text -> JSON.unmarshal(text, RawStack.class)).forEach(this::put);
    }

    /** Whether there is an object. */
    public boolean has(String key) {
        return stored.containsKey(key);
    }

    /** Has objects be known by names of our making. */
    public void uids(UnaryOperator<String> by) {
        uid = by;
    }

    /** By what an object is told from another one of its name. */
    public String uid(String key) {
        return kept(key).uid();
    }

    /** What an object asks for was last changed so often. */
    public long generation(String key) {
        return kept(key).generation();
    }

    /** What was told of a stack last; empty if nothing was, or it is gone. */
    public Optional<StackStatus> told(String key) {
        return Optional.ofNullable(stored.get(key))
                .flatMap(object -> read(object).told());
    }

    /** What is remembered of a stack; empty if nothing is, or it is gone. */
    public Optional<StackMemory> memory(String key) {
        return Optional.ofNullable(stored.get(key))
                .flatMap(object -> read(object).memory());
    }

    /** What a version of an object says, which is read once: nobody changes what is stored. */
    private record Read(String version, Optional<StackStatus> told, Optional<StackMemory> memory) {
        static Read of(RawStack object) {
            return new Read(
                    object.getMetadata().getResourceVersion(),
                    StatusJson.read(StackObject.status(object)),
                    Optional.ofNullable(object.getStatus())
                            .map(status -> status.get(KubeMemoryStore.FIELD))
                            .map(text ->
                                    MemoryText.read(object.key(), text.asText()).memory()));
        }
    }

    private Read read(RawStack object) {
        String wanted = object.getMetadata().getResourceVersion();
        Read known = lastRead.filter(read -> read.version().equals(wanted)).orElseGet(() -> Read.of(object));
        lastRead = Optional.of(known);
        return known;
    }

    /** Takes the memory out of an object, as a restore from a backup without status would. */
    public void forget(String key) {
        edit(key, object -> ((ObjectNode) object.getStatus()).remove(KubeMemoryStore.FIELD));
    }

    /** Has somebody told of every write of a status, with what it tells. */
    public void onStatus(BiConsumer<String, StackStatus> listener) {
        afterWrite = object ->
                StatusJson.read(StackObject.status(object)).ifPresent(status -> listener.accept(object.key(), status));
    }

    /** How many statuses were written. */
    public int writes() {
        return written.size();
    }

    /** What people were told of in passing. */
    public List<StackEvent> events() {
        return List.copyOf(events);
    }

    /** Whether somebody has deleted an object that is still there. */
    public boolean deleting(String key) {
        return stored(key).beingDeleted();
    }

    /** Lets go of what was written, read and told before. */
    public void forgetPast() {
        written.clear();
        reads.clear();
        events.clear();
    }

    /** A copy of an object as the server has it. */
    RawStack stored(String key) {
        return copy(kept(key));
    }

    private RawStack kept(String key) {
        return Objects.requireNonNull(stored.get(key), key);
    }

    ObjectNode status(String key) {
        return StackObject.status(stored(key));
    }

    /** How many bytes an object has, with all that the server keeps of it but the list of who wrote which field. */
    int size(String key) {
        return JSON.asJson(stored(key)).getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public Optional<RawStack> read(String stack) {
        beforeRefresh.run();
        return Optional.ofNullable(stored.get(stack)).map(FakeCluster::copy);
    }

    @Override
    public RawStack replaceStatus(RawStack object) {
        beforeWrite.accept(object);
        RawStack now = stored.get(object.key());
        if (now == null
                || !now.getMetadata()
                        .getResourceVersion()
                        .equals(object.getMetadata().getResourceVersion())) {
            throw new ConflictException("the object has been modified");
        }
        RawStack changed = copy(now);
        changed.setStatus(object.getStatus());
        put(changed);
        written.add(changed);
        afterWrite.accept(changed);
        return copy(changed);
    }

    /**
     * Has somebody told of every change, with the object as it is then; empty once it is gone.
     *
     * @return ends that
     */
    Runnable onChange(BiConsumer<String, Optional<RawStack>> watcher) {
        stored.forEach((key, object) -> watcher.accept(key, Optional.of(copy(object))));
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    /** Has a namespace, or {@link #DEFINITION}, be under deletion since a time. */
    public void terminate(String namespace, Instant since) {
        terminating.put(namespace, since);
    }

    @Override
    public Optional<Instant> namespaceDeletion(String namespace) {
        reads.add("namespace " + namespace);
        beforeRead.run();
        return Optional.ofNullable(terminating.get(namespace));
    }

    @Override
    public Optional<Instant> definitionDeletion() {
        reads.add("definition");
        beforeRead.run();
        return Optional.ofNullable(terminating.get(DEFINITION));
    }

    @Override
    public void publish(RawStack about, StackEvent event) {
        events.add(event);
    }

    @Override
    public Optional<RawStack> find(String stack) {
        return Optional.ofNullable(shown.get(stack));
    }

    /** As a cache does, it shows what it has: nobody may change that. */
    @Override
    public Stream<RawStack> all() {
        return List.copyOf(shown.values()).stream();
    }

    private void put(RawStack object) {
        object.getMetadata().setResourceVersion(String.valueOf(++version));
        stored.put(object.key(), copy(object));
        show();
        watchers.forEach(watcher -> watcher.accept(object.key(), Optional.of(copy(object))));
    }

    private void show() {
        if (watching) {
            shown.clear();
            shown.putAll(stored);
        }
    }

    /** As if it had been sent: nothing that is changed later shows in the other one. */
    private static RawStack copy(RawStack object) {
        RawStack copy = new RawStack();
        copy.setMetadata(new ObjectMetaBuilder(object.getMetadata()).build());
        copy.setSpec(object.getSpec() == null ? null : object.getSpec().deepCopy());
        copy.setStatus(object.getStatus() == null ? null : object.getStatus().deepCopy());
        return copy;
    }

    static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
