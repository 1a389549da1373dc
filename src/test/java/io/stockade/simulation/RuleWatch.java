package io.stockade.simulation;

import io.stockade.sandbox.Fault;
import io.stockade.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Looks at all rules of a region after every write of ours, as AWS holds them and at no cost. */
final class RuleWatch {
    private static final String AUDITOR = "auditor";

    private final Ec2Client ec2;
    /** Names by group id, of every group that ever was. */
    private final Map<String, String> names = new HashMap<>();

    private final List<Map<Rule, String>> moments = new ArrayList<>();

    RuleWatch(Simulation simulation) {
        this.ec2 = simulation.sandbox.as(AUDITOR).ec2(Simulation.ACCOUNT, Console.REGION);
        simulation
                .sandbox
                .faults()
                .add(
                        point -> point.principal().equals(Sandbox.PRINCIPAL) && point.mutating(),
                        new Fault.After(() -> moments.add(live())));
    }

    /** What held after each of our writes since the last time this was asked. */
    List<Map<Rule, String>> moments() {
        List<Map<Rule, String>> seen = List.copyOf(moments);
        moments.clear();
        return seen;
    }

    /** Every rule with its description, groups by the names of their addresses; others by their ids. */
    Map<Rule, String> live() {
        for (SecurityGroup group : ec2.describeSecurityGroups().securityGroups()) {
            names.put(group.groupId(), name(group.tags(), group.groupId()));
        }
        Map<Rule, String> rules = new HashMap<>();
        for (SecurityGroupRule rule : ec2.describeSecurityGroupRulesPaginator(request -> request.maxResults(1000))
                .securityGroupRules()) {
            rules.put(
                    new Rule(
                            named(rule.groupId()),
                            rule.isEgress(),
                            rule.ipProtocol(),
                            Rule.port(rule.fromPort()),
                            Rule.port(rule.toPort()),
                            named(peer(rule))),
                    rule.description() == null ? "" : rule.description());
        }
        return rules;
    }

    private static String peer(SecurityGroupRule rule) {
        if (rule.referencedGroupInfo() != null) {
            return rule.referencedGroupInfo().groupId();
        }
        return rule.cidrIpv4() == null ? rule.prefixListId() : rule.cidrIpv4();
    }

    private String named(String id) {
        return names.getOrDefault(id, id);
    }

    /** The rules that a request takes away; none for all others. */
    List<Rule> revoked(Wiretap.Sent sent) {
        if (sent.request() instanceof RevokeSecurityGroupIngressRequest request) {
            return named(Rule.of(request.groupId(), false, request.ipPermissions()));
        }
        if (sent.request() instanceof RevokeSecurityGroupEgressRequest request) {
            return named(Rule.of(request.groupId(), true, request.ipPermissions()));
        }
        return List.of();
    }

    /** The rules that a request makes; none for all others. */
    List<Rule> authorised(Wiretap.Sent sent) {
        if (sent.request() instanceof AuthorizeSecurityGroupIngressRequest request) {
            return named(Rule.of(request.groupId(), false, request.ipPermissions()));
        }
        if (sent.request() instanceof AuthorizeSecurityGroupEgressRequest request) {
            return named(Rule.of(request.groupId(), true, request.ipPermissions()));
        }
        return List.of();
    }

    private List<Rule> named(List<Rule> rules) {
        return rules.stream()
                .map(rule -> new Rule(
                        named(rule.group()),
                        rule.egress(),
                        rule.protocol(),
                        rule.from(),
                        rule.to(),
                        named(rule.peer())))
                .toList();
    }

    /** Ranges of the stack's subnets by the names of their addresses. */
    Map<String, String> subnets() {
        Map<String, String> subnets = new TreeMap<>();
        for (Subnet subnet : ec2.describeSubnets().subnets()) {
            subnets.put(name(subnet.tags(), subnet.subnetId()), subnet.cidrBlock());
        }
        return subnets;
    }

    private static String name(List<Tag> tags, String otherwise) {
        return tags.stream()
                .filter(tag -> tag.key().equals("stockade.dev/resource"))
                .map(tag -> tag.value().substring(tag.value().indexOf('/') + 1))
                .findFirst()
                .orElse(otherwise);
    }
}
