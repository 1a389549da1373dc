package io.stockade.rotation;

import io.stockade.graph.SecretDuty;
import io.stockade.graph.SecretDuty.Strategy;
import io.stockade.graph.ValueRecipe;
import io.stockade.memory.SecretMemory;
import io.stockade.memory.SecretMemory.Cause;
import io.stockade.memory.SecretMemory.Flight;
import io.stockade.rotation.RotationNews.What;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is to be done about one secret now: go on with what was begun, or begin what is due. At most one rotation
 * of a secret is under way, and it goes before everything else.
 */
final class Agenda {
    private final SecretDuty duty;
    private final VersionToken tokens;
    private final Duration visibility;
    private final SortedSet<String> requests;
    private final Instant now;
    private final List<RotationNews> news = new ArrayList<>();

    /** @param requests what people ask with for a rotation at once */
    Agenda(SecretDuty duty, String uid, Duration visibility, SortedSet<String> requests, Instant now) {
        this.duty = duty;
        this.tokens = new VersionToken(uid, duty.secret());
        this.visibility = visibility;
        this.requests = requests;
        this.now = now;
    }

    /** @param held whether nothing may be written */
    Intention of(SeenSecret seen, @Nullable SecretMemory remembered, boolean held) {
        SecretMemory memory = new Recollection(duty, tokens, now).of(remembered, seen, requests);
        if (remembered == null && seen.current() == null && duty.recipe() instanceof ValueRecipe.External) {
            tell(What.AWAITING_VALUE, seen.fullName() + " has no value: somebody has to put one there");
        }
        memory = new Watch(duty, now, news).look(memory, seen);
        if (held) {
            return new Intention(memory, null, null, news);
        }
        memory = served(memory, seen);
        Flight before = memory.flight();
        Flight flight = before == null ? begin(memory, seen) : before;
        if (flight == null) {
            return new Intention(memory, null, waits(memory, seen).orElse(null), news);
        }
        if (flight.cause() == Cause.LEFTOVER
                && Task.hooks(duty) == null
                && wanted(memory).isPresent()) {
            flight = flight.next(now);
        }
        if (flight.next().isAfter(now)) {
            return new Intention(memory.withFlight(flight), null, flight.next(), news);
        }
        if (before == null && flight.cause() != Cause.LEFTOVER) {
            tell(What.BEGAN, seen.fullName() + " is being rotated" + why(flight));
        }
        Flight tried = flight.tried(now);
        Instant last = before == null ? null : before.tried();
        Task task = new Task(duty, seen, tried, last, memory.failures(), visibility, now);
        return new Intention(memory.withFlight(tried), task, null, news);
    }

    private static String why(Flight flight) {
        if (flight.due() != null) {
            return ", as it is since " + flight.due();
        }
        return flight.request() == null ? ": it has no value yet" : ", since somebody asked for it";
    }

    /** When there is something to do next; empty if nobody knows. */
    Optional<Instant> wake(SeenSecret seen, SecretMemory memory) {
        Intention next = of(seen, memory, false);
        return next.task() == null ? Optional.ofNullable(next.wake()) : Optional.of(now);
    }

    /** Times and requests that AWS shows to be served are not begun, though nobody remembers it. */
    private SecretMemory served(SecretMemory memory, SeenSecret seen) {
        if (memory.flight() != null) {
            return memory;
        }
        SortedSet<String> handled = new TreeSet<>(memory.handled());
        for (String request : requests) {
            if (shown(tokens.requested(Cause.REQUESTED, request, now), seen)) {
                handled.add(request);
            }
        }
        SecretMemory known = handled.equals(memory.handled()) ? memory : memory.withHandled(handled);
        return open(known)
                .filter(due -> shown(tokens.scheduled(due, now), seen))
                .map(known::withServed)
                .orElse(known);
    }

    private boolean shown(Flight occasion, SeenSecret seen) {
        return tokens.recognise(occasion, seen.labels().values(), now)
                .filter(found -> !found.token().equals(seen.pending()))
                .isPresent();
    }

    /** What is begun now, or was found begun; {@code null} if nothing is. */
    private @Nullable Flight begin(SecretMemory memory, SeenSecret seen) {
        boolean external = duty.recipe() instanceof ValueRecipe.External;
        String current = seen.current();
        if (current == null) {
            return external ? null : tokens.first(now);
        }
        String pending = seen.pending();
        if (pending == null && seen.finished() && duty.rotation() != null && !byAws()) {
            return VersionToken.found(current, Cause.LEFTOVER, now, now);
        }
        Optional<Flight> found = pending == null ? Optional.empty() : found(memory, pending);
        if (found.isPresent()) {
            return found.get();
        }
        return quiet(memory) ? null : wanted(memory).orElse(null);
    }

    /**
     * A pending version is one of ours that nobody remembers, or one of which nobody knows anything; empty if it is no
     * business of ours.
     */
    private Optional<Flight> found(SecretMemory memory, String pending) {
        Optional<Flight> ours = occasions(memory)
                .flatMap(occasion -> tokens.recognise(occasion, List.of(pending), now).stream())
                .findFirst();
        if (byAws()) {
            Instant next = now.plus(RotationPace.LEFT_PENDING);
            return ours.map(flight -> flight.at(Steps.ROTATE).next(next))
                    .or(() -> Optional.of(VersionToken.found(pending, Cause.WATCHED, now, next)));
        }
        if (duty.rotation() == null) {
            return ours;
        }
        Duration wait = Task.hooks(duty) == null ? RotationPace.LEFT_PENDING : RotationPace.LONGEST_RUN;
        return ours.or(() -> Optional.of(VersionToken.found(pending, Cause.LEFTOVER, now, now.plus(wait))));
    }

    /** What is wanted now and was not served: a time that came, or a request. */
    private Optional<Flight> wanted(SecretMemory memory) {
        return occasions(memory).findFirst();
    }

    private Stream<Flight> occasions(SecretMemory memory) {
        if (duty.recipe() instanceof ValueRecipe.External && !byAws()) {
            return Stream.empty();
        }
        Stream<Flight> times = Stream.empty();
        Optional<Instant> due = open(memory);
        if (due.isPresent() && !begin(memory, due.get()).isAfter(now)) {
            times = Stream.of(tokens.scheduled(due.get(), now));
        }
        Cause cause = byAws() ? Cause.ASKED : Cause.REQUESTED;
        Stream<Flight> asked = requests.stream()
                .filter(request -> !memory.handled().contains(request))
                .map(request -> tokens.requested(cause, request, now));
        return Stream.concat(times, asked);
    }

    /** Where logins are changed, nothing begins while AWS may not show what was begun and forgotten. */
    private boolean quiet(SecretMemory memory) {
        return Task.hooks(duty) != null && now.isBefore(memory.noted().plus(visibility));
    }

    private Optional<Instant> waits(SecretMemory memory, SeenSecret seen) {
        if (seen.current() == null) {
            return Optional.empty();
        }
        Optional<DueTimes> times = DueTimes.of(duty, memory, tokens.uid());
        Stream<Instant> open = times.stream().flatMap(each -> each.open(now).map(each::begin).stream());
        Stream<Instant> next = times.stream().flatMap(each -> each.next(now).map(each::begin).stream());
        Stream<Instant> quiet = quiet(memory) && wanted(memory).isPresent()
                ? Stream.of(memory.noted().plus(visibility))
                : Stream.empty();
        return Stream.of(open, next, quiet)
                .flatMap(each -> each)
                .filter(time -> time.isAfter(now))
                .min(Instant::compareTo);
    }

    private Optional<Instant> open(SecretMemory memory) {
        return DueTimes.of(duty, memory, tokens.uid()).flatMap(times -> times.open(now));
    }

    private Instant begin(SecretMemory memory, Instant due) {
        return DueTimes.of(duty, memory, tokens.uid()).orElseThrow().begin(due);
    }

    private boolean byAws() {
        return byAws(duty);
    }

    static boolean byAws(SecretDuty duty) {
        return duty.rotation() != null
                && Objects.requireNonNull(duty.rotation()).strategy() == Strategy.LAMBDA;
    }

    private void tell(What what, String message) {
        news.add(RotationNews.of(duty.name(), what, message));
    }
}
