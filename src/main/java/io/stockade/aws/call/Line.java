package io.stockade.aws.call;

import io.stockade.cloud.Errand.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who waits for the tokens of one bucket, in the order in which they get them: repairs first; then stack by stack, as
 * they began, so that the first are finished while the last still wait; within a stack, first what has the longest way
 * to go after its call. Nobody stands here bodily: each claim is told when to come back, and one that does not come within
 * a grace has lost its place. Not safe for several threads: the bucket is.
 */
final class Line {
    /** A pass reads and thinks before it calls, and its stack may be in the middle of another one. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private final Map<Claim.Key, Place> places = new HashMap<>();
    private final Map<String, Turn> turns = new HashMap<>();
    private long arrivals;

    /** Nobody was to come back before. */
    private Instant earliest = Instant.MAX;

    private List<Place> order = List.of();
    private boolean ordered = true;

    /** Since when a stack has claims in line, and how many. */
    private static final class Turn {
        private final long since;
        private int claims;

        Turn(long since) {
            this.since = since;
        }
    }

    /** A claim in line. */
    private static final class Place {
        private final Claim.Key key;
        private final Turn turn;
        private final long arrival;
        private Claim claim;
        private Instant comesBack = Instant.MAX;
        private int index;

        Place(Claim claim, Turn turn, long arrival) {
            this.key = claim.key();
            this.turn = turn;
            this.arrival = arrival;
            this.claim = claim;
        }

        Duration ahead() {
            return claim.errand().ahead();
        }
    }

    private static final Comparator<Place> COMING = Comparator.comparing(
                    (Place place) -> place.claim.errand().urgency())
            .thenComparing(place -> place.claim.errand().since())
            .thenComparingLong(place -> place.turn.since)
            .thenComparing(Place::ahead, Comparator.reverseOrder())
            .thenComparingLong(place -> place.arrival);

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** Lets those go who were to come back and did not. */
    void forgetAbsent(Instant now) {
        Instant last = now.minus(GRACE);
        if (!earliest.isBefore(last)) {
            return;
        }
        List<Claim.Key> absent = new ArrayList<>();
        earliest = Instant.MAX;
        for (Place place : places.values()) {
            if (place.comesBack.isBefore(last)) {
                absent.add(place.key);
            } else if (place.comesBack.isBefore(earliest)) {
                earliest = place.comesBack;
            }
        }
        absent.forEach(this::leave);
    }

    /** Puts a claim in line, or finds it there. */
    void enter(Claim claim) {
        Place place = places.get(claim.key());
        if (place == null) {
            Turn turn = turns.computeIfAbsent(claim.errand().who(), who -> new Turn(arrivals++));
            turn.claims++;
            places.put(claim.key(), new Place(claim, turn, arrivals++));
            ordered = false;
        } else if (!place.claim.equals(claim)) {
            place.claim = claim;
            ordered = false;
        }
    }

    /** Takes a claim out of line. */
    void leave(Claim.Key key) {
        Place gone = places.remove(key);
        if (gone == null) {
            return;
        }
        ordered = false;
        gone.turn.claims--;
        if (gone.turn.claims == 0) {
            turns.remove(key.who());
        }
    }

    /**
     * How many are before a claim.
     *
     * @param rate tokens a second
     */
    int before(Claim claim, double rate) {
        order(rate);
        return place(claim).index;
    }

    /** How many of those before a claim were told to be here by now: a token is reserved for each of them. */
    int dueBefore(Claim claim, Instant now, double rate) {
        order(rate);
        int due = 0;
        for (Place place : order.subList(0, place(claim).index)) {
            due += place.comesBack.isAfter(now) ? 0 : 1;
        }
        return due;
    }

    /** Notes when a claim was told to come back. */
    void comesBack(Claim claim, Instant at) {
        place(claim).comesBack = at;
        earliest = at.isBefore(earliest) ? at : earliest;
    }

    private Place place(Claim claim) {
        Place place = places.get(claim.key());
        if (place == null) {
            throw new IllegalStateException(claim + " is not in line");
        }
        return place;
    }

    private void order(double rate) {
        if (ordered) {
            return;
        }
        List<Place> coming = new ArrayList<>(places.values());
        coming.sort(COMING);
        int urgent = (int) coming.stream()
                .filter(place -> place.claim.errand().urgency() == Urgency.REPAIR)
                .count();
        List<Place> next = new ArrayList<>(coming.subList(0, urgent));
        next.addAll(withAShortEnd(coming.subList(urgent, coming.size()), rate));
        for (int index = 0; index < next.size(); index++) {
            next.get(index).index = index;
        }
        order = next;
        ordered = true;
    }

    /**
     * The same line, but for its end: what has a minute to go after its call is not called last, if others that have
     * nothing to go can fill that minute. So nobody waits longer for the whole of it than the calls alone take. From the
     * end on, each place goes to the last comer whose way is over by then.
     */
    private static List<Place> withAShortEnd(List<Place> coming, double rate) {
        SortedMap<Duration, Deque<Indexed>> sorted = new TreeMap<>();
        for (int index = 0; index < coming.size(); index++) {
            Place place = coming.get(index);
            sorted.computeIfAbsent(place.ahead(), way -> new ArrayDeque<>()).addLast(new Indexed(place, index));
        }
        List<Deque<Indexed>> byWay = new ArrayList<>(sorted.values());
        if (byWay.size() < 2) {
            return coming;
        }
        double longest = seconds(byWay.get(byWay.size() - 1));
        Set<Place> atTheEnd = new HashSet<>();
        Deque<Place> end = new ArrayDeque<>();
        for (int fromEnd = 0; fromEnd < coming.size() && fromEnd / rate < longest; fromEnd++) {
            Place last = takeLast(byWay, fromEnd / rate);
            end.addFirst(last);
            atTheEnd.add(last);
        }
        List<Place> result = new ArrayList<>(coming);
        result.removeIf(atTheEnd::contains);
        result.addAll(end);
        return result;
    }

    private record Indexed(Place place, int index) {}

    /** The last comer whose way takes no longer than that; if there is none, of those with the shortest way. */
    private static Place takeLast(List<Deque<Indexed>> byWay, double seconds) {
        Deque<Indexed> chosen = byWay.get(0);
        for (Deque<Indexed> candidates : byWay) {
            boolean over = seconds(candidates) <= seconds;
            if (over && candidates.getLast().index() > chosen.getLast().index()) {
                chosen = candidates;
            }
        }
        Place last = chosen.removeLast().place();
        byWay.removeIf(Deque::isEmpty);
        return last;
    }

    /** How long the way is that all of these have to go. */
    private static double seconds(Deque<Indexed> sameWay) {
        return sameWay.getFirst().place().ahead().toMillis() / 1000.0;
    }
}
