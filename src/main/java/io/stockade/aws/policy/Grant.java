package io.stockade.aws.policy;

import io.stockade.graph.Owner;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a permission is given.
 *
 * @param capability whose policy does it
 * @param statement of that policy
 */
public record Grant(Capability capability, Statement statement) {
    private static final String CREATE_ACTION = "ec2:CreateAction";

    /**
     * What gives a permission, in any capability.
     *
     * @param action IAM's, such as {@code ec2:CreateTags}
     * @param call of the API for which it is asked; the same tag needs another permission when it is put on later
     * @param arn of the thing, or empty where AWS did not say
     */
    public static List<Grant> of(String action, String call, String arn) {
        List<Grant> all = Arrays.stream(Capability.values())
                .flatMap(capability ->
                        capability.statements().stream().map(statement -> new Grant(capability, statement)))
                .filter(grant -> grant.statement.actions().contains(action))
                .filter(grant -> arn.isEmpty() || grant.covers(arn))
                .filter(grant -> grant.isFor(call))
                .toList();
        // Of a thing that is made, the statement that has its making covers it, and not that for what stands.
        List<Grant> births = all.stream()
                .filter(grant -> grant.statement.conditions().contains(Condition.bornOurs()))
                .toList();
        return arn.isEmpty() || births.isEmpty() ? all : births;
    }

    /** Grants for people: statements by the file that has them. */
    public static String text(List<Grant> grants) {
        Map<String, TreeSet<String>> byFile = new TreeMap<>();
        grants.forEach(grant -> byFile.computeIfAbsent(grant.capability.file(), file -> new TreeSet<>())
                .add(grant.statement.sid()));
        String where = byFile.entrySet().stream()
                .map(file -> "statement " + String.join(" or ", file.getValue()) + " of " + file.getKey())
                .collect(Collectors.joining(", or "));
        boolean owned = !grants.isEmpty()
                && grants.stream()
                        .allMatch(grant -> grant.statement.conditions().stream().anyMatch(Condition::asksForOwner));
        return owned
                ? where + ", for what has the tag " + Owner.INSTALLATION_TAG + ": put that back if it was removed"
                : where;
    }

    private boolean covers(String arn) {
        return statement.resources().stream()
                .anyMatch(pattern -> Pattern.matches(
                        Arrays.stream(pattern.split("\\*|\\{[a-z]+}", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*")),
                        arn));
    }

    private boolean isFor(String call) {
        List<Condition> births = statement.conditions().stream()
                .filter(condition -> condition.key().equals(CREATE_ACTION))
                .toList();
        boolean tagging = statement.actions().contains("ec2:CreateTags");
        return births.isEmpty()
                ? !tagging || call.equals("CreateTags")
                : births.stream()
                        .allMatch(condition -> condition.values().contains(call)
                                || (call.endsWith("AutoScalingGroup")
                                        && condition.values().contains("RunInstances")));
    }
}
