package io.stockade.status;

import io.stockade.cloud.SecretStore;
import io.stockade.rotation.SecretHealth;
import io.stockade.rotation.SecretHealth.State;
import io.stockade.spec.SecretSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the secrets of a stack mean for its conditions. */
final class SecretSummary {
    private final List<SecretHealth> all;
    private final boolean held;

    /** Those whose value is ours to make and that have none. */
    private final List<SecretHealth> empty;

    /** What to say of a condition. */
    record Verdict(String status, String reason, String message) {}

    /** What may be wrong, worst first. */
    private enum Trouble {
        FAILED("False", "RotationFailed", "failed to rotate"),
        OVERDUE("False", "Overdue", "overdue"),
        AWAITING_VALUE("False", "AwaitingValue", "waiting for a value"),
        FIRST_VALUE_MISSING("False", "FirstValueMissing", "without a value yet"),
        UNKNOWN("Unknown", "NotObserved", "not seen");

        private final String status;
        private final String reason;
        private final String words;

        Trouble(String status, String reason, String words) {
            this.status = status;
            this.reason = reason;
            this.words = words;
        }
    }

    /**
     * What secrets mean.
     *
     * @param external names of those whose value is not ours to make
     * @param held whether nothing is to be written
     * @param built whether the stack was whole once: what can't be seen had its first value then
     */
    SecretSummary(List<SecretHealth> all, Set<String> external, boolean held, boolean built) {
        this.all = all;
        this.held = held;
        this.empty = all.stream()
                .filter(secret -> !external.contains(secret.name()))
                .filter(secret -> !built || secret.state() != State.UNKNOWN)
                .filter(secret -> !secret.versions().containsKey(SecretStore.CURRENT))
                .toList();
    }

    static SecretSummary of(Findings findings) {
        Set<String> external = findings.stack().spec().secrets().stream()
                .filter(secret -> secret.value().external() != null)
                .map(SecretSpec::name)
                .collect(Collectors.toSet());
        boolean held = findings.purpose() != Findings.Purpose.KEEP || findings.hold() != null;
        return new SecretSummary(findings.secrets(), external, held, findings.built());
    }

    /** Whether readers of all of them get what they should, and what is worst if not. */
    Verdict verdict() {
        return Arrays.stream(Trouble.values())
                .flatMap(trouble -> verdict(trouble).stream())
                .findFirst()
                .orElseGet(this::allCurrent);
    }

    /** Until each value that is ours to make was made once, the stack is being created. */
    Optional<Verdict> firstValueMissing() {
        return verdict(Trouble.FIRST_VALUE_MISSING);
    }

    /** What is on its way without a person, for people; empty if nothing is. */
    Optional<String> underWay() {
        if (held) {
            return Optional.empty();
        }
        List<SecretHealth> rotating = in(State.ROTATING);
        return firstValueMissing()
                .map(Verdict::message)
                .or(() -> rotating.isEmpty() ? Optional.empty() : Optional.of(say(rotating, "being rotated")));
    }

    private Optional<Verdict> verdict(Trouble trouble) {
        List<SecretHealth> such = with(trouble);
        return such.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict(trouble.status, trouble.reason, say(such, trouble.words)));
    }

    private Verdict allCurrent() {
        int rotating = in(State.ROTATING).size();
        return new Verdict(
                "True",
                "AllCurrent",
                "readers of all " + all.size() + " secrets get what they should"
                        + (rotating == 0 ? "" : "; " + rotating + " being rotated"));
    }

    private List<SecretHealth> with(Trouble trouble) {
        return switch (trouble) {
            case FAILED -> in(State.FAILED);
            case OVERDUE -> in(State.OVERDUE);
            case AWAITING_VALUE -> in(State.AWAITING_VALUE);
            case FIRST_VALUE_MISSING -> empty;
            case UNKNOWN -> in(State.UNKNOWN);
        };
    }

    private List<SecretHealth> in(State state) {
        return all.stream().filter(each -> each.state() == state).toList();
    }

    private static String say(List<SecretHealth> secrets, String words) {
        SecretHealth first = secrets.get(0);
        String why = first.message().isEmpty() ? "" : ": " + first.message();
        return secrets.size() + " " + words + ": " + first.name() + why;
    }
}
