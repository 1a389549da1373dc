package io.stockade.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** How bad something is, the worst first; in the words of the status. */
public enum Severity {
    CRITICAL("Critical"),
    HIGH("High"),
    MEDIUM("Medium"),
    LOW("Low");

    private final String text;

    Severity(String text) {
        this.text = text;
    }

    public static Optional<Severity> find(String text) {
        return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
    }

    @JsonCreator
    static Severity of(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("there is no severity " + text));
    }

    boolean atLeast(Severity other) {
        return compareTo(other) <= 0;
    }

    Severity worse(Severity other) {
        return atLeast(other) ? this : other;
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}
