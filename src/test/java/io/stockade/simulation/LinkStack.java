package io.stockade.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A stack of which only groups and links change: as a manifest, and, read by nothing of the product, as the rules that
 * the manifest means.
 *
 * @param prefixLists ids of the lists that links may name; the first is S3's, the second DynamoDB's
 */
record LinkStack(List<String> groups, List<Link> links, List<String> prefixLists) {
    static final String ANYWHERE = "0.0.0.0/0";

    /** One side of a link: a group, a range or a prefix list, as the manifest calls them. */
    record Side(String type, String name) {
        boolean group() {
            return type.equals("group");
        }

        String yaml() {
            return "{" + type + ": " + name + "}";
        }
    }

    /** A link; ports are -1 where the protocol has none. */
    record Link(Side from, Side to, String protocol, int first, int last, String description) {
        String yaml(Random random) {
            String ports = "";
            if (first == last && first > 0 && random.nextBoolean()) {
                ports = ", port: " + first;
            } else if (first > 0) {
                ports = ", ports: {from: " + first + ", to: " + last + "}";
            }
            String named = protocol.equals("tcp") && random.nextBoolean() ? "" : ", protocol: " + protocol;
            String text = description.isEmpty() ? "" : ", description: \"" + description + "\"";
            return "    - {from: " + from.yaml() + ", to: " + to.yaml() + ports + named + text + "}\n";
        }

        Link between(Side newFrom, Side newTo) {
            return new Link(newFrom, newTo, protocol, first, last, description);
        }

        Link at(String newProtocol, int newFirst, int newLast) {
            return new Link(from, to, newProtocol, newFirst, newLast, description);
        }

        Link described(String text) {
            return new Link(from, to, protocol, first, last, text);
        }
    }

    String yaml(Random random) {
        StringBuilder text = new StringBuilder("""
                apiVersion: stockade.dev/v1alpha1
                kind: SecureStack
                metadata: {name: linked}
                spec:
                  region: eu-west-1
                  approval: {required: Never}
                  network:
                    cidr: 10.60.0.0/16
                    zones: 2
                    tiers:
                      - {name: public, access: Public}
                      - {name: app, access: Private}
                    nat: {mode: Instance}
                    endpoints: [{service: s3}, {service: dynamodb}, {service: ssm, tiers: [app]}]
                  securityGroups:
                """);
        groups.forEach(group -> text.append("    - {name: ").append(group).append("}\n"));
        text.append(links.isEmpty() ? "" : "  links:\n");
        links.forEach(link -> text.append(link.yaml(random)));
        return text.toString();
    }

    /**
     * The rules that the manifest means, with their descriptions: both ends of each link, HTTPS from every group to the
     * stack's endpoints, and what endpoints and NAT need themselves.
     *
     * @param subnets ranges by the names of the subnets
     */
    Map<Rule, String> rules(Map<String, String> subnets) {
        Map<Rule, String> rules = new LinkedHashMap<>();
        for (Link link : links) {
            String text = link.description.isEmpty() ? name(link.from) + " to " + name(link.to) : link.description;
            if (link.from.group()) {
                rules.putIfAbsent(rule(link, link.from.name, true, link.to.name), text);
            }
            if (link.to.group()) {
                rules.putIfAbsent(rule(link, link.to.name, false, link.from.name), text);
            }
        }
        for (String group : groups) {
            rules.putIfAbsent(https(group, "endpoints", true), "to interface endpoints");
            rules.putIfAbsent(https(group, prefixLists.get(0), true), "to s3");
            rules.putIfAbsent(https(group, prefixLists.get(1), true), "to dynamodb");
        }
        subnets.forEach((name, cidr) -> {
            if (name.startsWith("app-")) {
                rules.put(https("endpoints", cidr, false), "from " + name);
                rules.put(new Rule("nat", false, "-1", -1, -1, cidr), "from " + name);
            }
        });
        rules.put(new Rule("nat", true, "tcp", 0, 65535, ANYWHERE), "what private tiers send");
        rules.put(new Rule("nat", true, "udp", 0, 65535, ANYWHERE), "what private tiers send");
        rules.put(new Rule("nat", true, "icmp", -1, -1, ANYWHERE), "what private tiers send");
        return rules;
    }

    private static Rule https(String group, String peer, boolean egress) {
        return new Rule(group, egress, "tcp", 443, 443, peer);
    }

    private static Rule rule(Link link, String group, boolean egress, String peer) {
        return new Rule(group, egress, link.protocol.equals("all") ? "-1" : link.protocol, link.first, link.last, peer);
    }

    private static String name(Side side) {
        return side.group() ? "group " + side.name : side.name;
    }
}
