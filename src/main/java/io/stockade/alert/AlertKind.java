package io.stockade.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What an alert is about, in a word. */
public enum AlertKind {
    /** Something is not as it was left. */
    DRIFT("Drift"),
    /** The same thing was put back so often that it is left alone now. */
    CORRECTION_STORM("CorrectionStorm"),
    /** Only a person can help. */
    STALLED("Stalled"),
    /** Nobody knows how the stack is. */
    NOT_OBSERVED("NotObserved"),
    AWAITING_APPROVAL("AwaitingApproval"),
    DELETION_BLOCKED("DeletionBlocked"),
    ROTATION_FAILED("RotationFailed"),
    ROTATION_OVERDUE("RotationOverdue"),
    /** A secret waits for somebody to put a value there. */
    VALUE_MISSING("ValueMissing");

    private final String text;

    AlertKind(String text) {
        this.text = text;
    }

    public static Optional<AlertKind> find(String text) {
        return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
    }

    @JsonCreator
    static AlertKind of(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("there is no kind of alert " + text));
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}
