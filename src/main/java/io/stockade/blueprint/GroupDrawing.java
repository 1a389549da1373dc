package io.stockade.blueprint;

import io.stockade.graph.Peer;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecurityGroup;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.SecurityGroupRule.Direction;
import io.stockade.graph.Tags;
import io.stockade.net.Cidr;
import io.stockade.spec.LinkSpec;
import io.stockade.spec.PeerSpec;
import io.stockade.spec.PortRange;
import io.stockade.spec.Protocol;
import io.stockade.spec.SecretSpec;
import io.stockade.spec.SecurityGroupSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The security groups of the manifest and of the functions that it deploys, as far as the rules of the manifest let them
 * be. Everything is shut but what links open, and HTTPS out to the stack's endpoints, which are there to be used. A NAT
 * opens nothing: what a group may reach on the internet, a link must say.
 */
final class GroupDrawing {
    private final Drawing drawing;
    private final RuleBook rules;
    private final Set<String> names = new LinkedHashSet<>();

    private GroupDrawing(Drawing drawing) {
        this.drawing = drawing;
        this.rules = new RuleBook(drawing);
    }

    /** Draws them, and tells the rules of all. */
    static RuleBook draw(Drawing drawing, EndpointDrawing.Drawn endpoints) {
        GroupDrawing groups = new GroupDrawing(drawing);
        groups.groups();
        List<LinkSpec> links = drawing.stack().spec().links();
        for (int index = 0; index < links.size(); index++) {
            groups.link(links.get(index), "spec.links[" + index + "]");
        }
        groups.names.forEach(name -> groups.reach(Names.group(name), endpoints));
        groups.rules.draw();
        return groups.rules;
    }

    /** A group under the name of the stack. AWS keeps names that begin with sg- for itself. */
    static SecurityGroup group(Drawing drawing, String name, String description, Tags tags) {
        String fullName = drawing.stack().metadata().name() + "-" + name;
        return new SecurityGroup(
                Names.VPC_REF, fullName.startsWith("sg-") ? "stockade-" + fullName : fullName, description, tags);
    }

    private void groups() {
        for (SecurityGroupSpec spec : drawing.stack().spec().securityGroups()) {
            String name = spec.name();
            String description = Objects.requireNonNullElse(
                    spec.description(),
                    "Group " + name + " of " + drawing.stack().key());
            if (!SecurityGroupSpec.RESERVED.contains(name) && names.add(name)) {
                drawing.tagged(ResourceKind.SECURITY_GROUP, name, tags -> group(drawing, name, description, tags));
            }
        }
        for (SecretSpec secret : drawing.stack().spec().secrets()) {
            String name = secret.functionGroup();
            if (secret.deployedFunction().isPresent() && names.add(name)) {
                String description = "The function that rotates " + secret.name();
                drawing.tagged(ResourceKind.SECURITY_GROUP, name, tags -> group(drawing, name, description, tags));
            }
        }
    }

    private void link(LinkSpec link, String path) {
        Optional<Peer> from = peer(link.from());
        Optional<Peer> to = peer(link.to());
        Optional<PortRange> ports = ports(link);
        if (from.isEmpty() || to.isEmpty() || ports.isEmpty()) {
            return;
        }
        if (link.protocolOrDefault() == Protocol.ALL && everywhere(to.get())) {
            return;
        }
        declare(link, path, Direction.EGRESS, from.get(), to.get(), ports.get());
        declare(link, path, Direction.INGRESS, to.get(), from.get(), ports.get());
    }

    private void declare(LinkSpec link, String path, Direction direction, Peer here, Peer there, PortRange ports) {
        Ref group = here.ref();
        if (here.type() != Peer.Type.GROUP || group == null) {
            return;
        }
        String protocol = link.protocolOrDefault().name().toLowerCase(Locale.ROOT);
        String description = Objects.requireNonNullElse(link.description(), link.from() + " to " + link.to());
        rules.declare(
                new SecurityGroupRule(group, direction, protocol, ports.from(), ports.to(), there, description), path);
    }

    private Optional<Peer> peer(PeerSpec peer) {
        if (peer.group() != null) {
            return Optional.of(peer.group())
                    .filter(names::contains)
                    .map(Names::group)
                    .map(Peer::group);
        }
        if (peer.prefixList() != null) {
            return Optional.of(Peer.prefixList(new Ref.Foreign(peer.prefixList())));
        }
        return Optional.ofNullable(peer.cidr()).flatMap(Cidr::find).map(Peer::cidr);
    }

    private static Optional<PortRange> ports(LinkSpec link) {
        return switch (link.protocolOrDefault()) {
            // AWS writes "all of them" as -1 for what has no ports.
            case ICMP, ALL -> Optional.of(new PortRange(-1, -1));
            case TCP, UDP -> link.portRange();
        };
    }

    private static boolean everywhere(Peer peer) {
        @Nullable Cidr cidr = peer.cidr();
        return cidr != null && cidr.everywhere();
    }

    private void reach(Ref group, EndpointDrawing.Drawn endpoints) {
        if (!endpoints.interfaces().isEmpty()) {
            rules.imply(group, Peer.group(Names.group(Names.ENDPOINTS)), "to interface endpoints");
        }
        for (String service : endpoints.gatewayServices()) {
            String list = ServiceNames.prefixList(drawing.facts().scope().region(), service);
            String id = drawing.facts().prefixLists().get(list);
            if (id != null) {
                rules.imply(group, Peer.prefixList(new Ref.Foreign(id)), "to " + service);
            }
        }
    }
}
