package io.stockade.reliability;

import io.stockade.reliability.FaultPlan.Strike;
import io.stockade.reliability.Step.Deed;
import io.stockade.sandbox.Tamper;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Draws walks as Acto does: one property at a time gets another value, is left out, or is as it was before; every spec on
 * the way is valid. See "Acto: Automatic end-to-end testing for operation correctness" (SOSP 2023).
 */
final class Walks {
    /** Whoever reads first what isn't so has no way to tell; a walk is about what is done. */
    private static final Set<Fault> LEFT_OUT =
            EnumSet.of(Fault.CLOCK_JUMP, Fault.FOREIGN_EDIT, Fault.STALE_READ, Fault.EMPTY_READ, Fault.HALF_LIST);

    /** What is put right by itself, without anything that the stack had being lost for good. */
    private static final List<Tamper> TAMPERS = List.of(
            Tamper.DELETE_ROUTE,
            Tamper.OPEN_SSH,
            Tamper.TERMINATE_NAT,
            Tamper.DELETE_SUBNET,
            Tamper.CHANGE_ENDPOINT_GROUPS,
            Tamper.DETACH_GATEWAY,
            Tamper.EDIT_RULE,
            Tamper.DELETE_SECRET,
            Tamper.OPEN_SECRET_POLICY);

    private static final List<Property> PROPERTIES = List.of(Property.values());

    private static final int MOST_MOMENTS = 60;

    private final Random random;
    private final List<Draft> path = new ArrayList<>(List.of(Draft.START));

    private Walks(Random random) {
        this.random = random;
    }

    /** The one that a seed draws. */
    static Walk draw(long seed, int length) {
        Walks walks = new Walks(new Random(seed));
        List<Step> steps = new ArrayList<>();
        for (int index = 0; index < length; index++) {
            steps.add(walks.step());
        }
        return new Walk(steps);
    }

    private Step step() {
        Step step = deed();
        if (random.nextInt(6) == 0) {
            step = step.hurried();
        }
        return random.nextInt(5) == 0 ? step.struckBy(strike()) : step;
    }

    private Step deed() {
        int lot = random.nextInt(100);
        if (lot < 12) {
            return Step.tamper(TAMPERS.get(random.nextInt(TAMPERS.size())));
        }
        if (lot < 22) {
            return Step.of(List.of(Deed.RESTART, Deed.FORGET, Deed.RECREATE).get(random.nextInt(3)));
        }
        return edit();
    }

    private Step edit() {
        Draft now = path.get(path.size() - 1);
        while (true) {
            Property property = PROPERTIES.get(random.nextInt(PROPERTIES.size()));
            String value = value(property);
            Draft next = now.with(property, value);
            if (!now.has(property, value) && next.stack().isPresent()) {
                path.add(next);
                return Step.edit(property, value);
            }
        }
    }

    /** Every other time one that it had already. */
    private String value(Property property) {
        if (random.nextBoolean()) {
            return path.get(random.nextInt(path.size())).value(property);
        }
        List<String> choices = property.choices();
        return choices.get(random.nextInt(choices.size()));
    }

    private Strike strike() {
        List<Fault> faults = List.copyOf(EnumSet.complementOf(EnumSet.copyOf(LEFT_OUT)));
        return new Strike(faults.get(random.nextInt(faults.size())), 1 + random.nextInt(MOST_MOMENTS));
    }
}
