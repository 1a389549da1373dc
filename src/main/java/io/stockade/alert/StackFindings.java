package io.stockade.alert;

import io.stockade.status.DriftRecord;
import io.stockade.status.StackStatus;
import io.stockade.status.StackStatus.Condition;
import io.stockade.status.StackStatus.SecretEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with a stack, from what its pass told of it. */
final class StackFindings {
    private static final String DELETION_BLOCKED = "DeletionBlocked";
    private static final String STOPPED = "Stopped";

    /** Kinds that are about a secret, and end only when it is known to be well. */
    private static final Set<AlertKind> OF_SECRETS =
            Set.of(AlertKind.ROTATION_FAILED, AlertKind.ROTATION_OVERDUE, AlertKind.VALUE_MISSING);

    private static final Set<AlertKind> OF_DRIFT = Set.of(AlertKind.DRIFT, AlertKind.CORRECTION_STORM);

    private final StackStatus status;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();

    /** Secrets of which nobody can say now that they are well: one that is tried again is not. */
    private final Set<String> doubtful = new HashSet<>();

    private StackFindings(StackStatus status, Instant now) {
        this.status = status;
        this.now = now;
    }

    /** @param drifts all of them; {@code null} if this pass did not look */
    static Look of(StackStatus status, @Nullable List<DriftRecord> drifts, Instant now) {
        StackFindings made = new StackFindings(status, now);
        made.conditions();
        status.secrets().items().forEach(made::secret);
        if (drifts != null) {
            drifts.forEach(made::drift);
        }
        boolean clear = drifts != null && made.sawEverything();
        return new Look(made.findings, (kind, subject) -> made.sees(kind, subject, clear));
    }

    private boolean sees(AlertKind kind, String subject, boolean clear) {
        if (OF_DRIFT.contains(kind)) {
            return clear;
        }
        boolean all = status.secrets().items().size() == status.secrets().total();
        return !OF_SECRETS.contains(kind) || (all && !doubtful.contains(subject));
    }

    /** What could not be read may still be as wrong as it was. */
    private boolean sawEverything() {
        return status.observation().problems().isEmpty() && !is("Ready", "Unknown") && !is("Drifted", "Unknown");
    }

    private boolean is(String type, String value) {
        return status.condition(type)
                .filter(condition -> condition.status().equals(value))
                .isPresent();
    }

    private void conditions() {
        status.condition("Stalled")
                .filter(condition -> condition.status().equals("True"))
                .ifPresent(condition -> add(AlertKind.STALLED, condition.reason(), Severity.HIGH, condition));
        boolean awaits = status.is("AwaitingApproval");
        if (awaits) {
            status.condition("AwaitingApproval")
                    .ifPresent(condition -> add(AlertKind.AWAITING_APPROVAL, "", Severity.MEDIUM, condition));
        }
        Optional<Condition> ready = status.condition("Ready");
        ready.filter(condition -> condition.reason().equals(DELETION_BLOCKED) && !awaits)
                .ifPresent(condition -> add(AlertKind.DELETION_BLOCKED, "", Severity.MEDIUM, condition));
        ready.filter(condition -> condition.status().equals("Unknown"))
                .ifPresent(condition -> add(AlertKind.NOT_OBSERVED, "", Severity.HIGH, condition));
    }

    private void add(AlertKind kind, String subject, Severity severity, Condition condition) {
        findings.add(new Finding(
                kind,
                subject,
                severity,
                condition.reason(),
                condition.message(),
                time(condition.lastTransitionTime())));
    }

    private void secret(SecretEntry secret) {
        switch (secret.state()) {
            case "Failed" -> add(AlertKind.ROTATION_FAILED, Severity.HIGH, secret);
            case "Overdue" -> add(AlertKind.ROTATION_OVERDUE, Severity.HIGH, secret);
            case "AwaitingValue" -> add(AlertKind.VALUE_MISSING, Severity.LOW, secret);
            case "Current" -> {}
            default -> doubtful.add(secret.name());
        }
    }

    private void add(AlertKind kind, Severity severity, SecretEntry secret) {
        String title = "Secret " + secret.name() + (secret.reason().isEmpty() ? "" : ": " + secret.reason());
        findings.add(new Finding(kind, secret.name(), severity, title, secret.message(), now));
    }

    /** What somebody wants as it is, nobody need hear of; that something can't be read is an alert of its own. */
    private void drift(DriftRecord drift) {
        if (drift.tolerated() || drift.unknown()) {
            return;
        }
        Severity severity = Severity.find(drift.severity()).orElse(Severity.HIGH);
        findings.add(finding(AlertKind.DRIFT, severity, drift));
        if (drift.decision().equals(STOPPED)) {
            findings.add(finding(AlertKind.CORRECTION_STORM, severity.worse(Severity.HIGH), drift));
        }
    }

    private Finding finding(AlertKind kind, Severity severity, DriftRecord drift) {
        String field = drift.field().isEmpty() ? "" : " " + drift.field();
        return new Finding(
                kind,
                drift.identity(),
                severity,
                drift.driftClass() + " " + drift.resource() + field,
                "expected: " + drift.expected() + "; actual: " + drift.actual() + "; " + drift.doing(),
                time(drift.firstSeen()),
                drift.author());
    }

    private Instant time(String text) {
        return text.isEmpty() ? now : Instant.parse(text);
    }
}
