package io.stockade.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.graph.AddressPlan;
import io.stockade.graph.Component;
import io.stockade.graph.NatGateway;
import io.stockade.graph.NetworkInterface;
import io.stockade.graph.Owner;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.Route;
import io.stockade.graph.RouteTableAssociation;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.Subnet;
import io.stockade.graph.Tags;
import io.stockade.net.Cidr;
import io.stockade.spec.SecureStack;
import io.stockade.spec.TierAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every stack, whatever its manifest. */
class StackPropertiesTest {
    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    private static Blueprint draw(int seed) {
        SecureStack stack = manifest(new Random(seed));
        return StackBlueprint.draw(stack, Regions.named("ireland"), AddressPlan.EMPTY, Manifests.owner(stack));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noRuleLetsEverythingOut(int seed) {
        for (SecurityGroupRule rule : all(draw(seed).graph(), SecurityGroupRule.class)) {
            Cidr range = rule.peer().cidr();
            boolean anywhere = range != null && range.prefixLength() == 0;
            if (rule.direction() == SecurityGroupRule.Direction.EGRESS && anywhere) {
                assertThat(rule.protocol()).isNotEqualTo("all");
                boolean nat = rule.group().equals(Names.group("nat"));
                assertThat(nat || rule.fromPort() == rule.toPort()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyPrivateRouteStaysInside(int seed) {
        // Given
        Blueprint blueprint = draw(seed);
        Map<Ref, Ref> tables = new TreeMap<>();
        all(blueprint.graph(), RouteTableAssociation.class).forEach(each -> tables.put(each.subnet(), each.table()));

        // Then
        blueprint.graph().nodes().forEach((address, node) -> {
            if (node.resource() instanceof Subnet subnet) {
                Ref table = Objects.requireNonNull(tables.get(Ref.to(address)), address + " uses the main table");
                assertThat(subnet.mapPublicIpOnLaunch()).isFalse();
                String tier = address.name()
                        .substring(0, address.name().length() - subnet.zoneId().length() - 1);
                check(blueprint, blueprint.effectiveAccess().getOrDefault(tier, TierAccess.ISOLATED), table);
            }
        });
    }

    private static void check(Blueprint blueprint, TierAccess access, Ref table) {
        ResourceGraph graph = blueprint.graph();
        List<Route> routes = all(graph, Route.class).stream()
                .filter(route -> route.table().equals(table))
                .toList();
        switch (access) {
            case ISOLATED -> assertThat(routes).isEmpty();
            case PUBLIC -> assertThat(routes).extracting(Route::target).containsExactly(Names.INTERNET_REF);
            case PRIVATE -> {
                // Only where there was no room for the NAT, and nothing may be built, does a way out lack.
                assertThat(routes).hasSizeBetween(blueprint.blocked() ? 0 : 1, 1);
                assertThat(routes)
                        .allSatisfy(route -> assertThat(target(graph, route.target()))
                                .isInstanceOfAny(NatGateway.class, NetworkInterface.class));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everythingThatCanBearTagsBearsItsOwn(int seed) {
        draw(seed).graph().nodes().forEach((address, node) -> {
            for (Component component : Component.of(node.resource().getClass())) {
                if (component.name().equals("tags")) {
                    Tags tags = (Tags) Objects.requireNonNull(component.of(node.resource()));
                    assertThat(Owner.address(tags)).contains(address);
                    assertThat(tags.values()).containsEntry("Name", "orders " + address.name());
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void equalInputGivesEqualOutput(int seed) {
        Blueprint first = draw(seed);
        Blueprint again = draw(seed);

        assertThat(Rendering.yaml(again)).isEqualTo(Rendering.yaml(first));
        assertThat(List.copyOf(again.graph().nodes().values()))
                .isEqualTo(List.copyOf(first.graph().nodes().values()));
    }

    private static Resource target(ResourceGraph graph, Ref ref) {
        return ref instanceof Ref.Planned planned
                ? graph.find(planned.address()).orElseThrow().resource()
                : new Route(ref, "", ref);
    }

    private static <R extends Resource> List<R> all(ResourceGraph graph, Class<R> type) {
        return graph.nodes().values().stream()
                .map(ResourceGraph.Node::resource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static SecureStack manifest(Random random) {
        List<String> tiers = new ArrayList<>();
        for (int index = 0; index <= random.nextInt(5); index++) {
            tiers.add("{name: t%d, access: %s}".formatted(index, any(random, "Public", "Private", "Isolated")));
        }
        List<String> links = new ArrayList<>();
        for (int index = 0; index < random.nextInt(6); index++) {
            links.add("{from: %s, to: %s, %s}"
                    .formatted(
                            peer(random), peer(random), any(random, "port: 443", "protocol: all", "protocol: icmp")));
        }
        return Manifests.read("""
                apiVersion: stockade.dev/v1alpha1
                kind: SecureStack
                metadata: {name: orders, namespace: payments}
                spec:
                  region: eu-west-1
                  network:
                    cidr: %s
                    zones: %d
                    tiers: [%s]
                    nat: {mode: %s, availability: %s, sessionManager: %s}
                    endpoints: [%s]
                  securityGroups: [{name: a}, {name: b}, {name: endpoints}]
                  links: [%s]
                """.formatted(
                        any(random, "10.1.0.0/16", "10.1.0.0/20", "10.1.0.0/25", "10.1.0.0/28"),
                        1 + random.nextInt(4),
                        String.join(", ", tiers),
                        any(random, "Instance", "Gateway", "None"),
                        any(random, "SingleZone", "PerZone"),
                        any(random, "Enabled", "Disabled"),
                        any(random, "", "{service: s3}, {service: ssm}", "{service: rare, tiers: [t0]}"),
                        String.join(", ", links)));
    }

    private static String peer(Random random) {
        return any(random, "{group: a}", "{group: b}", "{cidr: 0.0.0.0/0}", "{cidr: '::/0'}", "{cidr: 10.9.0.0/16}");
    }

    private static String any(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
