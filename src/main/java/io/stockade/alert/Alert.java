package io.stockade.alert;

import io.stockade.graph.Digest;
import io.stockade.status.DriftAuthor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A finding that lasts, and how far people were told of it.
 *
 * @param id the same wherever, and however often, this very finding is raised
 * @param severity the worst that it ever was
 * @param since when it was first seen
 * @param raised when people were told; {@code null} as long as it has not lasted long enough
 * @param escalated whether they were told again since it went on
 * @param author who made it so, as soon as that is known; {@code null} before
 */
public record Alert(
        String id,
        AlertKind kind,
        String subject,
        StackFacts stack,
        Severity severity,
        String title,
        String detail,
        Instant since,
        @Nullable Instant raised,
        boolean escalated,
        @Nullable DriftAuthor author) {
    private static final int ID_LENGTH = 16;

    static Alert of(StackFacts stack, Finding finding) {
        String whole = stack.stack() + "\n" + finding.identity() + "\n" + finding.since();
        return new Alert(
                Digest.hex(whole).substring(0, ID_LENGTH),
                finding.kind(),
                finding.subject(),
                stack,
                finding.severity(),
                finding.title(),
                finding.detail(),
                finding.since(),
                null,
                false,
                finding.author());
    }

    String identity() {
        return kind + " " + subject;
    }

    Alert raisedAt(Instant now) {
        return new Alert(id, kind, subject, stack, severity, title, detail, since, now, escalated, author);
    }

    Alert escalatedNow() {
        return new Alert(id, kind, subject, stack, severity, title, detail, since, raised, true, author);
    }

    /** The same, with whoever made it so last, as far as that is told. */
    Alert by(@Nullable DriftAuthor told) {
        boolean known = told == null || (author != null && author.actor().equals(told.actor()));
        return known
                ? this
                : new Alert(id, kind, subject, stack, severity, title, detail, since, raised, escalated, told);
    }

    Alert with(Severity other) {
        return new Alert(id, kind, subject, stack, other, title, detail, since, raised, escalated, author);
    }
}
