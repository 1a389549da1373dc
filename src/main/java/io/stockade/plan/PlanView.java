package io.stockade.plan;

import io.stockade.plan.Decision.Verdict;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A plan as plain texts and lists, for JSON and for whoever else shows it.
 *
 * @param waiting what is to follow, and for what it waits
 * @param why why something is held; empty if nothing is
 * @param risk what stops working, and what the internet reaches that it did not, or no more; a line each
 * @param summary the line that ends the text form
 */
public record PlanView(
        String id,
        int create,
        int update,
        int replace,
        int delete,
        List<ChangeView> changes,
        List<DriftView> drift,
        List<String> waiting,
        boolean awaitingApproval,
        String why,
        List<String> risk,
        String summary) {

    /**
     * One change.
     *
     * @param action {@code create}, {@code update} or {@code delete}
     * @param held why it must not run now; {@code null} if it may
     */
    public record ChangeView(
            String key,
            String action,
            String resource,
            @Nullable String id,
            boolean replaces,
            List<FieldView> fields,
            List<String> needs,
            String reason,
            @Nullable String held) {}

    /** One field: what it is, and what it is to be. */
    public record FieldView(String path, String actual, String expected) {}

    /**
     * A difference that is not the user's change.
     *
     * @param type {@code Missing, Changed, Broken, Unexpected, Surplus, Unknown}
     * @param severity {@code Critical, High, Medium, Low}
     * @param doing what is done about it, and why
     */
    public record DriftView(
            String resource, @Nullable String id, String type, String severity, List<FieldView> fields, String doing) {}

    /** The view of a plan after the gate. */
    public static PlanView of(Plan plan, Gated gated, Risk risk) {
        return new PlanView(
                plan.id(),
                plan.creates(),
                plan.updates(),
                plan.replaces(),
                plan.deletes(),
                plan.changes().stream().map(change -> view(change, gated)).toList(),
                plan.decisions().stream()
                        .filter(PlanView::drift)
                        .map(PlanView::view)
                        .toList(),
                plan.waiting().stream().map(PlanView::line).toList(),
                gated.awaitingApproval(),
                gated.why(),
                risk.lines(),
                summary(plan));
    }

    /** The line that says it all. */
    public static String summary(Plan plan) {
        int later = plan.waiting().size();
        if (!plan.empty()) {
            return "Plan: " + plan.creates() + " to add, " + plan.updates() + " to change, " + plan.replaces()
                    + " to replace, " + plan.deletes() + " to destroy"
                    + (later == 0 ? "." : "; " + later + " to follow later.");
        }
        if (later > 0) {
            return "Plan: nothing to do now; " + later + " to follow later.";
        }
        int open = plan.decisions().size();
        if (open == 0) {
            return "No changes. Your stack matches its manifest.";
        }
        return "No changes to make. " + (open == 1 ? "1 difference is" : open + " differences are")
                + " left as reported.";
    }

    /** Whether a difference came about without the user: drift, or nobody knows. */
    static boolean drift(Decision decision) {
        return !decision.difference().origin().wanted();
    }

    /** A decision in one line. */
    static String line(Decision decision) {
        Difference difference = decision.difference();
        String id = difference.id() == null ? "" : " (" + difference.id() + ")";
        return difference.address() + id + ": " + decision.reason();
    }

    /** A verdict in a word for people. */
    static String word(Verdict verdict) {
        return switch (verdict) {
            case APPLY -> "applied";
            case CORRECT -> "corrected";
            case CORRECT_LATER -> "corrected later";
            case REPORT -> "reported";
            case STOPPED -> "stopped";
            case ACCEPT -> "accepted";
            case IGNORE -> "ignored";
            case UNKNOWN -> "unknown";
        };
    }

    /** The name of an enum constant as statuses write it: {@code Missing}. */
    static String title(Enum<?> constant) {
        String name = constant.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static ChangeView view(Change change, Gated gated) {
        String held = gated.held().stream()
                .filter(each -> each.change().key().equals(change.key()))
                .map(Held::reason)
                .findFirst()
                .orElse(null);
        return new ChangeView(
                change.key(),
                change.action().name().toLowerCase(Locale.ROOT),
                change.address().toString(),
                change.current() == null ? null : change.current().id(),
                change.replaces(),
                fields(change.fields()),
                List.copyOf(change.needs()),
                change.reason(),
                held);
    }

    private static DriftView view(Decision decision) {
        Difference difference = decision.difference();
        return new DriftView(
                difference.address().toString(),
                difference.id(),
                title(difference.type()),
                title(difference.severity()),
                fields(difference.fields()),
                word(decision.verdict()) + ": " + decision.reason());
    }

    private static List<FieldView> fields(List<Difference.Field> fields) {
        return fields.stream()
                .map(field -> new FieldView(field.path(), field.actual(), field.expected()))
                .toList();
    }
}
