package io.stockade.reliability;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * All plans with one fault: every fault at every moment at which it can happen, but for those by which the engine gets
 * what it gets by another.
 */
final class Singles {
    private final List<FaultPlan> plans = new ArrayList<>();
    private final Scenario scenario;
    private final Play.Result known;
    private final Set<String> errors;

    private Singles(Scenario scenario, Play.Result known, Set<String> errors) {
        this.scenario = scenario;
        this.known = known;
        this.errors = errors;
    }

    /** @param undisturbed how each goes where nothing goes wrong */
    static Map<Scenario, List<FaultPlan>> of(List<Scenario> scenarios, Function<Scenario, Play.Result> undisturbed) {
        Map<Scenario, List<FaultPlan>> all = new EnumMap<>(Scenario.class);
        Set<String> errors = new HashSet<>();
        for (Scenario scenario : scenarios) {
            all.put(scenario, new Singles(scenario, undisturbed.apply(scenario), errors).plans());
        }
        return all;
    }

    private List<FaultPlan> plans() {
        for (Moment moment : known.moments().subList(0, known.busy())) {
            for (Fault fault : Fault.values()) {
                if (fault.strikes(moment.sort())
                        && !moment.harmless().contains(fault)
                        && !scenario.untouchedBy(fault)
                        && differs(fault, moment)) {
                    plans.add(new FaultPlan(scenario, List.of(new FaultPlan.Strike(fault, moment.index()))));
                }
            }
        }
        return plans;
    }

    /**
     * Whether the engine gets anything else than by another plan. Between two reads nothing has changed: waiting or an edit
     * before the one is the same as before the other, and so is dying. Whoever dies after a write has told nobody what
     * came of it, heard or not. AWS's own errors are what a lost call is, to the engine, once their codes are known: each
     * is tried once for an action.
     */
    private boolean differs(Fault fault, Moment moment) {
        boolean begins = moment.index() == 1;
        boolean changes = moment.sort().changes();
        boolean changed =
                !begins && known.moments().get(moment.index() - 2).sort().changes();
        return switch (fault) {
            case CRASH_BEFORE -> !changed && (begins || changes);
            case PAUSE, CLOCK_JUMP, FOREIGN_EDIT -> begins || changed || changes;
            case ERROR_BEFORE, ERROR_AFTER -> errors.add(fault + " " + moment.action());
            case CRASH_AFTER,
                    REQUEST_LOST,
                    REPLY_LOST,
                    THROTTLED,
                    ACCESS_DENIED,
                    EXPIRED_TOKEN,
                    STALE_READ,
                    EMPTY_READ,
                    HALF_LIST,
                    OVERLAP,
                    CONFLICT,
                    EVENT_LOST,
                    EVENT_TWICE,
                    EVENT_LATE -> true;
        };
    }
}
