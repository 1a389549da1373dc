package io.stockade.reconcile;

import io.stockade.rotation.SecretHealth;
import io.stockade.status.StackStatus;
import io.stockade.status.StackStatus.Condition;
import io.stockade.status.StackStatus.SecretEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How conditions and phase changed between two statuses, as events. Nothing happened: no event. */
final class Transitions {
    private static final List<String> BAD_WHEN_TRUE = List.of("Stalled", "AwaitingApproval");

    /** After these the stack is gone, and the event is all that is left to read. */
    private static final List<String> LAST_PHASES = List.of("Deleted", "Retained");

    private static final String OVERDUE = SecretHealth.State.OVERDUE.toString();

    private Transitions() {}

    static List<StackEvent> between(String stack, @Nullable StackStatus before, StackStatus after, Instant now) {
        List<StackEvent> events = new ArrayList<>();
        for (Condition condition : after.conditions()) {
            Optional<Condition> earlier =
                    Optional.ofNullable(before).flatMap(status -> status.condition(condition.type()));
            String was = earlier.map(Condition::status).orElse("False");
            if (!was.equals(condition.status())) {
                turned(stack, condition, now).ifPresent(events::add);
            }
        }
        blocked(stack, before, after, now).ifPresent(events::add);
        overdue(stack, before, after, now).forEach(events::add);
        if (LAST_PHASES.contains(after.phase())) {
            events.add(new StackEvent(now, stack, "Normal", after.phase(), after.message()));
        }
        return List.copyOf(events);
    }

    /** A deletion that begins to wait for somebody; where that is an approval, the plan that waits is the event. */
    private static Optional<StackEvent> blocked(
            String stack, @Nullable StackStatus before, StackStatus after, Instant now) {
        boolean told = Optional.ofNullable(before)
                .flatMap(status -> status.condition("Ready"))
                .filter(ready -> ready.reason().equals(StackStatus.DELETION_BLOCKED))
                .isPresent();
        return after.condition("Ready")
                .filter(ready ->
                        ready.reason().equals(StackStatus.DELETION_BLOCKED) && !told && !after.is("AwaitingApproval"))
                .map(ready -> new StackEvent(now, stack, "Warning", StackStatus.DELETION_BLOCKED, ready.message()));
    }

    /** Nothing happened, and that is the news. What happens to secrets is told as it happens. */
    private static Stream<StackEvent> overdue(
            String stack, @Nullable StackStatus before, StackStatus after, Instant now) {
        Set<String> known = Stream.ofNullable(before)
                .flatMap(status -> status.secrets().items().stream())
                .filter(secret -> secret.state().equals(OVERDUE))
                .map(SecretEntry::name)
                .collect(Collectors.toSet());
        return after.secrets().items().stream()
                .filter(secret -> secret.state().equals(OVERDUE) && !known.contains(secret.name()))
                .map(secret -> new StackEvent(
                        now, stack, "Warning", OVERDUE, "Secret " + secret.name() + ": " + secret.message()));
    }

    private static Optional<StackEvent> turned(String stack, Condition condition, Instant now) {
        boolean on = condition.status().equals("True");
        if (BAD_WHEN_TRUE.contains(condition.type())) {
            return on
                    ? Optional.of(new StackEvent(now, stack, "Warning", condition.reason(), condition.message()))
                    : Optional.empty();
        }
        if (condition.reason().equals(StackStatus.DELETION_BLOCKED)) {
            return Optional.empty();
        }
        if (condition.type().equals("Ready")) {
            String reason = on ? "Ready" : "NotReady";
            return Optional.of(new StackEvent(now, stack, on ? "Normal" : "Warning", reason, condition.message()));
        }
        if (condition.type().equals("Drifted") && condition.status().equals("False")) {
            return Optional.of(new StackEvent(now, stack, "Normal", "DriftGone", "no drift any more"));
        }
        return Optional.empty();
    }
}
