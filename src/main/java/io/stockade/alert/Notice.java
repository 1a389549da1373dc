package io.stockade.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** Something about an alert that people are told. */
public record Notice(Happening happening, Alert alert, Instant at) {
    /** What it is. */
    public enum Happening {
        RAISED("Raised"),
        /** It goes on for long, or became worse. */
        ESCALATED("Escalated"),
        RECOVERED("Recovered");

        private final String text;

        Happening(String text) {
            this.text = text;
        }

        @JsonCreator
        static Happening of(String text) {
            return Arrays.stream(values())
                    .filter(each -> each.text.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("nothing happens that is " + text));
        }

        String lowerCase() {
            return text.toLowerCase(Locale.ROOT);
        }

        @Override
        @JsonValue
        public String toString() {
            return text;
        }
    }

    /** Names this notice, however often it is sent. An alert may become worse more than once. */
    String id() {
        String when = happening == Happening.ESCALATED ? "-" + at.getEpochSecond() : "";
        return alert.id() + "-" + happening.lowerCase() + when;
    }
}
