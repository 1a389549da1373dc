package io.stockade.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes a walk shorter as long as it still goes wrong. */
final class Shrinking {
    /** Each is a walk of its own; what is left after so many is short enough to be read. */
    private static final int MOST_TRIES = 60;

    private final Predicate<Walk> wrong;
    private int tries;

    /** @param wrong whether something is still wrong with a walk */
    Shrinking(Predicate<Walk> wrong) {
        this.wrong = wrong;
    }

    /** The shortest that was found: fewer steps, then fewer faults and less haste. */
    Walk shortest(Walk walk) {
        Walk shortest = walk;
        boolean shorter = true;
        while (shorter && tries < MOST_TRIES) {
            shorter = false;
            for (Walk simpler : simpler(shortest).toList()) {
                if (tries++ < MOST_TRIES && wrong.test(simpler)) {
                    shortest = simpler;
                    shorter = true;
                    break;
                }
            }
        }
        return shortest;
    }

    /** Halves first, then without each step, then with each step simpler. */
    private static Stream<Walk> simpler(Walk walk) {
        List<Walk> all = new ArrayList<>();
        List<Step> steps = walk.steps();
        for (int length = steps.size() / 2; length > 0; length /= 2) {
            for (int from = 0; from + length <= steps.size(); from += length) {
                List<Step> less = new ArrayList<>(steps);
                less.subList(from, from + length).clear();
                all.add(new Walk(less));
            }
        }
        for (int index = 0; index < steps.size(); index++) {
            Step step = steps.get(index);
            if (step.strike() != null) {
                all.add(with(steps, index, step.struckBy(null)));
            }
            if (step.hasty()) {
                all.add(with(steps, index, step.patient()));
            }
        }
        return all.stream().filter(each -> !each.equals(walk));
    }

    private static Walk with(List<Step> steps, int index, Step step) {
        List<Step> other = new ArrayList<>(steps);
        other.set(index, step);
        return new Walk(other);
    }
}
