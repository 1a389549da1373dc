package io.stockade.aws.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that a policy allows. Everything else is denied.
 *
 * @param sid its name in the policy
 * @param actions IAM's, such as {@code ec2:CreateVpc}, in order
 * @param resources ARNs, with placeholders and wildcards
 * @param conditions all of which must hold
 */
public record Statement(String sid, List<String> actions, List<String> resources, List<Condition> conditions) {
    public Statement {
        actions = actions.stream().sorted().toList();
        resources = resources.stream().sorted().toList();
        conditions = List.copyOf(conditions);
    }

    /** A statement about actions of one service. */
    static Statement of(String sid, String service, String... actions) {
        List<String> full =
                Arrays.stream(actions).map(action -> service + ":" + action).toList();
        return new Statement(sid, full, List.of("*"), List.of());
    }

    /** The right to take users' tags off what is ours, and never those that say so. */
    static Statement untagging(String sid, String service, String... actions) {
        return of(sid, service, actions).when(Condition.ours(), Condition.namesTags(), Condition.keepsOwner());
    }

    Statement on(String... arns) {
        return new Statement(sid, actions, List.of(arns), conditions);
    }

    Statement when(Condition... all) {
        return new Statement(sid, actions, resources, List.of(all));
    }

    /** Conditions as IAM writes them: by operator, then by key. */
    Map<String, Map<String, List<String>>> byOperator() {
        Map<String, Map<String, List<String>>> all = new TreeMap<>();
        conditions.forEach(each ->
                all.computeIfAbsent(each.operator(), none -> new TreeMap<>()).put(each.key(), each.values()));
        return all;
    }
}
