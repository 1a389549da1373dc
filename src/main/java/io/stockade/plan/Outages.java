package io.stockade.plan;

import io.stockade.graph.GatewayEndpoint;
import io.stockade.graph.InterfaceEndpoint;
import io.stockade.graph.Observed;
import io.stockade.graph.Resource;
import io.stockade.graph.Route;
import io.stockade.graph.Secret;
import io.stockade.plan.Change.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What stops working because of a single change. Ways to the internet, which are made of several things, are
 * {@link WaysOut}.
 */
final class Outages {
    /** How long AWS mostly takes to make a gateway, an endpoint or an instance that works. */
    static final String MOSTLY = "mostly 1 to 3 minutes";

    /** Components whose change breaks what runs through the thing, though it stays. */
    private static final Set<String> INTERRUPTING =
            Set.of("template", "instancesCurrent", "subnets", "privateDns", "networkInterface", "dnsSupport");

    private Outages() {}

    static List<String> of(Plan plan) {
        List<String> lines = new ArrayList<>();
        for (Change change : plan.changes()) {
            if (change.leftover() != Leftover.Kind.UNEXPECTED_CHILD
                    && change.leftover() != Leftover.Kind.SUPERSEDED
                    && change.current() != null) {
                line(plan, change).ifPresent(lines::add);
            }
        }
        return lines;
    }

    private static Optional<String> line(Plan plan, Change change) {
        return switch (change.action()) {
            case CREATE -> Optional.empty();
            case UPDATE -> interrupted(change);
            case DELETE -> change.replaces() ? replaced(plan, change) : gone(change);
        };
    }

    private static Optional<String> interrupted(Change change) {
        return change.fields().stream()
                .map(Difference.Field::component)
                .filter(INTERRUPTING::contains)
                .findFirst()
                .map(component -> what(change) + ": what runs through it may break while its " + component
                        + " changes, " + MOSTLY);
    }

    /** What a thing was needed for, and will be no more. */
    private static Optional<String> gone(Change change) {
        Resource value = value(change);
        return switch (change.address().kind()) {
            case VPC -> some(change, "goes, and everything in it");
            case SUBNET -> some(change, "what runs in it has to go first, AWS deletes no subnet that is in use");
            case ELASTIC_IP -> some(change, "the address is given back for good, and stays on the lists of others");
            case INTERFACE_ENDPOINT, GATEWAY_ENDPOINT ->
                some(change, service(value) + " is reached by the way out, or no more");
            case SECURITY_GROUP_RULE -> some(change, "the connections that it allows are refused");
            case ROUTE ->
                value instanceof Route route && !route.takesTheRest()
                        ? some(change, route.destination() + " is not reached any more")
                        : Optional.empty();
            case AUTO_SCALING_GROUP -> some(change, "its instances end");
            case ROLE, INSTANCE_PROFILE, MANAGED_POLICY -> some(change, "whoever uses it loses its rights");
            case FUNCTION, SECRET_ROTATION -> some(change, "what it rotates is rotated no more");
            case SECRET ->
                value instanceof Secret secret
                        ? some(
                                change,
                                "whoever reads it fails; AWS keeps it for " + secret.recoveryWindowDays() + " days")
                        : Optional.empty();
            case INTERNET_GATEWAY,
                    GATEWAY_ATTACHMENT,
                    ROUTE_TABLE,
                    MAIN_ROUTE_TABLE,
                    ROUTE_TABLE_ASSOCIATION,
                    ADDRESS_ASSOCIATION,
                    NAT_GATEWAY,
                    NETWORK_INTERFACE,
                    SECURITY_GROUP,
                    DEFAULT_SECURITY_GROUP,
                    LAUNCH_TEMPLATE -> Optional.empty();
        };
    }

    private static Optional<String> replaced(Plan plan, Change change) {
        return switch (change.address().kind()) {
            case VPC, SUBNET, ELASTIC_IP -> gone(change);
            case SECRET -> some(change, "the new one has other values, and another ARN");
            case INTERFACE_ENDPOINT, GATEWAY_ENDPOINT, AUTO_SCALING_GROUP, ROLE, INSTANCE_PROFILE, MANAGED_POLICY ->
                some(
                        change,
                        plan.follows(Change.key(Action.CREATE, change.address()), change.key())
                                ? "is gone until its successor works, " + MOSTLY
                                : "its successor is made first; what is under way through the old one ends");
            case FUNCTION,
                    INTERNET_GATEWAY,
                    GATEWAY_ATTACHMENT,
                    ROUTE_TABLE,
                    MAIN_ROUTE_TABLE,
                    ROUTE,
                    ROUTE_TABLE_ASSOCIATION,
                    ADDRESS_ASSOCIATION,
                    NAT_GATEWAY,
                    NETWORK_INTERFACE,
                    SECURITY_GROUP,
                    DEFAULT_SECURITY_GROUP,
                    SECURITY_GROUP_RULE,
                    LAUNCH_TEMPLATE,
                    SECRET_ROTATION -> Optional.empty();
        };
    }

    private static Optional<String> some(Change change, String line) {
        return Optional.of(what(change) + ": " + line);
    }

    private static String what(Change change) {
        Observed<?> current = change.current();
        return change.address() + (current == null ? "" : " (" + current.id() + ")");
    }

    private static Resource value(Change change) {
        return Objects.requireNonNull(change.current(), change.key()).value();
    }

    private static String service(Resource endpoint) {
        if (endpoint instanceof InterfaceEndpoint each) {
            return each.service();
        }
        return endpoint instanceof GatewayEndpoint each ? each.service() : "its service";
    }
}
