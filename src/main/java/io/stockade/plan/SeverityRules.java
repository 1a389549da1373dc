package io.stockade.plan;

import io.stockade.graph.Changes.Effect;
import io.stockade.graph.Component;
import io.stockade.graph.Function;
import io.stockade.graph.InterfaceEndpoint;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Route;
import io.stockade.graph.SecretRotation;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.Subnet;
import io.stockade.net.Cidr;
import io.stockade.plan.Difference.Field;
import io.stockade.plan.Difference.Severity;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How much a difference matters: the one place that says so. Exposure before loss of function before the rest. */
final class SeverityRules {
    /** Without them traffic stops; the others only matter when something is built or rebuilt. */
    private static final Set<ResourceKind> REBUILT_FROM = EnumSet.of(
            ResourceKind.LAUNCH_TEMPLATE,
            ResourceKind.ROLE,
            ResourceKind.INSTANCE_PROFILE,
            ResourceKind.MAIN_ROUTE_TABLE,
            ResourceKind.DEFAULT_SECURITY_GROUP);

    /** Components by which something opens that should be shut. */
    private static final Set<String> GUARDS = Set.of(
            "policy",
            "trust",
            "managedPolicies",
            "inlinePolicy",
            "document",
            "roles",
            "kmsKey",
            "permissionsBoundary",
            "groups",
            "table");

    /** Components whose change cuts a path. */
    private static final Set<String> PATHS = Set.of(
            "target",
            "subnet",
            "subnets",
            "routeTables",
            "vpc",
            "networkInterface",
            "sourceDestCheck",
            "scheduledForDeletion",
            "function",
            "schedule");

    /** Components by which a function does somebody else's work with what it may. */
    private static final Set<String> TAKEN_OVER_BY = Set.of("role", "codeBucket", "codeKey", "codeVersion", "handler");

    private final Set<String> tablesWithWayOut = new HashSet<>();
    private final Matching matching;

    SeverityRules(ResourceGraph graph, Matching matching) {
        this.matching = matching;
        for (ResourceGraph.Node node : graph.nodes().values()) {
            if (node.resource() instanceof Route route && route.takesTheRest()) {
                tablesWithWayOut.add(matching.resolve(route.table()).text());
            }
        }
    }

    static Severity missing(ResourceKind kind) {
        return REBUILT_FROM.contains(kind) ? Severity.MEDIUM : Severity.HIGH;
    }

    /** The worst that could have become of a thing like this while nobody looked. */
    static Severity hidden(Resource declared) {
        boolean guards = Component.of(declared.getClass()).stream()
                .filter(component -> component.effect() != Effect.KEY && component.effect() != Effect.AWS)
                .anyMatch(component -> GUARDS.contains(component.name()));
        return guards || mayOpen(declared) ? Severity.CRITICAL : missing(declared.kind());
    }

    /** Beside rules, routes and rotations others may stand; and who starts something in a public subnet shows it to all. */
    private static boolean mayOpen(Resource declared) {
        return declared instanceof SecurityGroupRule
                || declared instanceof Route
                || declared instanceof SecretRotation
                || (declared instanceof Subnet subnet && !subnet.mapPublicIpOnLaunch());
    }

    /** The fields with how much each of them matters. */
    List<Field> judged(Resource desired, Resource observed, List<Field> fields) {
        return fields.stream()
                .map(field -> field.with(field(desired, observed, field)))
                .toList();
    }

    static Severity worst(List<Field> fields) {
        return fields.stream().map(Field::severity).min(Severity::compareTo).orElse(Severity.LOW);
    }

    Severity leftover(Leftover leftover) {
        return switch (leftover.kind()) {
            case SURPLUS, SUPERSEDED -> Severity.MEDIUM;
            case UNEXPECTED_CHILD -> exposes(leftover.thing().value()) ? Severity.CRITICAL : Severity.MEDIUM;
            case FOREIGN -> foreign(leftover.address().kind());
        };
    }

    /** A group that nothing of ours uses harms nobody; a second gateway or subnet may. */
    private static Severity foreign(ResourceKind kind) {
        if (kind == ResourceKind.GATEWAY_ATTACHMENT) {
            return Severity.HIGH;
        }
        return kind == ResourceKind.SECURITY_GROUP ? Severity.LOW : Severity.MEDIUM;
    }

    private Severity field(Resource desired, Resource observed, Field field) {
        if (field.component().equals("tags") || field.component().equals("description")) {
            return Severity.LOW;
        }
        boolean opened = GUARDS.contains(field.component())
                || (observed instanceof Function && TAKEN_OVER_BY.contains(field.component()))
                || (observed instanceof SecretRotation rotation
                        && field.component().equals("function")
                        && matching.addressOf(rotation.function().text()).isEmpty())
                || (observed instanceof Route route && internetGateway(route.target()))
                || (field.path().equals("mapPublicIpOnLaunch")
                        && field.expected().equals("false"))
                || (field.path().equals("sourceDestCheck") && field.expected().equals("true"));
        if (opened) {
            return Severity.CRITICAL;
        }
        boolean unreachable =
                desired instanceof InterfaceEndpoint && field.path().equals("privateDns");
        return unreachable || PATHS.contains(field.component()) ? Severity.HIGH : Severity.MEDIUM;
    }

    private boolean exposes(Resource unexpected) {
        if (unexpected instanceof SecurityGroupRule rule) {
            Cidr peer = rule.peer().cidr();
            return rule.direction() == SecurityGroupRule.Direction.INGRESS || (peer != null && peer.everywhere());
        }
        if (unexpected instanceof Route route) {
            return internetGateway(route.target())
                    || route.takesTheRest()
                    || !tablesWithWayOut.contains(route.table().text());
        }
        // Whatever rotates a secret reads it.
        return unexpected instanceof SecretRotation;
    }

    private static boolean internetGateway(Ref target) {
        return target.text().startsWith("igw-") || target.text().startsWith("eigw-");
    }
}
