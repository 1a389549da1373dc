package io.stockade.reconcile;

import io.stockade.apply.ApplyReport;
import io.stockade.apply.ChangeResult;
import io.stockade.apply.Ticket;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.World;
import io.stockade.cloud.Written;
import io.stockade.graph.Address;
import io.stockade.graph.Component;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.ResourceKind.Identity;
import io.stockade.graph.Tags;
import io.stockade.memory.Ledger;
import io.stockade.memory.StackMemory;
import io.stockade.memory.StackMemory.Intent;
import io.stockade.memory.StackMemory.ResourceMemory;
import io.stockade.plan.Change;
import io.stockade.plan.Decision;
import io.stockade.plan.DesiredDigest;
import io.stockade.plan.Difference;
import io.stockade.plan.FieldCoverage;
import io.stockade.plan.Leftover;
import io.stockade.plan.Matching;
import io.stockade.plan.Remembered;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the memory of a stack true: before a creation what is about to be made, afterwards what came of it. */
final class Bookkeeping {
    /** What AWS makes anew at every call: no client token, no natural key. */
    private static final Set<ResourceKind> LEAK_PRONE =
            EnumSet.of(ResourceKind.VPC, ResourceKind.INTERNET_GATEWAY, ResourceKind.ELASTIC_IP);

    /**
     * Refusals after which nothing is ever made under the token again. What a creation doesn't find is what it needs, or
     * what was made under the token before and is gone: AWS has one answer for both.
     */
    private static final Set<Category> SPOILED =
            EnumSet.of(Category.TOKEN_MISMATCH, Category.NOT_FOUND, Category.DEPENDENCY);

    /** Stands for a digest that is not known because the creation was cut short: it is equal to none. */
    private static final String BEGUN = "begun";

    private final Ledger ledger;
    private final Owner owner;
    private final Duration doubt;
    private @Nullable Told told;

    /** @param doubt how long after its announcement a creation may still take effect, or not be shown yet */
    Bookkeeping(Ledger ledger, Owner owner, Duration doubt) {
        this.ledger = ledger;
        this.owner = owner;
        this.doubt = doubt;
    }

    /** What a memory tells, which many parts of a pass ask for before it changes. */
    private record Told(StackMemory memory, SortedMap<Address, Remembered> remembered) {
        @SuppressWarnings("ReferenceEquality") // a memory never changes; comparing two costs as much as reading one
        boolean of(StackMemory now) {
            return memory == now;
        }
    }

    /** What the plan needs to know; of what is gone only the count of incarnations is kept, and that is not told. */
    SortedMap<Address, Remembered> remembered() {
        StackMemory memory = ledger.memory();
        if (told == null || !told.of(memory)) {
            told = new Told(memory, Collections.unmodifiableSortedMap(remembered(memory)));
        }
        return told.remembered();
    }

    private static SortedMap<Address, Remembered> remembered(StackMemory all) {
        SortedMap<Address, Remembered> remembered = new TreeMap<>();
        all.resources().forEach((text, memory) -> {
            String id = memory.id() == null || memory.id().isEmpty() ? null : memory.id();
            if (memory.intent() != null) {
                remembered.put(Address.parse(text), new Remembered(null, BEGUN, id));
            } else if (id != null || memory.appliedDigest() != null) {
                remembered.put(Address.parse(text), new Remembered(id, memory.appliedDigest()));
            }
        });
        return remembered;
    }

    /** The ids of what was made. */
    SortedMap<Address, String> ids() {
        return ids(remembered());
    }

    static SortedMap<Address, String> ids(Ledger ledger) {
        return ids(remembered(ledger.memory()));
    }

    private static SortedMap<Address, String> ids(SortedMap<Address, Remembered> told) {
        SortedMap<Address, String> ids = new TreeMap<>();
        told.forEach((address, remembered) -> {
            if (remembered.id() != null) {
                ids.put(address, remembered.id());
            }
        });
        return ids;
    }

    /**
     * Tickets for every creation, remembered before they are used; and so is what is about to be brought back.
     *
     * @param graph what is wanted, with its references still planned: a request is the same whether or not what it
     *     refers to had an id yet when it was announced, and so is its token
     * @param putOff creations that know their turn: announcing them before it would be a write for nothing
     */
    Map<Address, Ticket> issue(
            ResourceGraph graph, List<Change> changes, PutOff putOff, Instant now, Supplier<String> nonces) {
        Map<Address, Ticket> tickets = new TreeMap<>();
        for (Change change : changes) {
            if (change.action() == Change.Action.CREATE) {
                Resource wanted = graph.find(change.address())
                        .map(ResourceGraph.Node::resource)
                        .orElseGet(() -> Objects.requireNonNull(change.desired(), change.key()));
                tickets.put(
                        change.address(),
                        putOff.find(change, now)
                                .map(Ticket::putOff)
                                .orElseGet(() -> ticket(change, wanted, now, nonces)));
            } else {
                bringBack(change);
            }
        }
        ledger.save();
        return tickets;
    }

    /** From when AWS takes it up until all of it is as wanted, what it lacks is our own work, and nobody's drift. */
    private void bringBack(Change change) {
        Observed<?> retired = change.current();
        if (retired == null || retired.lifecycle() != Lifecycle.RETIRED || change.action() != Change.Action.UPDATE) {
            return;
        }
        if (ownLife(change.address()) && !ids().containsKey(change.address())) {
            ledger.made(change.address(), retired.id());
        }
    }

    /**
     * The right to make one thing. What AWS would make anew at every call is only made under an announcement that this
     * very pass has saved: of several who want to make it, and all waited for an earlier try, one alone can save it.
     */
    private Ticket ticket(Change change, Resource wanted, Instant now, Supplier<String> nonces) {
        Address address = change.address();
        if (!ownLife(address)) {
            return new Ticket("", "", null);
        }
        Intent intent = ledger.begin(address, DesiredDigest.of(wanted), now, nonces);
        int incarnation = ledger.find(address).map(ResourceMemory::incarnation).orElse(1);
        String token = owner.token(address, incarnation);
        if (!LEAK_PRONE.contains(address.kind()) || !intent.begun().isBefore(now)) {
            return new Ticket(token, intent.nonce(), null);
        }
        Instant certain = certain(intent);
        return certain.isAfter(now)
                ? Ticket.lookingFor(change, token, intent.nonce(), certain)
                : new Ticket(token, ledger.renew(address, now, nonces).nonce(), null);
    }

    /** Until when something that was announced may still appear unseen; empty if all of it is known. */
    Optional<Instant> somethingMayAppear(Instant now) {
        return ledger.memory().resources().values().stream()
                .flatMap(memory -> mayAppearUntil(memory, now).stream())
                .max(Instant::compareTo);
    }

    /** Whether something was announced of which nobody looked whether it appeared after all. */
    boolean somethingMayHaveAppeared(Instant now) {
        return ledger.memory().resources().values().stream()
                .flatMap(memory -> Stream.ofNullable(memory.intent()))
                .anyMatch(intent -> !certain(intent).isAfter(now));
    }

    private Optional<Instant> mayAppearUntil(ResourceMemory memory, Instant now) {
        return Optional.ofNullable(memory.intent()).map(this::certain).filter(certain -> certain.isAfter(now));
    }

    /** From when on what AWS shows of something announced is all there will be. */
    private Instant certain(Intent intent) {
        return intent.begun().plus(doubt);
    }

    /** Takes note of what became of each change. */
    void settle(ApplyReport report) {
        Map<Address, String> made = made(report.written());
        for (ChangeResult result : report.results()) {
            Change change = result.change();
            String id = made.get(change.address());
            switch (change.action()) {
                case CREATE -> created(result, id, report.world());
                case UPDATE -> updated(result, report.world());
                case DELETE -> deleted(result);
            }
        }
    }

    private static Map<Address, String> made(List<Written> written) {
        Map<Address, String> made = new TreeMap<>();
        written.forEach(write -> write.now()
                .forEach(thing -> Owner.address(thing.tags())
                        .filter(address -> address.kind() == thing.kind())
                        .ifPresent(address -> made.put(address, thing.id()))));
        return made;
    }

    private void created(ChangeResult result, @Nullable String id, World world) {
        Address address = result.change().address();
        boolean accepted =
                result.outcome() == ChangeResult.Outcome.DONE || result.outcome() == ChangeResult.Outcome.PENDING;
        if (accepted) {
            Resource desired = Objects.requireNonNull(result.change().desired());
            written(address, ownLife(address) ? id : null, desired, world);
        } else if (id != null) {
            ledger.made(address, id);
        } else if (result.failure() != null && SPOILED.contains(result.failure())) {
            ledger.mismatched(address);
        } else if (result.failure() != Category.UNCERTAIN && !stillLookedFor(result)) {
            ledger.refused(address);
        }
    }

    /** A creation that waits because an earlier try may have succeeded keeps its intent. */
    private static boolean stillLookedFor(ChangeResult result) {
        return result.outcome() == ChangeResult.Outcome.WAITING && result.retryAt() != null;
    }

    private void updated(ChangeResult result, World world) {
        Change change = result.change();
        if (result.outcome() == ChangeResult.Outcome.DONE && change.desired() != null && change.current() != null) {
            String id = ownLife(change.address()) ? change.current().id() : null;
            written(change.address(), id, change.desired(), world);
        }
    }

    /** What a write left open may be otherwise than it is wanted: all of it was applied once that is known. */
    private void written(Address address, @Nullable String id, Resource desired, World world) {
        if (id != null && leftOpen(address, id, desired, world)) {
            ledger.made(address, id);
        } else {
            ledger.applied(address, id, DesiredDigest.kept(desired));
        }
    }

    private static boolean leftOpen(Address address, String id, Resource desired, World world) {
        return world.find(address.kind(), id)
                .filter(thing -> !FieldCoverage.whole(desired, thing))
                .isPresent();
    }

    private void deleted(ChangeResult result) {
        Change change = result.change();
        Observed<?> doomed = change.current();
        Optional<ResourceMemory> memory = ledger.find(change.address());
        if (doomed == null || memory.isEmpty() || result.outcome() != ChangeResult.Outcome.DONE) {
            return;
        }
        String id = memory.get().id();
        if (change.replaces()) {
            if (doomed.id().equals(id)) {
                ledger.replaced(change.address());
            }
        } else if (id == null || id.isEmpty() || id.equals(doomed.id())) {
            ledger.deleted(change.address(), ownLife(change.address()));
        }
    }

    /** What is as declared, or as somebody wants it left, counts as applied, however it came to be. */
    void agree(ResourceGraph graph, Matching matching, List<Decision> decisions) {
        Set<Address> different = new TreeSet<>();
        decisions.stream().filter(decision -> !decision.verdict().tolerated()).forEach(decision -> {
            different.add(decision.difference().address());
            unfinished(decision, matching).ifPresent(different::add);
        });
        graph.nodes().forEach((address, node) -> {
            Optional<Observed<?>> current = matching.current(address);
            // Of what a write of this pass left open nothing differs, since nobody has compared it.
            if (current.isPresent()
                    && !different.contains(address)
                    && FieldCoverage.whole(node.resource(), current.get())) {
                agree(address, current.get().id(), DesiredDigest.kept(node.resource()));
            }
        });
    }

    /** What AWS put into something new, and is still to be taken away, keeps that from being finished. */
    private static Optional<Address> unfinished(Decision decision, Matching matching) {
        Leftover leftover = decision.difference().leftover();
        if (leftover == null || leftover.kind() != Leftover.Kind.UNEXPECTED_CHILD) {
            return Optional.empty();
        }
        boolean ours = decision.difference().origin() == Difference.Origin.USER;
        return ours ? matching.parentOf(leftover) : Optional.empty();
    }

    /** What is gone or retired, and unwanted, is forgotten; only to be asked when no absence is doubted. */
    void forgetGone(ResourceGraph graph, Matching matching, World world, Instant now) {
        Set<Address> left = new TreeSet<>();
        matching.leftovers().forEach(leftover -> left.add(leftover.address()));
        for (Address address : remembered().keySet()) {
            boolean seen = graph.find(address).isPresent() || left.contains(address);
            boolean mayAppear = ledger.find(address)
                    .flatMap(memory -> mayAppearUntil(memory, now))
                    .isPresent();
            if (!seen && !mayAppear && world.coverage(address.kind()).complete() && gone(address, world)) {
                ledger.deleted(address, ownLife(address));
            }
        }
    }

    /** Keys of tags that are asked for now: whatever becomes of the manifest, they are known to be ours. */
    void rememberTags(Set<String> wanted) {
        SortedSet<String> all = new TreeSet<>(ledger.memory().tagKeys());
        if (all.addAll(wanted)) {
            ledger.change(ledger.memory().withTagKeys(all));
        }
    }

    /** Keys of tags that were asked for once, and may still be on something. */
    SortedSet<String> formerTags(Set<String> wanted) {
        SortedSet<String> former = new TreeSet<>(ledger.memory().tagKeys());
        former.removeAll(wanted);
        return former;
    }

    /** Forgets former keys that nothing bears any more; only to be asked when no absence is doubted. */
    void forgetTags(Set<String> wanted, ResourceGraph graph, Matching matching) {
        boolean begun = ledger.memory().resources().values().stream().anyMatch(memory -> memory.intent() != null);
        SortedSet<String> left = formerTags(wanted);
        if (begun || left.isEmpty()) {
            return;
        }
        left.removeIf(key -> graph.nodes().keySet().stream()
                .flatMap(address -> matching.current(address).stream())
                .noneMatch(thing -> mayBear(thing, key)));
        left.addAll(wanted);
        if (!left.equals(ledger.memory().tagKeys())) {
            ledger.change(ledger.memory().withTagKeys(left));
        }
    }

    private static boolean mayBear(Observed<?> thing, String key) {
        return Component.of(thing.value().getClass()).stream()
                .filter(component -> component.accessor().getReturnType() == Tags.class)
                .anyMatch(component -> thing.unread().contains(component.name())
                        || (component.of(thing.value()) instanceof Tags tags
                                && tags.values().containsKey(key)));
    }

    private boolean gone(Address address, World world) {
        String id = ids().get(address);
        return id == null
                || world.find(address.kind(), id)
                        .filter(thing -> thing.lifecycle() != Lifecycle.RETIRED)
                        .isEmpty();
    }

    private void agree(Address address, String id, String digest) {
        String kept = ownLife(address) ? id : null;
        boolean same = ledger.find(address)
                .filter(memory -> memory.intent() == null
                        && digest.equals(memory.appliedDigest())
                        && Objects.equals(kept, memory.id()))
                .isPresent();
        if (!same) {
            ledger.applied(address, kept, digest);
        }
    }

    /** Whether a kind has ids and tokens of its own. */
    private static boolean ownLife(Address address) {
        Identity identity = address.kind().identity();
        return identity == Identity.TAGGED || identity == Identity.NAMED;
    }
}
