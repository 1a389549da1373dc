package io.stockade.reconcile;

import io.stockade.apply.ApplyReport;
import io.stockade.apply.ChangeResult;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.Coverage;
import io.stockade.cloud.World;
import io.stockade.graph.Component;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import io.stockade.net.Cidr;
import io.stockade.plan.Change;
import io.stockade.plan.Difference;
import io.stockade.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What this process has seen of a stack: the picture, and what lists cannot show. Losing it costs calls and never
 * correctness. One pass at a time uses it.
 */
final class Sight {
    /** How long what AWS tells only one by one is taken as true before it is read again. */
    static final Duration DETAIL_AGE = Duration.ofHours(1);

    /** How much sooner some of it is read again, so that a thousand stacks don't ask at one moment. */
    private static final int DETAIL_SPREAD_MINUTES = 15;

    /** How long it is taken as true where AWS, or our own limit, does not let it be read again. */
    private static final Duration OLDEST_DETAIL = Duration.ofHours(2);

    final RecentWrites recentWrites = new RecentWrites();

    /** What was put right lately. */
    final Corrections corrections = new Corrections();

    /** What waits for its turn. */
    final PutOff putOff = new PutOff();

    final LastDrawing lastDrawing = new LastDrawing();

    final Set<ResourceKind> dirty = EnumSet.noneOf(ResourceKind.class);
    final Set<ResourceKind> relevant = EnumSet.noneOf(ResourceKind.class);
    /** Kinds of which nobody would expect anything: neither the manifest nor the memory speaks of what they belong to. */
    final Set<ResourceKind> unlikely = EnumSet.noneOf(ResourceKind.class);

    /** When the first look began; {@code null} before. */
    @Nullable
    Instant firstLook;

    /** Since when each thing that AWS is working on has been pending or going, by id. */
    final Map<String, Instant> unfinishedSince = new HashMap<>();
    /** What AWS was seen to take away, by id: that it is gone one day needs no second look. */
    private final Set<String> leaving = new HashSet<>();

    /** Since when each kind that can't be read could not be. */
    final Map<ResourceKind, Instant> unreadSince = new EnumMap<>(ResourceKind.class);

    /** What AWS said is not there when it was asked for by its id, in this look. */
    final Set<String> notThere = new HashSet<>();

    /** When what AWS throttled may be asked for again; {@code null} if nothing was. */
    @Nullable
    Instant readableFrom;

    /** The VPC that the last status named: where the memory was lost, it says that there was one. */
    @Nullable
    String toldVpc;

    /** Kinds of what did not work, or was not there yet, at the end of the last pass. */
    final Set<ResourceKind> suspect = EnumSet.noneOf(ResourceKind.class);

    /** When the calls of the last pass that wrote had all ended; {@code null} if none wrote. */
    @Nullable
    Instant wroteUntil;

    /** The ranges of all VPCs of the region, by id, as they were listed last. */
    SortedMap<String, List<Cidr>> vpcRanges = Collections.emptySortedMap();

    /** Those of them that concern the stack: the picture may know better by now. */
    Set<String> ownVpcs = Set.of();

    /** Since when there has been something to do, through all passes; {@code null} while there is nothing. */
    @Nullable
    Instant busySince;

    /** Why this look could not be finished, if it only was not its turn; {@code null} if it could. */
    private @Nullable CloudException notItsTurn;

    /** Whether something unfinished became ready, or went, after the look of the last pass. */
    boolean awaited;

    /** The newest plan that a person approved; {@code null} if there is none. */
    private @Nullable Approved approved;

    World world = World.UNSEEN;
    private final Map<String, Detailed> details = new HashMap<>();

    /** How old the details are of things of which some components are read again. */
    private final Map<String, Instant> reopened = new HashMap<>();

    private record Approved(Plan plan, long generation) {}

    private record Detailed(Observed<?> thing, Instant readAt) {}

    /** Takes note of what is still unfinished at a look, and tells whether anything became ready, or went. */
    boolean finished(List<Observed<?>> things) {
        return unfinishedSince
                .keySet()
                .retainAll(things.stream().map(Observed::id).toList());
    }

    /** Takes note of what AWS is working on. Things are timed from the first pass that saw them unfinished. */
    void unfinished(List<Observed<?>> things, Instant now) {
        // What led to something unfinished may work from now on.
        awaited = finished(things);
        for (Observed<?> thing : things) {
            unfinishedSince.putIfAbsent(thing.id(), now);
            if (thing.lifecycle() == Lifecycle.DELETING) {
                leaving.add(thing.id());
            } else {
                leaving.remove(thing.id());
            }
        }
    }

    /** When to ask about something unfinished; empty if it is finished. */
    Optional<Instant> nextLook(Observed<?> thing, Instant now) {
        Instant since = unfinishedSince.getOrDefault(thing.id(), now);
        Instant seen = thing.lifecycle() == Lifecycle.COMPLETING ? detailsReadAt(thing) : readAt(thing.kind());
        return Pace.nextLook(thing, since, seen);
    }

    /** Whether it is time to ask about something unfinished. */
    boolean lookDue(Observed<?> thing, Instant now) {
        return nextLook(thing, now).filter(next -> !next.isAfter(now)).isPresent();
    }

    private Instant detailsReadAt(Observed<?> thing) {
        Detailed known = details.get(thing.id());
        return known == null ? thing.readAt() : known.readAt;
    }

    /** Whether AWS was taking this away when it was last seen. */
    boolean leaving(String id) {
        return leaving.contains(id);
    }

    /** Whether what lists leave out of a thing is to be read: because it is not known, or has been for long. */
    boolean detailsDue(Observed<?> thing, Instant now) {
        Detailed known = details.get(thing.id());
        if (known == null || !thing.unread().isEmpty()) {
            return !thing.unread().isEmpty();
        }
        if (thing.lifecycle() == Lifecycle.COMPLETING) {
            return lookDue(thing, now);
        }
        Duration spread = Duration.ofMinutes(Math.floorMod(thing.id().hashCode(), DETAIL_SPREAD_MINUTES));
        return known.readAt.plus(DETAIL_AGE).minus(spread).isBefore(now);
    }

    /** Fills what a list left unread from the last time it was read, if that is not too long ago. */
    <R extends Resource> Observed<R> withKnownDetails(Observed<R> listed, Instant now) {
        Detailed known = details.get(listed.id());
        if (known == null || known.readAt.plus(OLDEST_DETAIL).isBefore(now)) {
            return listed;
        }
        R value = listed.value();
        Set<String> unread = new TreeSet<>(listed.unread());
        for (Component component : Component.of(value.getClass())) {
            if (unread.remove(component.name())) {
                value = Component.with(value, component.name(), component.of(known.thing.value()));
            }
        }
        // Of two that work, the one that was looked at alone tells whether AWS is still at something.
        boolean works = listed.lifecycle().works() && known.thing.lifecycle().works();
        Observed<?> judge = works ? known.thing : listed;
        return new Observed<>(
                value, listed.id(), judge.lifecycle(), judge.note(), new TreeSet<>(unread), listed.readAt());
    }

    /** Remembers a thing of which every component is known. */
    void detailed(Observed<?> thing, Instant now) {
        if (thing.unread().isEmpty()) {
            details.put(thing.id(), new Detailed(thing, now));
            reopened.remove(thing.id());
        }
    }

    /** Remembers a thing as it was written. Of what the write left open, nothing holds that was known before. */
    void written(Observed<?> thing, Instant now) {
        forgetDetails(thing.id());
        detailed(thing, now);
    }

    /** Has some components of a thing be read again; the others stay as they were seen, and as old. */
    void reopen(ResourceKind kind, String id, Set<String> parts) {
        Detailed known = details.remove(id);
        if (known != null) {
            reopened.put(id, known.readAt);
        }
        world.find(kind, id).ifPresent(thing -> {
            Set<String> unread = new TreeSet<>(thing.unread());
            unread.addAll(parts);
            world = world.with(thing.withUnread(unread));
        });
    }

    /** Remembers a thing of which some components were read again: as a whole it is as old as before. */
    void completed(Observed<?> thing) {
        Instant readAt = reopened.remove(thing.id());
        if (readAt != null && thing.unread().isEmpty()) {
            details.put(thing.id(), new Detailed(thing, readAt));
        }
    }

    /** Has what lists leave out be read again, because it may be otherwise now. */
    void forgetDetails(String id) {
        details.remove(id);
        reopened.remove(id);
    }

    /** Forgets the details of what isn't shown any more: what has its name for an id may come back as another one. */
    void forgetMissing(Set<ResourceKind> kinds, List<Observed<?>> shown) {
        Set<String> there = shown.stream().map(Observed::id).collect(Collectors.toSet());
        kinds.stream()
                .flatMap(kind -> world.of(kind).stream())
                .map(Observed::id)
                .filter(id -> !there.contains(id))
                .forEach(this::forgetDetails);
    }

    /**
     * Forgets what is neither seen nor remembered any more, once that is most of it: a process that runs for years keeps
     * no more than one that runs for days.
     *
     * @param remembered the ids of what was made
     */
    void forgetGone(Collection<String> remembered) {
        Set<String> known = new HashSet<>(remembered);
        world.all().forEach(thing -> known.add(thing.id()));
        if (details.size() + reopened.size() + leaving.size() > 2 * known.size()) {
            details.keySet().retainAll(known);
            reopened.keySet().retainAll(known);
            leaving.retainAll(known);
        }
    }

    /** What went wrong is read again, and so is what was put right, before anybody is told that it holds. */
    void reopen(ApplyReport report) {
        for (ChangeResult result : report.results()) {
            boolean drift = result.change().origin() == Difference.Origin.DRIFT;
            boolean wrong = result.outcome() == ChangeResult.Outcome.FAILED;
            // Before something is made a second time, it is looked for once more.
            boolean lookedFor = result.outcome() == ChangeResult.Outcome.WAITING && result.retryAt() != null;
            boolean reread = wrong || lookedFor || (drift && result.outcome() == ChangeResult.Outcome.DONE);
            if (reread) {
                dirty.add(result.change().address().kind());
            }
            // What takes the place of a deleted thing may have the same id.
            if (reread || result.change().action() == Change.Action.DELETE) {
                Optional.ofNullable(result.change().current()).ifPresent(known -> forgetDetails(known.id()));
            }
            if (result.change().action() == Change.Action.CREATE
                    && result.change().address().kind() == ResourceKind.VPC) {
                // AWS made these with it, and with rules that nobody asked for.
                dirty.add(ResourceKind.DEFAULT_SECURITY_GROUP);
                dirty.add(ResourceKind.MAIN_ROUTE_TABLE);
            }
        }
    }

    /**
     * The id of the plan that an approval covers now: of the approved one itself, and of what remains of it once a part
     * of it has run, since that has another id. Another manifest needs another approval.
     *
     * @param approval id of the plan that a person approved; {@code null} if none
     */
    @Nullable
    String covered(@Nullable String approval, Plan plan, long generation) {
        if (plan.id().equals(approval)) {
            approved = new Approved(plan, generation);
        }
        boolean remains = approved != null
                && approved.plan.id().equals(approval)
                && approved.generation == generation
                && plan.remainsOf(approved.plan);
        return remains ? plan.id() : approval;
    }

    /** What a look had to wait for, if it only was not its turn; told once. */
    Optional<CloudException> notItsTurn() {
        Optional<CloudException> told = Optional.ofNullable(notItsTurn);
        notItsTurn = null;
        return told;
    }

    /** Takes note that kinds could not be read. */
    void unread(Set<ResourceKind> kinds, CloudException failure, Instant now) {
        if (Turns.awaited(failure)) {
            notItsTurn = failure;
        }
        Duration wait = failure.retryAfter();
        if (wait != null && (readableFrom == null || now.plus(wait).isBefore(readableFrom))) {
            readableFrom = now.plus(wait);
        }
        for (ResourceKind kind : kinds) {
            Instant since = unreadSince.computeIfAbsent(kind, ignored -> now);
            world = world.unread(Set.of(kind), Coverage.Failure.of(failure, since));
        }
    }

    /** Forgets since when it was that what can be read now could not be. */
    void readable() {
        unreadSince.keySet().removeIf(kind -> world.coverage(kind).failure() == null);
    }

    /** Whether anything that concerns the stack could not be read. */
    boolean blind() {
        return relevant.stream().anyMatch(kind -> world.coverage(kind).failure() != null);
    }

    /** When a kind was last read in full; {@code null} if never. */
    @Nullable
    Instant readAt(ResourceKind kind) {
        return world.coverage(kind).readAt();
    }
}
