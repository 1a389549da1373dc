package io.stockade.hint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who changed what lately, of those that are not us, as events told. */
public final class Actors {
    /** Of more things than this the oldest are forgotten. */
    private static final int MOST = 5_000;

    /** So many calls about one thing are kept apart: what is told late may be about an earlier one. */
    private static final int MOST_CALLS = 8;

    private static final Comparator<Actor> IN_TIME = Comparator.comparing(Actor::time);

    private final Map<String, List<Actor>> calls = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Actor>> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Takes note of who an event names.
     *
     * @param ids what else the things are called that it is about
     */
    public synchronized void note(Hint hint, Collection<String> ids) {
        if (!hint.actor().known()) {
            return;
        }
        Stream.concat(hint.named().stream().map(Named::id), ids.stream())
                .distinct()
                .filter(id -> !id.isEmpty())
                .forEach(id -> note(id, hint.actor()));
    }

    private void note(String id, Actor actor) {
        List<Actor> known = calls.remove(id);
        List<Actor> all = known == null ? new ArrayList<>() : known;
        // Events may come in any order, and twice.
        if (!all.contains(actor)) {
            all.add(actor);
            all.sort(IN_TIME);
        }
        if (all.size() > MOST_CALLS) {
            all.remove(0);
        }
        calls.put(id, all);
    }

    /**
     * Who changed a thing last within a time.
     *
     * @param ids its ids and names, and those of what it stands in
     * @param after what was done up to then is no reason for what was seen at the end
     * @param until what was done after it isn't either
     */
    public synchronized Optional<Actor> of(Collection<String> ids, Instant after, Instant until) {
        return ids.stream()
                .flatMap(id -> calls.getOrDefault(id, List.of()).stream())
                .filter(actor -> actor.time().isAfter(after) && !actor.time().isAfter(until))
                .max(IN_TIME);
    }
}
