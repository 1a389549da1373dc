package io.stockade.blueprint;

import io.stockade.graph.RegionFacts;
import io.stockade.graph.RegionFacts.EndpointService;
import io.stockade.graph.RegionFacts.Quotas;
import io.stockade.graph.RegionFacts.Zone;
import io.stockade.graph.Scope;
import io.stockade.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Regions to draw in, by name. What they offer is made up where AWS changes it often. */
final class Regions {
    private static final Quotas EMPTY = new Quotas(5, 0, 5, Map.of());

    private Regions() {}

    static RegionFacts named(String name) {
        return switch (name) {
            case "ireland" -> ireland(EMPTY);
            case "ireland-full" ->
                ireland(new Quotas(
                        5,
                        5,
                        2,
                        Map.of(
                                "vpc-0aaa", List.of(new Cidr("10.40.0.0/17"), new Cidr("10.99.0.0/16")),
                                "vpc-0bbb", List.of(new Cidr("172.31.0.0/16")))));
            case "plenty" ->
                region(
                        "aws",
                        "eu-west-1",
                        "euw1-az",
                        List.of(1, 2, 3, 4, 5, 6),
                        Set.of(),
                        new Quotas(100, 0, 100, Map.of()));
            case "virginia" -> virginia();
            case "two-zones" -> region("aws", "us-west-1", "usw1-az", List.of(1, 3), Set.of(), EMPTY);
            case "beijing" -> region("aws-cn", "cn-north-1", "cnn1-az", List.of(1, 2, 3), Set.of(), EMPTY);
            default -> throw new IllegalArgumentException("no region is called " + name);
        };
    }

    static RegionFacts ireland(Quotas quotas) {
        return region("aws", "eu-west-1", "euw1-az", List.of(1, 2, 3), Set.of(), quotas);
    }

    private static RegionFacts virginia() {
        return region("aws", "us-east-1", "use1-az", List.of(6, 5, 4, 3, 2, 1), Set.of("use1-az1", "use1-az3"), EMPTY);
    }

    private static RegionFacts region(
            String partition, String region, String prefix, List<Integer> numbers, Set<String> poor, Quotas quotas) {
        List<Zone> zones = new ArrayList<>();
        SortedSet<String> all = new TreeSet<>();
        for (int number : numbers) {
            zones.add(new Zone(prefix + number, region + (char) ('a' + number - 1)));
            all.add(prefix + number);
        }
        SortedSet<String> rich = new TreeSet<>(all);
        rich.removeAll(poor);
        SortedMap<String, SortedSet<String>> offerings = new TreeMap<>();
        offerings.put("t4g.nano", rich);
        offerings.put("t3.micro", all);
        SortedMap<String, String> architectures = new TreeMap<>(Map.of("t4g.nano", "arm64", "t3.micro", "x86_64"));
        SortedMap<String, EndpointService> services = new TreeMap<>();
        String base = "com.amazonaws." + region + ".";
        add(services, base + "s3", Set.of("Gateway", "Interface"), all, true);
        add(services, base + "dynamodb", Set.of("Gateway"), all, true);
        for (String name : List.of("ssm", "ssmmessages", "ec2messages", "secretsmanager", "logs", "kms", "sts")) {
            add(services, base + name, Set.of("Interface"), all, true);
        }
        add(services, (region.startsWith("cn-") ? "cn." : "") + base + "ecr.api", Set.of("Interface"), all, true);
        add(services, base + "rare", Set.of("Interface"), new TreeSet<>(Set.of(prefix + numbers.get(0))), true);
        add(services, base + "plain", Set.of("Interface"), all, false);
        SortedMap<String, String> prefixLists = new TreeMap<>();
        prefixLists.put(base + "s3", "pl-00000000000000053");
        prefixLists.put(base + "dynamodb", "pl-000000000000000db");
        return new RegionFacts(
                new Scope(partition, "111122223333", region),
                zones,
                offerings,
                architectures,
                services,
                prefixLists,
                quotas);
    }

    private static void add(
            SortedMap<String, EndpointService> services,
            String name,
            Set<String> types,
            SortedSet<String> zoneIds,
            boolean policySupported) {
        services.put(name, new EndpointService(name, types, zoneIds, policySupported));
    }
}
