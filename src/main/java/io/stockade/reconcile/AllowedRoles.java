package io.stockade.reconcile;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which roles manifests may name: whoever may write one would else choose any that trusts this service. */
public final class AllowedRoles {
    /** Every role: that it trusts this service is all that is asked for. */
    public static final AllowedRoles ANY = new AllowedRoles(null);

    private static final Pattern FORM =
            Pattern.compile("arn:[a-z*-]+:iam::[0-9*]{1,12}:role/[\\w+=,.@*-]+(/[\\w+=,.@*-]+)*");
    private static final int SHOWN = 5;

    private final @Nullable List<String> patterns;

    private AllowedRoles(@Nullable List<String> patterns) {
        this.patterns = patterns;
    }

    /**
     * The roles that patterns name; none if there are none. In a pattern {@code *} stands for any text without {@code :}
     * or {@code /}, so that a path is never matched by accident.
     *
     * @throws IllegalArgumentException if a pattern could match no role; its message is for people
     */
    public static AllowedRoles matching(List<String> patterns) {
        patterns.stream()
                .filter(pattern -> !FORM.matcher(pattern).matches())
                .findFirst()
                .ifPresent(pattern -> {
                    throw new IllegalArgumentException("'" + pattern + "' is no pattern of role ARNs such as"
                            + " arn:aws:iam::111122223333:role/stockade or arn:aws:iam::*:role/stockade-*");
                });
        return new AllowedRoles(List.copyOf(patterns));
    }

    /** Why a role may not be named, and what to do; empty if it may, and if none is named. */
    public Optional<String> refusal(@Nullable String roleArn) {
        List<String> known = patterns;
        if (roleArn == null
                || known == null
                || known.stream()
                        .anyMatch(pattern -> glob(pattern).matcher(roleArn).matches())) {
            return Optional.empty();
        }
        return Optional.of("spec.account.roleArn is " + roleArn
                + ", which is not among the roles that manifests may name ("
                + listed(known) + "): name one of them, or have whoever runs the service add it with --allow-role or to"
                + " the file of --roles");
    }

    private static String listed(List<String> known) {
        if (known.isEmpty()) {
            return "none may be named";
        }
        String first = String.join(", ", known.subList(0, Math.min(SHOWN, known.size())));
        return known.size() > SHOWN ? first + " and " + (known.size() - SHOWN) + " more" : first;
    }

    private static Pattern glob(String pattern) {
        return Pattern.compile("\\Q" + pattern.replace("*", "\\E[^:/]*\\Q") + "\\E");
    }
}
