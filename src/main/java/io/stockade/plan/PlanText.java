package io.stockade.plan;

import io.stockade.graph.Address;
import io.stockade.graph.Changes.Effect;
import io.stockade.graph.Component;
import io.stockade.graph.Observed;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.Secret;
import io.stockade.graph.Tags;
import io.stockade.plan.Change.Action;
import io.stockade.plan.Difference.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A plan for people, in the manner that they know from Terraform. */
public final class PlanText {
    private static final int WIDEST = 120;

    private final boolean colour;
    private final Map<Address, Observed<?>> replaced = new TreeMap<>();
    private final StringBuilder text = new StringBuilder();

    private PlanText(boolean colour) {
        this.colour = colour;
    }

    /** The colours of a terminal. */
    private enum Colour {
        GREEN(32),
        YELLOW(33),
        RED(31),
        MAGENTA(35);

        private final int code;

        Colour(int code) {
            this.code = code;
        }
    }

    /**
     * The text, ending with a line break.
     *
     * @param colour whether it is for a terminal that shows colours
     */
    public static String of(Plan plan, Gated gated, Risk risk, boolean colour) {
        PlanText text = new PlanText(colour);
        for (Change change : plan.changes()) {
            if (change.replaces() && change.current() != null) {
                text.replaced.put(change.address(), change.current());
            }
        }
        plan.changes().forEach(text::change);
        text.held(gated);
        text.risk(risk);
        text.waiting(plan);
        text.drift(plan);
        text.line(PlanView.summary(plan));
        return text.text.toString();
    }

    private void change(Change change) {
        if (change.replaces() && change.action() == Action.DELETE) {
            return; // shown with its other half
        }
        Observed<?> current = change.replaces() ? replaced.get(change.address()) : change.current();
        String id = current == null ? "" : " (" + current.id() + ")";
        line(symbol(change) + " " + change.address() + id + "  # " + change.reason());
        if (change.action() == Action.CREATE && !change.replaces() && change.desired() != null) {
            values(change.desired());
        }
        if (change.action() == Action.DELETE && current != null && current.value() instanceof Secret secret) {
            line("      AWS keeps it for " + secret.recoveryWindowDays()
                    + " days, in which it is restored when it is declared again");
        }
        for (Field field : change.fields()) {
            String forced = field.effect() == Effect.IN_PLACE ? "" : "  # forces replacement";
            line("      " + field.path() + ": " + cut(field.actual()) + " -> " + cut(field.expected()) + forced);
        }
    }

    private String symbol(Change change) {
        if (change.replaces()) {
            return paint("-/+", Colour.MAGENTA);
        }
        return switch (change.action()) {
            case CREATE -> "  " + paint("+", Colour.GREEN);
            case UPDATE -> "  " + paint("~", Colour.YELLOW);
            case DELETE -> "  " + paint("-", Colour.RED);
        };
    }

    /** What a new thing will be like; tags, texts of many lines and what is empty are left out. */
    private void values(Resource desired) {
        List<String> shown = new ArrayList<>();
        for (Component component : Component.of(desired.getClass())) {
            Object value = component.of(desired);
            String each = value instanceof Tags ? "" : show(value);
            if (!each.isEmpty() && !each.contains("\n")) {
                shown.add(component.name() + ": " + cut(each));
            }
        }
        if (!shown.isEmpty()) {
            line("      " + String.join(", ", shown));
        }
    }

    private static String show(@Nullable Object value) {
        if (value instanceof Ref ref) {
            return ref.text();
        }
        if (value instanceof PolicyDocument policy) {
            return policy.equals(PolicyDocument.NONE) ? "" : "(a policy)";
        }
        if (value instanceof Collection<?> all) {
            return all.isEmpty()
                    ? ""
                    : "[" + String.join(", ", all.stream().map(PlanText::show).toList()) + "]";
        }
        return value == null ? "" : value.toString();
    }

    private void held(Gated gated) {
        if (gated.held().isEmpty()) {
            return;
        }
        line("");
        line("Held back: " + gated.why());
        gated.held().forEach(held -> line("      " + held.change().key()));
    }

    private void risk(Risk risk) {
        List<String> lines = risk.lines();
        if (!lines.isEmpty()) {
            line("");
            line("Risk:");
            lines.forEach(line -> line("      " + line));
        }
    }

    private void waiting(Plan plan) {
        if (plan.waiting().isEmpty()) {
            return;
        }
        line(plan.empty() ? "Waiting:" : "\nWaiting:");
        plan.waiting().forEach(decision -> line("      " + PlanView.line(decision)));
    }

    private void drift(Plan plan) {
        List<Decision> drift = plan.decisions().stream().filter(PlanView::drift).toList();
        if (drift.isEmpty()) {
            if (!plan.settled()) {
                line("");
            }
            return;
        }
        line(plan.settled() ? "Drift:" : "\nDrift:");
        for (Decision decision : drift) {
            Difference difference = decision.difference();
            String id = difference.id() == null ? "" : " (" + difference.id() + ")";
            line("  ! " + difference.address() + id + " " + PlanView.title(difference.type()) + ", "
                    + PlanView.title(difference.severity()) + "; " + PlanView.word(decision.verdict()) + ": "
                    + decision.reason());
            difference
                    .fields()
                    .forEach(field -> line("      " + field.path() + ": declared " + cut(field.expected()) + ", found "
                            + cut(field.actual())));
        }
        line("");
    }

    private static String cut(String value) {
        String line = value.replace("\n", "\\n");
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST) + "... (" + line.length() + " characters)";
    }

    private String paint(String symbol, Colour as) {
        return colour ? "\u001b[" + as.code + "m" + symbol + "\u001b[0m" : symbol;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
