package io.stockade.reconcile;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.Trail;
import io.stockade.hint.Actor;
import io.stockade.hint.HintReader;
import io.stockade.hint.OurWrites;
import io.stockade.status.DriftAuthor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may have made a drift of which no event told: as CloudTrail remembers it, which is asked only when a person asks.
 * What it doesn't tell stays unknown.
 */
public final class Authors {
    /** A change is older than the look that found it, by a sweep at most where sweeps are as usual. */
    public static final Duration BEFORE_SEEN = Duration.ofMinutes(15);

    /** CloudTrail may take a quarter of an hour to tell of a call, so what it does not know is asked again. */
    private static final Duration UNKNOWN_FOR = Duration.ofMinutes(2);

    private static final int MOST_RECORDS = 20;
    private static final int MOST_ANSWERS = 1_000;

    private final OurWrites ours;
    private final InstantSource clock;
    private final Map<String, Answer> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
            return size() > MOST_ANSWERS;
        }
    };

    private record Answer(Optional<DriftAuthor> author, Instant at) {}

    public Authors(OurWrites ours, InstantSource clock) {
        this.ours = ours;
        this.clock = clock;
    }

    /**
     * Who changed a thing last, of those that are not us.
     *
     * @param ids its id, its name where it has one, and the id of what it stands in where it has no own; the most telling
     *     first
     * @param since what was done before is no reason for what is seen now
     * @throws CloudException if CloudTrail has to be asked and does not answer, or it is not our turn
     */
    public Optional<DriftAuthor> of(Trail trail, List<String> ids, Instant since) {
        String key = String.join(" ", ids) + " " + since;
        Instant now = clock.instant();
        Answer known = known(key);
        if (known != null
                && (known.author().isPresent() || known.at().plus(UNKNOWN_FOR).isAfter(now))) {
            return known.author();
        }
        Optional<DriftAuthor> found = ids.stream()
                .flatMap(id -> trail.records(id, since, MOST_RECORDS).stream())
                .flatMap(record -> HintReader.actor(record).stream())
                .filter(Actor::known)
                .filter(actor -> !ours.made(actor))
                .max(Comparator.comparing(Actor::time))
                .map(Traces::author);
        keep(key, new Answer(found, now));
        return found;
    }

    private synchronized @Nullable Answer known(String key) {
        return answers.get(key);
    }

    private synchronized void keep(String key, Answer answer) {
        answers.put(key, answer);
    }
}
