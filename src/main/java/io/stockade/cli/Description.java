package io.stockade.cli;

import io.stockade.reconcile.StackDetail;
import io.stockade.reconcile.StackEvent;
import io.stockade.status.DriftRecord;
import io.stockade.status.StackStatus;
import io.stockade.web.StackObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code stockade describe} prints: first what is wrong, since when, and what to do; then everything else. */
final class Description {
    private static final List<String> GOOD_WHEN_TRUE = List.of("Ready", "EgressReady", "SecretsCurrent");

    private final Terminal terminal;
    private final String now;
    private final List<String> lines = new ArrayList<>();

    private Description(Terminal terminal, String now) {
        this.terminal = terminal;
        this.now = now;
    }

    /**
     * Everything that is known of a stack.
     *
     * @param now the service's time
     */
    static List<String> lines(
            StackObject stack, StackDetail detail, List<StackEvent> events, String now, Terminal terminal) {
        Description description = new Description(terminal, now);
        description.describe(stack, detail, events);
        return description.lines;
    }

    private void describe(StackObject stack, StackDetail detail, List<StackEvent> events) {
        StackStatus status = stack.status();
        lines.add(stack.key() + "  " + stack.spec().region() + "  generation "
                + stack.metadata().generation());
        String notice = stack.notice();
        if (status == null) {
            lines.add("Nothing is known yet: the stack waits for its first pass.");
            return;
        }
        lines.add("");
        wrong(stack, status);
        if (notice != null) {
            lines.add("  " + terminal.in(Terminal.Colour.YELLOW, "Manifest") + "  " + notice);
        }
        conditions(status);
        request(status);
        outputs(status.outputs());
        drift(status.drift(), detail.drifts());
        secrets(stack, status, detail.secrets().isEmpty() ? status.secrets().items() : detail.secrets());
        if (!detail.resources().isEmpty()) {
            StackStatus.Resources resources = status.resources();
            heading("Resources (" + resources.ready() + " of " + resources.total() + " ready)");
            ResourceTree.lines(detail.resources(), terminal).forEach(line -> lines.add("  " + line));
        }
        calls(status);
        events(events);
    }

    private void wrong(StackObject stack, StackStatus status) {
        List<String> wrong = new ArrayList<>();
        for (StackStatus.Condition condition : status.conditions()) {
            if (isBad(condition)) {
                wrong.add("  " + terminal.in(Terminal.Colour.RED, condition.reason()) + " for "
                        + Ages.between(condition.lastTransitionTime(), now) + "  " + condition.message());
            }
        }
        StackStatus.PendingPlan plan = status.plan();
        if (plan != null) {
            wrong.add("  Next: look at the plan below, then 'stockade approve " + stack.key() + " " + plan.id() + "'");
            wrong.add("    " + plan.why());
            plan.risks().forEach(risk -> wrong.add("    Risk: " + risk));
            plan.changes().forEach(change -> wrong.add("    " + change));
        }
        for (StackStatus.Unhealthy unhealthy : status.resources().unhealthy()) {
            wrong.add("  " + unhealthy.resource() + "  " + unhealthy.state() + "  " + unhealthy.message());
        }
        SecretTable.troubles(status.secrets().items()).forEach(trouble -> wrong.add("  " + trouble));
        status.observation().problems().forEach(problem -> wrong.add("  Unread  " + problem));
        String checked = status.observation().time() == null
                ? "never observed"
                : "observed " + Ages.between(status.observation().time(), now) + " ago, "
                        + status.observation().coverage() + "% of its fields";
        if (wrong.isEmpty()) {
            lines.add(terminal.in(Terminal.Colour.GREEN, "Nothing is wrong") + " (" + checked + ")");
            return;
        }
        lines.add("What is wrong (" + checked + ")");
        // One reason may turn several conditions.
        lines.addAll(new LinkedHashSet<>(wrong));
    }

    private static boolean isBad(StackStatus.Condition condition) {
        String bad = GOOD_WHEN_TRUE.contains(condition.type()) ? "False" : "True";
        boolean working = condition.type().equals("Reconciling");
        return !working && condition.status().equals(bad);
    }

    private void calls(StackStatus status) {
        StackStatus.Calls calls = status.calls();
        if (calls != null) {
            StackStatus.LastHour hour = calls.lastHour();
            heading("Calls to AWS in the last hour");
            lines.add("  " + hour.total() + ", of them " + hour.writes() + " writing; " + hour.held()
                    + " put off to stay under AWS's limits; " + hour.throttled() + " refused because of them");
        }
    }

    private void conditions(StackStatus status) {
        heading("Conditions");
        Table table = new Table("TYPE", "STATUS", "SINCE", "REASON", "MESSAGE");
        status.conditions()
                .forEach(each -> table.row(
                        each.type(),
                        each.status(),
                        Ages.between(each.lastTransitionTime(), now),
                        each.reason(),
                        each.message()));
        table.lines().forEach(line -> lines.add("  " + line));
    }

    private void request(StackStatus status) {
        if (status.lastHandledReconcileAt() != null) {
            lines.add("");
            lines.add("Asked to reconcile, and done: " + status.lastHandledReconcileAt());
        }
    }

    private void outputs(StackStatus.Outputs outputs) {
        if (outputs.vpcId() == null) {
            return;
        }
        heading("Outputs");
        lines.add("  vpc      " + outputs.vpcId() + "  " + outputs.cidr());
        outputs.subnets()
                .forEach((tier, byZone) ->
                        lines.add("  subnets  " + tier + access(outputs, tier) + "  " + pairs(byZone)));
        outputs.securityGroups().forEach((name, id) -> lines.add("  group    " + name + "  " + id));
        outputs.egressAddresses().forEach(address -> lines.add("  egress   " + address));
        outputs.secrets().forEach((name, arn) -> lines.add("  secret   " + name + "  " + arn));
    }

    private static String access(StackStatus.Outputs outputs, String tier) {
        String access = outputs.effectiveAccess().get(tier);
        return access == null ? "" : " (" + access.toLowerCase(Locale.ROOT) + ")";
    }

    private static String pairs(Map<String, String> byZone) {
        return String.join(
                "  ",
                byZone.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
    }

    private void drift(StackStatus.Drift drift, List<DriftRecord> all) {
        if (drift.total() + drift.accepted() + drift.unknown() == 0) {
            return;
        }
        String accepted = drift.accepted() == 0 ? "" : ", and " + drift.accepted() + " accepted";
        String unknown = drift.unknown() == 0 ? "" : ", and " + drift.unknown() + " unknown";
        heading("Drift (" + drift.total() + unknown + accepted + ")");
        List<StackStatus.DriftEntry> entries = all.isEmpty()
                ? drift.items()
                : all.stream().map(DriftRecord::entry).toList();
        entries.forEach(entry -> DriftText.lines(entry, now, terminal).forEach(line -> lines.add("  " + line)));
    }

    private void secrets(StackObject stack, StackStatus status, List<StackStatus.SecretEntry> secrets) {
        if (secrets.isEmpty()) {
            return;
        }
        heading("Secrets (" + Math.max(status.secrets().total(), secrets.size()) + ")");
        SecretTable.lines(stack, secrets, now).forEach(line -> lines.add(line.isEmpty() ? "" : "  " + line));
    }

    private void events(List<StackEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        heading("Events");
        Table table = new Table("AGE", "TYPE", "REASON", "MESSAGE");
        events.forEach(event ->
                table.row(Ages.between(event.time().toString(), now), event.type(), event.reason(), event.message()));
        table.lines().forEach(line -> lines.add("  " + line));
    }

    private void heading(String text) {
        lines.add("");
        lines.add(text);
    }
}
