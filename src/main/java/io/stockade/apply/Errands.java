package io.stockade.apply;

import io.stockade.cloud.Errand;
import io.stockade.cloud.Errand.Urgency;
import io.stockade.graph.ResourceKind;
import io.stockade.plan.Change;
import io.stockade.plan.Difference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * In what hurry each step of a plan is: repairs of drift go before what the manifest asks for, and what has the longest
 * way to go after it before the rest.
 *
 * @param stack on whose behalf
 * @param since when its work began
 * @param usual how long AWS usually takes until a thing of a kind is ready
 */
public record Errands(String stack, Instant since, Function<ResourceKind, Duration> usual) {
    /** One for each step, in their order. */
    List<Errand> of(List<Step> steps) {
        List<Duration> ahead = ahead(steps);
        List<Errand> errands = new ArrayList<>();
        for (int index = 0; index < steps.size(); index++) {
            errands.add(new Errand(stack, urgency(steps.get(index)), since, ahead.get(index)));
        }
        return errands;
    }

    private static Urgency urgency(Step step) {
        boolean repair = step.changes().stream().anyMatch(change -> change.origin() == Difference.Origin.DRIFT);
        return repair ? Urgency.REPAIR : Urgency.ORDINARY;
    }

    /** The longest chain of waits from each step on, its own included: a step needs only steps, which may stand anywhere. */
    private List<Duration> ahead(List<Step> steps) {
        List<List<Integer>> followers = new ArrayList<>();
        steps.forEach(ignored -> followers.add(new ArrayList<>()));
        for (int index = 0; index < steps.size(); index++) {
            for (int need : steps.get(index).needs()) {
                followers.get(need).add(index);
            }
        }
        Duration[] known = new Duration[steps.size()];
        for (int index = 0; index < steps.size(); index++) {
            longest(index, steps, followers, known);
        }
        return List.of(known);
    }

    private Duration longest(int index, List<Step> steps, List<List<Integer>> followers, Duration[] known) {
        Duration already = known[index];
        if (already != null) {
            return already;
        }
        Duration after = Duration.ZERO;
        for (int follower : followers.get(index)) {
            Duration way = longest(follower, steps, followers, known);
            after = way.compareTo(after) > 0 ? way : after;
        }
        known[index] = after.plus(own(steps.get(index)));
        return known[index];
    }

    private Duration own(Step step) {
        return step.changes().stream()
                .filter(change -> change.action() == Change.Action.CREATE)
                .map(change -> usual.apply(change.address().kind()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
