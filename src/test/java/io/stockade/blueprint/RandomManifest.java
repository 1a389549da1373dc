package io.stockade.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Manifests of sound shape that say anything the shape allows, sense or not. Each part is mostly sound. */
final class RandomManifest {
    private static final String POLICY = "'{\"Version\": \"2012-10-17\", \"Statement\": []}'";

    private final Random random;

    private RandomManifest(int seed) {
        this.random = new Random(seed);
    }

    static String of(int seed) {
        return new RandomManifest(seed).text();
    }

    private String text() {
        return """
                apiVersion: stockade.dev/v1alpha1
                kind: SecureStack
                metadata: {name: orders, namespace: payments}
                spec:
                  region: eu-west-1
                  %s
                  tags: {%s}
                  network:
                    %s
                    %s
                    tiers: [%s]
                    nat: {%s}
                    endpoints: [%s]
                  securityGroups: [{name: app}, {name: db}%s]
                  links: [%s]
                """.formatted(
                        seldom(
                                "account: {id: '111122223333', roleArn: 'arn:aws:iam::444455556666:role/a'}",
                                "account: {id: '111122223333', roleArn: 'arn:aws:iam::111122223333:role/a'}"),
                        seldom("'aws:x': y", "team: a"),
                        seldom(small(), any("cidr: 10.40.0.0/16", "cidr: 10.40.0.0/22", "")),
                        seldom(zones(), any("zones: 3", "zones: 6", "zoneIds: [euw1-az1, euw1-az2]", "", "zones: 2")),
                        tiers(),
                        nat(),
                        some(4, "s3", "dynamodb", "ssm", "logs", "kms", "plain", "sts"),
                        seldom(any(", {name: nat}", ", {name: endpoints}", ", {name: default}", ", {name: sg-a}"), ""),
                        links());
    }

    private String small() {
        return any(
                "cidr: 10.40.0.0/24",
                "cidr: 10.40.0.0/27",
                "cidr: 10.40.0.0/28",
                "cidr: 10.0.0.0/8",
                "cidr: 9.9.9.9/16");
    }

    private String zones() {
        return any("zones: 1", "zoneIds: [euw1-az1]", "zoneIds: [use1-az1, euw1-az1, euw1-az1]");
    }

    private String tiers() {
        List<String> tiers = new ArrayList<>(List.of("{name: t0, access: %s}".formatted(often("Public", "Private"))));
        for (int index = 1; index <= random.nextInt(8); index++) {
            tiers.add("{name: t%d, access: %s}".formatted(index, any("Public", "Private", "Isolated")));
        }
        return String.join(", ", tiers);
    }

    private String nat() {
        String mode = any("mode: Instance", "mode: Gateway", "mode: None", "");
        return mode + (mode.isEmpty() ? "" : ", ") + any("availability: PerZone", "instanceType: t3.micro");
    }

    private String some(int most, String... services) {
        List<String> endpoints = new ArrayList<>();
        int first = random.nextInt(services.length);
        for (int index = 0; index < random.nextInt(most); index++) {
            String service = services[(first + index) % services.length];
            endpoints.add("{service: %s%s}".formatted(service, seldom(endpoint(), often("", ", policy: " + POLICY))));
        }
        return String.join(", ", endpoints);
    }

    private String endpoint() {
        return any(
                ", tiers: [t0]",
                ", tiers: [gone]",
                ", type: Gateway, privateDns: Enabled",
                ", policy: 'no json'",
                ", policy: '[]'",
                ", policy: '{\"a\": 1, \"a\": 2}'",
                ", policy: '{} {}'");
    }

    private String links() {
        List<String> links = new ArrayList<>();
        for (int index = 0; index < random.nextInt(5); index++) {
            links.add("{from: %s, to: %s, %s}".formatted(peer(), peer(), opening()));
        }
        return String.join(", ", links);
    }

    private String peer() {
        return often(
                any("{group: app}", "{group: db}"),
                any(
                        "{cidr: 0.0.0.0/0}",
                        "{cidr: 128.0.0.0/1}",
                        "{cidr: '::/0'}",
                        "{cidr: 10.9.0.0/16}",
                        "{cidr: 10.9.0.1/16}",
                        "{prefixList: pl-0123456789abcdef0}",
                        "{group: gone}",
                        "{group: nat}",
                        "{}",
                        "{group: app, cidr: 10.9.0.0/16}"));
    }

    private String opening() {
        return often(
                any("port: 443", "port: 5432", "protocol: icmp", "protocol: all", "ports: {from: 1, to: 9}"),
                any(
                        "protocol: tcp",
                        "port: 22",
                        "protocol: all, port: 1",
                        "ports: {from: 9, to: 1}",
                        "port: 1, ports: {from: 1, to: 2}"));
    }

    private String any(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String often(String usual, String other) {
        return random.nextInt(8) == 0 ? other : usual;
    }

    private String seldom(String unusual, String usual) {
        return random.nextInt(12) == 0 ? unusual : usual;
    }
}
