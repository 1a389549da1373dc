package io.stockade.reconcile;

import io.stockade.text.Shortlist;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Patterns of role ARNs, in which {@code *} stands for any text without {@code :} or {@code /}, so that a path is never
 * matched by accident.
 */
public final class RolePatterns {
    /** What a pattern looks like, for people. */
    public static final String EXPECTED =
            "a pattern of role ARNs such as arn:aws:iam::111122223333:role/stockade or arn:aws:iam::*:role/stockade-*";

    private static final Pattern FORM =
            Pattern.compile("arn:[a-z*-]+:iam::[0-9*]{1,12}:role/[\\w+=,.@*-]+(/[\\w+=,.@*-]+)*");
    private static final int SHOWN = 5;

    private final List<String> texts;
    private final List<Pattern> globs;

    /** @throws IllegalArgumentException if a pattern could match no role; its message is for people */
    public RolePatterns(List<String> patterns) {
        patterns.stream().filter(pattern -> !wellFormed(pattern)).findFirst().ifPresent(pattern -> {
            throw new IllegalArgumentException("'" + pattern + "' is no " + EXPECTED.substring("a ".length()));
        });
        this.texts = List.copyOf(patterns);
        this.globs = texts.stream().map(RolePatterns::glob).toList();
    }

    /** Whether some role could match. */
    public static boolean wellFormed(String pattern) {
        return FORM.matcher(pattern).matches();
    }

    boolean match(String roleArn) {
        return globs.stream().anyMatch(glob -> glob.matcher(roleArn).matches());
    }

    /** The first of them, for a message. */
    String listed() {
        return Shortlist.of(texts, SHOWN);
    }

    private static Pattern glob(String pattern) {
        return Pattern.compile("\\Q" + pattern.replace("*", "\\E[^:/]*\\Q") + "\\E");
    }
}
