package io.stockade.scale;

import io.stockade.cloud.Blocker;
import io.stockade.cloud.CallCount;
import io.stockade.cloud.Cloud;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Errand;
import io.stockade.cloud.Listed;
import io.stockade.cloud.ReadScope;
import io.stockade.cloud.Reader;
import io.stockade.cloud.SecretStore;
import io.stockade.cloud.Written;
import io.stockade.graph.Observed;
import io.stockade.graph.RegionFacts;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Scope;
import io.stockade.simulation.Recording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One region of one account in which copies of a recorded stack stand. Each listing is made anew from the recording, so
 * that whoever keeps one keeps all of it. It refuses every write: there is nothing to do.
 */
final class RecordedCloud implements Cloud {
    private final Recording recording;
    private final Scope scope;
    private final List<Copies> all;
    private final Map<String, Copies> byVpc = new TreeMap<>();

    RecordedCloud(Recording recording, Scope scope, List<Copies> stacks) {
        this.recording = recording;
        this.scope = scope;
        this.all = List.copyOf(stacks);
        String vpc = recording.readings().stream()
                .flatMap(Recording.Reading::things)
                .filter(thing -> thing.kind() == ResourceKind.VPC)
                .map(Observed::id)
                .findFirst()
                .orElseThrow();
        all.forEach(copies -> byVpc.put(copies.text(vpc), copies));
    }

    /** Nobody waits for a turn where nothing is called. */
    @Override
    public Cloud as(Errand errand) {
        return this;
    }

    @Override
    public CallCount lastHour(String stack) {
        return CallCount.NONE;
    }

    @Override
    public Scope scope(Instant notBefore) {
        return scope;
    }

    @Override
    public List<Reader> readers() {
        return recording.readings().stream().<Reader>map(Playback::new).toList();
    }

    private final class Playback implements Reader {
        private final Recording.Reading reading;

        private Playback(Recording.Reading reading) {
            this.reading = reading;
        }

        @Override
        public Set<ResourceKind> kinds() {
            return reading.kinds();
        }

        @Override
        public Narrowing narrowing() {
            return reading.narrowing();
        }

        @Override
        public List<Listed> list(ReadScope asked) {
            List<Listed> things = new ArrayList<>();
            for (Copies copies : concerned(asked)) {
                reading.listed().forEach(thing -> things.add(copies.of(thing)));
            }
            return List.copyOf(things);
        }

        private List<Copies> concerned(ReadScope asked) {
            return switch (narrowing()) {
                case REGION, OWNER -> all;
                case VPC ->
                    asked.vpcIds().stream()
                            .map(byVpc::get)
                            .filter(Objects::nonNull)
                            .toList();
            };
        }
    }

    @Override
    public Driver<? extends Resource> driver(ResourceKind kind) {
        return new Untouched(kind);
    }

    /** Reads what lists leave unread, and writes nothing. */
    private final class Untouched implements Driver<Resource> {
        private final ResourceKind kind;

        private Untouched(ResourceKind kind) {
            this.kind = kind;
        }

        @Override
        public ResourceKind kind() {
            return kind;
        }

        @Override
        public Set<String> details() {
            Set<String> unread = new TreeSet<>();
            recording.readings().stream()
                    .flatMap(Recording.Reading::things)
                    .filter(thing -> thing.kind() == kind)
                    .forEach(thing -> unread.addAll(thing.unread()));
            return unread;
        }

        @Override
        public Observed<Resource> readDetails(Observed<Resource> listed) {
            return all.stream()
                    .flatMap(copies -> recording.details().entrySet().stream()
                            .filter(entry -> copies.text(entry.getKey()).equals(listed.id()))
                            .<Observed<?>>map(entry -> copies.of(entry.getValue())))
                    .findFirst()
                    .map(Untouched::cast)
                    .orElseThrow();
        }

        @SuppressWarnings("unchecked") // the only reader of these is the driver of their kind
        private static Observed<Resource> cast(Observed<?> thing) {
            return (Observed<Resource>) thing;
        }

        @Override
        public Written create(List<Creation<Resource>> creations) {
            throw new AssertionError("wants to create " + creations);
        }

        @Override
        public Written update(Observed<Resource> current, Resource desired, Set<String> components) {
            throw new AssertionError("wants to change " + components + " of " + current);
        }

        @Override
        public Written delete(List<Observed<Resource>> doomed) {
            throw new AssertionError("wants to delete " + doomed);
        }

        @Override
        public Optional<Observed<Resource>> readById(String id) {
            throw new AssertionError("asks for " + id + " itself");
        }
    }

    @Override
    public SecretStore secrets() {
        throw new UnsupportedOperationException("a recorded cloud keeps no secrets");
    }

    @Override
    public List<Blocker> blockers(Observed<?> held) {
        return List.of();
    }

    @Override
    public RegionFacts facts(
            SortedSet<String> instanceTypes, SortedSet<String> services, SortedSet<String> prefixLists) {
        return new Copies(0, scope.account()).of(recording.facts());
    }
}
