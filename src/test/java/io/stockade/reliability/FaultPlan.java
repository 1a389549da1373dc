package io.stockade.reliability;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A scenario, and what goes wrong in it.
 *
 * @param lag by how much all reads are behind the writes
 * @param strikes in the order of their moments
 */
record FaultPlan(Scenario scenario, Duration lag, List<Strike> strikes) {
    private static final Pattern TEXT = Pattern.compile("([A-Z_]+)(?: behind by (\\d+) s)?:(.*)");

    FaultPlan {
        strikes = List.copyOf(strikes);
    }

    FaultPlan(Scenario scenario, List<Strike> strikes) {
        this(scenario, Duration.ZERO, strikes);
    }

    /**
     * A fault at the first moment from an index on at which it can happen.
     *
     * @param index counted from 1
     */
    record Strike(Fault fault, int index) {
        @Override
        public String toString() {
            return fault + "@" + index;
        }
    }

    static FaultPlan undisturbed(Scenario scenario) {
        return new FaultPlan(scenario, List.of());
    }

    /** The same, but with nothing going wrong. */
    FaultPlan undisturbed() {
        return new FaultPlan(scenario, lag, List.of());
    }

    /** Reads what {@link #toString} wrote: {@code CREATE: REPLY_LOST@12, THROTTLED@40}. */
    static FaultPlan parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no plan such as CREATE: REPLY_LOST@12, THROTTLED@40");
        }
        List<Strike> strikes = Arrays.stream(matcher.group(3).split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> part.split("@"))
                .map(part -> new Strike(Fault.valueOf(part[0]), Integer.parseInt(part[1])))
                .toList();
        Duration lag = matcher.group(2) == null ? Duration.ZERO : Duration.ofSeconds(Long.parseLong(matcher.group(2)));
        return new FaultPlan(Scenario.valueOf(matcher.group(1)), lag, strikes);
    }

    /** Whether any of these is in it. */
    boolean has(Fault... faults) {
        Set<Fault> any = Set.of(faults);
        return strikes.stream().map(Strike::fault).anyMatch(any::contains);
    }

    /** The command that plays it again, and shows its journal. */
    String replay() {
        return "mvn -o test -Dtest=FaultReplayTest -Dstockade.plan='" + this + "'";
    }

    @Override
    public String toString() {
        String late = lag.isZero() ? "" : " behind by " + lag.toSeconds() + " s";
        return scenario + late + ": " + strikes.stream().map(Strike::toString).collect(Collectors.joining(", "));
    }
}
