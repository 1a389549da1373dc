package io.stockade.hint;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Takes events as they come, counts what comes of them, and hands on what leads anywhere. */
public final class HintIntake {
    /** What is counted of events that led to a look. */
    public static final String TAKEN = "taken";

    /** What is counted of our own calls. */
    public static final String OURS = "ours";

    /** What is counted of events about what no stack has. */
    public static final String FOREIGN = "foreign";

    private final OurWrites ours;
    private final Predicate<Hint> target;
    private final Echo echo;
    private final Map<String, Long> counts = new TreeMap<>();

    /**
     * Wires the intake.
     *
     * @param target whether a hint concerns anybody, who then looks
     * @param echo hears of every call that AWS tells of
     */
    public HintIntake(OurWrites ours, Predicate<Hint> target, Echo echo) {
        this.ours = ours;
        this.target = target;
        this.echo = echo;
    }

    /** Takes an event; whatever it is, nothing is thrown because of what stands in it. */
    public void take(String body) {
        Reading reading = HintReader.read(body);
        count(
                reading instanceof Reading.Found found
                        ? taken(found.hint())
                        : ((Reading.Nothing) reading).why().name().toLowerCase(Locale.ROOT));
    }

    private String taken(Hint hint) {
        echo.heard(hint);
        if (ours.made(hint.actor())) {
            return OURS;
        }
        return target.test(hint) ? TAKEN : FOREIGN;
    }

    private synchronized void count(String outcome) {
        counts.merge(outcome, 1L, Long::sum);
    }

    /** How many events came since the start, by what came of them. */
    public synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }
}
