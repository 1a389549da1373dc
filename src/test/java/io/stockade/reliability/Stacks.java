package io.stockade.reliability;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Manifests of the one stack that all scenarios are about.
 *
 * @param approval when a person has to agree
 * @param more lines of the spec
 */
record Stacks(
        int zones,
        List<String> tiers,
        String nat,
        List<String> endpoints,
        List<String> links,
        String approval,
        String more) {
    /** Small, with something of every sort of network that costs nothing. */
    static final Stacks BASE = new Stacks(
            1,
            List.of("{name: public, access: Public}", "{name: app, access: Private}"),
            "{mode: None}",
            List.of("{service: s3}"),
            List.of("{from: {group: app}, to: {group: db}, port: 5432}"),
            "Never",
            "");

    static final Stacks MORE_TIERS = BASE.tiers(
            "{name: public, access: Public}", "{name: app, access: Private}", "{name: jobs, access: Private}");
    static final Stacks MORE_ENDPOINTS =
            BASE.endpoints("{service: s3}", "{service: dynamodb}", "{service: ssm, tiers: [app]}");
    static final Stacks MORE_LINKS = BASE.links(
            "{from: {group: app}, to: {group: db}, port: 5432}", "{from: {group: db}, to: {group: app}, port: 8080}");
    static final Stacks NAT_INSTANCE = BASE.nat("{mode: Instance, instanceType: t4g.nano}");
    static final Stacks NAT_GATEWAY = BASE.nat("{mode: Gateway}");

    static final Stacks SECRETS = BASE.more("""
            secrets:
              - name: key
                value: {random: {length: 40}}
                readers: ["arn:aws:iam::111122223333:role/orders-api"]
                rotation: {strategy: Generated, every: 30d}
              - name: partner-token
                value: {external: {}}
            """);
    static final Stacks OTHER_SECRETS = BASE.more("""
            secrets:
              - name: key
                description: signs sessions
                value: {random: {length: 40}}
                readers: ["arn:aws:iam::111122223333:role/audit"]
                rotation: {strategy: Generated, every: 60d}
              - name: salt
                value: {random: {length: 20}}
            """);

    static final Stacks LOGIN = BASE.more("""
            secrets:
              - name: login
                value: {database: {engine: postgres, host: db.internal, username: app}}
                rotation:
                  strategy: Lambda
                  lambda: {functionArn: "arn:aws:lambda:eu-west-1:111122223333:function:rotate-theirs"}
                  every: 30d
            """);
    static final Stacks REPORTED = BASE.more("drift: {mode: Report}");
    static final Stacks RETAINED = BASE.more("deletion: {mode: Retain}");

    Stacks zones(int other) {
        return new Stacks(other, tiers, nat, endpoints, links, approval, more);
    }

    Stacks tiers(String... other) {
        return new Stacks(zones, List.of(other), nat, endpoints, links, approval, more);
    }

    Stacks nat(String other) {
        return new Stacks(zones, tiers, other, endpoints, links, approval, more);
    }

    Stacks endpoints(String... other) {
        return new Stacks(zones, tiers, nat, List.of(other), links, approval, more);
    }

    Stacks links(String... other) {
        return new Stacks(zones, tiers, nat, endpoints, List.of(other), approval, more);
    }

    Stacks approval(String other) {
        return new Stacks(zones, tiers, nat, endpoints, links, other, more);
    }

    /** @param other lines of the spec */
    Stacks more(String other) {
        return new Stacks(zones, tiers, nat, endpoints, links, approval, other);
    }

    String yaml() {
        String zoneIds = IntStream.rangeClosed(1, zones)
                .mapToObj(zone -> "euw1-az" + zone)
                .collect(Collectors.joining(", "));
        return """
                apiVersion: stockade.dev/v1alpha1
                kind: SecureStack
                metadata: {name: play}
                spec:
                  region: eu-west-1
                  environment: prod
                  network:
                    cidr: 10.80.0.0/16
                    zoneIds: [%s]
                    tiers: [%s]
                    nat: %s
                    endpoints: [%s]
                  approval: {required: %s}
                  securityGroups: [{name: app}, {name: db}]
                  links: [%s, {from: {cidr: 203.0.113.0/24}, to: {group: app}, port: 443}]
                """.formatted(
                                zoneIds,
                                String.join(", ", tiers),
                                nat,
                                String.join(", ", endpoints),
                                approval,
                                String.join(", ", links))
                + more.indent(2);
    }
}
