package io.stockade.blueprint;

import io.stockade.graph.Address;
import io.stockade.graph.Peer;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.SecurityGroupRule.Direction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rules of the manifest's groups. AWS knows a rule by what it allows, so that two that allow the same are one. */
final class RuleBook {
    private static final int HTTPS = 443;
    /** What AWS lets a group hold in each direction, unless asked for more. */
    private static final int QUOTA = 60;

    private final Drawing drawing;
    private final Map<String, SecurityGroupRule> rules = new LinkedHashMap<>();
    private final Map<String, String> paths = new TreeMap<>();

    RuleBook(Drawing drawing) {
        this.drawing = drawing;
    }

    /** A rule that a link asks for. */
    void declare(SecurityGroupRule rule, String path) {
        String key = Drawing.keyOf(rule);
        if (rules.putIfAbsent(key, rule) == null) {
            paths.put(key, path);
            return;
        }
        drawing.info(path, "comes to the same rule as " + paths.get(key) + ", whose description it gets");
    }

    /**
     * HTTPS out to what an endpoint leads to. It stands beside links that let out more, so that editing those never
     * takes it away; a link that comes to the same rule gives it its description.
     */
    void imply(Ref group, Peer peer, String description) {
        SecurityGroupRule rule = new SecurityGroupRule(group, Direction.EGRESS, "tcp", HTTPS, HTTPS, peer, description);
        rules.putIfAbsent(Drawing.keyOf(rule), rule);
    }

    /** The rules at both ends of what a group may reach, and be reached by. */
    SortedSet<Address> around(Ref group) {
        SortedSet<Address> found = new TreeSet<>();
        rules.forEach((key, rule) -> {
            if (rule.group().equals(group) || group.equals(rule.peer().ref())) {
                found.add(new Address(ResourceKind.SECURITY_GROUP_RULE, key));
            }
        });
        return found;
    }

    void draw() {
        Map<String, Integer> counts = new TreeMap<>();
        rules.values().forEach(rule -> {
            drawing.keyed(rule);
            String way = rule.direction() == Direction.INGRESS ? "into " : "out of ";
            counts.merge(way + rule.group().text(), 1, Integer::sum);
        });
        counts.forEach((side, count) -> {
            if (count > QUOTA) {
                drawing.warning(
                        "spec.links",
                        count + " rules " + side + ", but AWS allows " + QUOTA
                                + " unless asked for more: join ranges, use a prefix list, or raise the quota");
            }
        });
    }
}
