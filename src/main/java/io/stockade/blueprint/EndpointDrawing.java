package io.stockade.blueprint;

import io.stockade.graph.GatewayEndpoint;
import io.stockade.graph.InterfaceEndpoint;
import io.stockade.graph.Peer;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Ref;
import io.stockade.graph.RegionFacts.EndpointService;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.SecurityGroupRule.Direction;
import io.stockade.spec.EndpointSpec;
import io.stockade.spec.EndpointType;
import io.stockade.spec.TierAccess;
import io.stockade.spec.Toggle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The ways to AWS services that never touch the internet.
 *
 * <p>Gateway endpoints stand in the route tables of private and isolated tiers, not in the public one: public subnets
 * reach S3 without cost anyway, and a NAT instance installs its packages from there, which a narrow policy of the user
 * would end. Interface endpoints share one security group, open on 443 to the subnets of the tiers that use them.
 */
final class EndpointDrawing {
    private static final int HTTPS = 443;

    private final Drawing drawing;
    private final Layout layout;
    private final Set<String> users = new LinkedHashSet<>();
    private final List<EndpointSpec> interfaces = new ArrayList<>();
    private final List<String> gateways = new ArrayList<>();
    private final Map<Boolean, PolicyDocument> sealed = new HashMap<>();

    private EndpointDrawing(Drawing drawing, Layout layout) {
        this.drawing = drawing;
        this.layout = layout;
    }

    /**
     * What groups may need rules for.
     *
     * @param interfaces the interface endpoints, which share a group where there are any
     * @param gatewayServices the short names of the services with a gateway endpoint
     */
    record Drawn(List<EndpointSpec> interfaces, List<String> gatewayServices) {
        /** Whether the usual name of a service leads to an endpoint: private DNS answers in the whole VPC. */
        boolean answersFor(String service) {
            return interfaces.stream().anyMatch(endpoint -> endpoint.service().equals(service) && privateDns(endpoint));
        }
    }

    static Drawn draw(Drawing drawing, Layout layout) {
        EndpointDrawing endpoints = new EndpointDrawing(drawing, layout);
        List<EndpointSpec> specs = drawing.network().endpointsOrDefault();
        for (int index = 0; index < specs.size(); index++) {
            endpoints.draw(specs.get(index), "spec.network.endpoints[" + index + "]");
        }
        if (!endpoints.users.isEmpty()) {
            endpoints.group();
        }
        return new Drawn(endpoints.interfaces, endpoints.gateways);
    }

    private void draw(EndpointSpec endpoint, String path) {
        EndpointType type = endpoint.typeOrDefault();
        String text = type == EndpointType.GATEWAY ? "Gateway" : "Interface";
        Optional<EndpointService> service = ServiceNames.find(drawing.facts(), endpoint.service(), text);
        if (service.isEmpty()) {
            missing(endpoint, path, text);
            return;
        }
        switch (type) {
            case GATEWAY -> gateway(endpoint, service.get(), path);
            case INTERFACE -> network(endpoint, service.get(), path);
        }
    }

    /** What the user did not ask for is not worth stopping for. */
    private void missing(EndpointSpec endpoint, String path, String type) {
        String problem = "region " + drawing.facts().scope().region() + " has no " + type + " endpoint for "
                + endpoint.service();
        if (drawing.network().endpoints() == null) {
            drawing.warning("spec.network.endpoints", problem + ", so the stack goes without");
        } else if (!drawing.refuses(path + ".type")) {
            drawing.errorUnlessRefused(path + ".service", problem + "; take it out, or choose another type");
        }
    }

    private void gateway(EndpointSpec endpoint, EndpointService service, String path) {
        SortedSet<Ref> tables = new TreeSet<>();
        boolean sheltered = !layout.places(TierAccess.PRIVATE).isEmpty()
                || !layout.places(TierAccess.ISOLATED).isEmpty();
        for (String tier : layout.access().keySet()) {
            for (Layout.Place place : layout.places(tier)) {
                if (!sheltered || layout.access().get(tier) != TierAccess.PUBLIC) {
                    tables.add(Names.table(layout.tableOf(place)));
                }
            }
        }
        PolicyDocument policy = policy(endpoint, service, path);
        drawing.tagged(
                ResourceKind.GATEWAY_ENDPOINT,
                endpoint.service(),
                tags -> new GatewayEndpoint(Names.VPC_REF, service.name(), tables, policy, tags));
        gateways.add(endpoint.service());
    }

    private void network(EndpointSpec endpoint, EndpointService service, String path) {
        List<String> tiers = endpoint.tiers() == null ? List.of() : endpoint.tiers();
        SortedSet<Ref> subnets = new TreeSet<>();
        List<String> without = new ArrayList<>();
        for (String zoneId : layout.zoneIds()) {
            // AWS takes one subnet of a zone; the first tier of the list is as good as any, since groups decide.
            Optional<Layout.Place> place = tiers.stream()
                    .flatMap(tier -> layout.places(tier).stream())
                    .filter(candidate -> candidate.zoneId().equals(zoneId))
                    .findFirst();
            if (place.isPresent() && service.zoneIds().contains(zoneId)) {
                subnets.add(place.get().subnet());
            } else {
                without.add(zoneId);
            }
        }
        if (subnets.isEmpty()) {
            nowhere(endpoint, service, path);
            return;
        }
        if (!without.isEmpty()) {
            drawing.warning(
                    path,
                    endpoint.service() + " has no interface in " + String.join(", ", without)
                            + ": from there it is reached through another zone, at a price, and fails with it");
        }
        PolicyDocument policy = policy(endpoint, service, path);
        boolean privateDns = privateDns(endpoint);
        SortedSet<Ref> groups = new TreeSet<>(List.of(Names.group(Names.ENDPOINTS)));
        drawing.tagged(
                ResourceKind.INTERFACE_ENDPOINT,
                endpoint.service(),
                tags -> new InterfaceEndpoint(
                        Names.VPC_REF, service.name(), subnets, groups, privateDns, policy, tags));
        users.addAll(tiers);
        interfaces.add(endpoint);
    }

    private static boolean privateDns(EndpointSpec endpoint) {
        return endpoint.privateDns() != Toggle.DISABLED;
    }

    /** Without a subnet for another reason, that reason is an error of its own. */
    private void nowhere(EndpointSpec endpoint, EndpointService service, String path) {
        if (Collections.disjoint(layout.zoneIds(), service.zoneIds())) {
            drawing.error(
                    path,
                    endpoint.service() + " is in none of the zones " + String.join(", ", layout.zoneIds())
                            + "; choose other zones (it is in " + String.join(", ", service.zoneIds())
                            + "), or take it out");
        }
    }

    private PolicyDocument policy(EndpointSpec endpoint, EndpointService service, String path) {
        String written = endpoint.policy();
        if (!service.policySupported()) {
            drawing.warning(
                    path,
                    endpoint.service() + " knows no endpoint policies, so only its security group limits who uses it"
                            + (written == null ? "" : "; take the policy out"));
            return EndpointPolicies.FULL_ACCESS;
        }
        if (written == null) {
            return sealed(endpoint);
        }
        try {
            return PolicyDocument.parse(written);
        } catch (IllegalArgumentException refusedByTheRules) {
            return sealed(endpoint);
        }
    }

    /** Drawn in every pass, for the most part for many endpoints alike: made once for them. */
    private PolicyDocument sealed(EndpointSpec endpoint) {
        return sealed.computeIfAbsent(
                EndpointPolicies.hasPackages(endpoint.service()),
                packages -> EndpointPolicies.sealed(drawing.facts().scope(), packages));
    }

    private void group() {
        Ref group = drawing.tagged(
                ResourceKind.SECURITY_GROUP,
                Names.ENDPOINTS,
                tags -> GroupDrawing.group(
                        drawing, Names.ENDPOINTS, "Interface endpoints: in from the tiers that use them", tags));
        for (String tier : users) {
            for (Layout.Place place : layout.places(tier)) {
                drawing.keyed(open(group, Peer.cidr(place.cidr()), "from " + place.name()));
            }
        }
        // Private DNS answers in the whole VPC, so that Session Manager's agent on a NAT instance comes here too.
        if (layout.nat().sessionManager() && !layout.natPlaces().isEmpty()) {
            drawing.keyed(open(group, Peer.group(Names.group(Names.NAT)), "from NAT instances"));
        }
    }

    /** Lets HTTPS in. */
    static SecurityGroupRule open(Ref group, Peer peer, String description) {
        return new SecurityGroupRule(group, Direction.INGRESS, "tcp", HTTPS, HTTPS, peer, description);
    }
}
