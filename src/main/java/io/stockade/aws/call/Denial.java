package io.stockade.aws.call;

import io.stockade.aws.policy.Grant;
import io.stockade.aws.policy.Needs;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why AWS did not let a call through, and what to do about it. The wordings are those of
 * docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html; where there is nothing of the kind, what
 * AWS said is told as it is.
 *
 * @param principal who asked, or empty
 * @param action that IAM was asked about, or empty
 * @param arn of the thing that it was asked about, or empty
 * @param reason in AWS's words, or empty
 */
record Denial(String principal, String action, String arn, String reason) {
    private static final Pattern WORDING =
            Pattern.compile("(?:User: (?<who>\\S+) is|User is)? ?not authorized to perform: "
                    + "(?<action>[a-z0-9-]+:\\w+)(?: on resource: (?<arn>\\S+?))?"
                    + "(?:,? because (?<lack>no .*?) allows? .*| (?<deny>with an explicit deny.*))?$");

    /** A text of several hundred characters that only AWS can read; it would push everything else out of the status. */
    private static final Pattern ENCODED =
            Pattern.compile("\\s*Encoded authorization failure message:.*", Pattern.DOTALL);

    /** The failure for people: what AWS said, and where the missing permission is. */
    static String told(String code, String message, String service, String call) {
        String readable = ENCODED.matcher(message).replaceFirst("").strip();
        Denial denial = of(readable);
        return code + ": " + denial.cause(readable) + " (" + denial.remedy(service, call) + ")";
    }

    /** Where the missing permission is, without what AWS said. */
    static String unquoted(String service, String call) {
        return new Denial("", "", "", "").remedy(service, call);
    }

    private static Denial of(String message) {
        Matcher matcher = WORDING.matcher(message.endsWith(".") ? message.substring(0, message.length() - 1) : message);
        if (!matcher.find()) {
            return new Denial("", "", "", "");
        }
        String lack = text(matcher, "lack");
        return new Denial(
                text(matcher, "who"),
                text(matcher, "action"),
                text(matcher, "arn"),
                lack.isEmpty() ? text(matcher, "deny") : lack + " allows it");
    }

    private static String text(Matcher matcher, String group) {
        String found = matcher.group(group);
        return found == null ? "" : found;
    }

    private String cause(String message) {
        if (action.isEmpty() || principal.isEmpty()) {
            return message;
        }
        return principal + " may not do " + action + (arn.isEmpty() ? "" : " on " + arn)
                + (reason.isEmpty() ? "" : ", " + reason);
    }

    private String remedy(String service, String call) {
        if (reason.startsWith("with an explicit deny")) {
            return "no grant helps against a deny: whoever keeps that policy has to lift it";
        }
        String own = Needs.own(service, call);
        String missing = action.isEmpty() ? own : action;
        List<Grant> grants = Grant.of(missing, call, arn);
        String where = grants.isEmpty() ? "" : ", " + Grant.text(grants);
        Set<String> others = new TreeSet<>(action.isEmpty() ? Needs.of(service, call) : Set.of());
        others.remove(own);
        String also = others.isEmpty() ? "" : "; or one of what it also needs: " + String.join(", ", others);
        boolean fence = !reason.isEmpty() && !reason.contains("identity-based");
        return "missing permission: " + missing + where + also
                + (fence ? "; it is held back by what limits the role, not by its own policies" : "");
    }
}
