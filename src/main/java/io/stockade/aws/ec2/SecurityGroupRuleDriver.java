package io.stockade.aws.ec2;

import io.stockade.aws.call.Edits;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Written;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.SecurityGroupRule.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes rules, all those of a group in one direction by one call. A rule is its own natural key. */
final class SecurityGroupRuleDriver implements Driver<SecurityGroupRule> {
    private final Ec2 ec2;
    private final RuleCalls calls;

    SecurityGroupRuleDriver(Ec2 ec2, RuleCalls calls) {
        this.ec2 = ec2;
        this.calls = calls;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.SECURITY_GROUP_RULE;
    }

    @Override
    public Optional<String> batchKey(SecurityGroupRule rule) {
        return Optional.of(rule.group().text() + ":" + rule.direction());
    }

    @Override
    public Written create(List<Creation<SecurityGroupRule>> creations) {
        List<SecurityGroupRule> rules =
                creations.stream().map(Creation::desired).toList();
        String group = group(rules.get(0));
        Direction direction = rules.get(0).direction();
        try {
            calls.authorize(group, direction, rules);
        } catch (CloudException refusal) {
            if (refusal.category() != Category.ALREADY_EXISTS) {
                throw refusal;
            }
            return authorizeRest(group, direction, rules);
        }
        return Written.now(seen(rules));
    }

    /** AWS refuses the whole batch for one rule that is there: those are read, and the others tried again. */
    private Written authorizeRest(String group, Direction direction, List<SecurityGroupRule> rules) {
        Map<String, Observed<SecurityGroupRule>> standing = standing(group);
        List<SecurityGroupRule> rest = rules.stream()
                .filter(rule -> !standing.containsKey(RuleForm.id(rule)))
                .toList();
        List<Observed<?>> now = new ArrayList<>();
        rules.forEach(
                rule -> Optional.ofNullable(standing.get(RuleForm.id(rule))).ifPresent(now::add));
        if (rest.isEmpty()) {
            return Written.now(now);
        }
        try {
            calls.authorize(group, direction, rest);
        } catch (CloudException failure) {
            if (now.isEmpty()) {
                throw failure;
            }
            return Written.now(now).but(failure);
        }
        now.addAll(seen(rest));
        return Written.now(now);
    }

    @Override
    public Written update(Observed<SecurityGroupRule> current, SecurityGroupRule desired, Set<String> components) {
        return Edits.of(current, desired, components, ec2.now())
                .change("description", () -> calls.describe(group(desired), desired.direction(), List.of(desired)))
                .written();
    }

    @Override
    public Written delete(List<Observed<SecurityGroupRule>> doomed) {
        List<SecurityGroupRule> rules = doomed.stream().map(Observed::value).toList();
        String group = group(rules.get(0));
        Direction direction = rules.get(0).direction();
        try {
            calls.revoke(group, direction, rules);
        } catch (CloudException failure) {
            if (failure.category() != Category.NOT_FOUND) {
                throw failure;
            }
            revokeRest(group, direction, rules);
        }
        List<Written.Gone> gone =
                doomed.stream().map(rule -> new Written.Gone(kind(), rule.id())).toList();
        return new Written(List.of(), gone, null);
    }

    /** AWS refuses the whole batch for one rule that is gone: what still stands is revoked without it. */
    private void revokeRest(String group, Direction direction, List<SecurityGroupRule> rules) {
        Map<String, Observed<SecurityGroupRule>> standing = standing(group);
        List<SecurityGroupRule> rest = rules.stream()
                .filter(rule -> standing.containsKey(RuleForm.id(rule)))
                .toList();
        if (!rest.isEmpty()) {
            calls.revoke(group, direction, rest);
        }
    }

    @Override
    public Optional<Observed<SecurityGroupRule>> readById(String id) {
        return Optional.ofNullable(standing(id.substring(0, id.indexOf(':'))).get(id));
    }

    private Map<String, Observed<SecurityGroupRule>> standing(String group) {
        return SecurityGroups.find(ec2, group).stream()
                .flatMap(found -> RuleForm.rules(found, ec2.now()).stream())
                .collect(Collectors.toMap(Observed::id, Function.identity(), (one, same) -> one));
    }

    private List<Observed<?>> seen(List<SecurityGroupRule> rules) {
        return rules.stream()
                .<Observed<?>>map(rule -> Observed.ready(rule, RuleForm.id(rule), ec2.now()))
                .toList();
    }

    private static String group(SecurityGroupRule rule) {
        return Objects.requireNonNull(rule.group().id());
    }
}
