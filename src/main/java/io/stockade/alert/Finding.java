package io.stockade.alert;

import io.stockade.status.DriftAuthor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something about a stack, as it is now, that somebody may have to be told.
 *
 * @param subject tells findings of one kind apart, and stays the same for as long as one lasts
 * @param title one line, for people
 * @param detail what is known of it, and what to do
 * @param author who made it so; {@code null} if nobody told, or nobody did
 */
public record Finding(
        AlertKind kind,
        String subject,
        Severity severity,
        String title,
        String detail,
        Instant since,
        @Nullable DriftAuthor author) {
    private static final int LONGEST = 600;

    public Finding {
        title = cut(title);
        detail = cut(detail);
    }

    /** What nobody made so. */
    Finding(AlertKind kind, String subject, Severity severity, String title, String detail, Instant since) {
        this(kind, subject, severity, title, detail, since, null);
    }

    String identity() {
        return kind + " " + subject;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
