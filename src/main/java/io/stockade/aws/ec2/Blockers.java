package io.stockade.aws.ec2;

import io.stockade.aws.call.Ownership;
import io.stockade.cloud.Blocker;
import io.stockade.graph.AddressAssociation;
import io.stockade.graph.GatewayAttachment;
import io.stockade.graph.Observed;
import io.stockade.graph.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** Finds what keeps a thing from being deleted. Costs calls, so it is asked only after AWS refused. */
final class Blockers {
    private final Ec2 ec2;

    Blockers(Ec2 ec2) {
        this.ec2 = ec2;
    }

    List<Blocker> of(Observed<?> held) {
        String id = held.id();
        return switch (held.kind()) {
            case VPC -> inVpc(id);
            case SUBNET -> inSubnet(id);
            case SECURITY_GROUP -> ofGroup(id);
            case INTERNET_GATEWAY -> attachmentsOf(id);
            case GATEWAY_ATTACHMENT -> publicAddresses(held);
            case ROUTE_TABLE -> associationsOf(id);
            case ELASTIC_IP -> usersOfAddress(id);
            case ADDRESS_ASSOCIATION -> userOf(held);
            case NETWORK_INTERFACE -> interfaces(Filters.by("network-interface-id", id));
            case MAIN_ROUTE_TABLE,
                    ROUTE,
                    ROUTE_TABLE_ASSOCIATION,
                    NAT_GATEWAY,
                    DEFAULT_SECURITY_GROUP,
                    SECURITY_GROUP_RULE,
                    GATEWAY_ENDPOINT,
                    INTERFACE_ENDPOINT,
                    LAUNCH_TEMPLATE,
                    AUTO_SCALING_GROUP,
                    ROLE,
                    INSTANCE_PROFILE,
                    MANAGED_POLICY,
                    FUNCTION,
                    SECRET,
                    SECRET_ROTATION -> List.of();
        };
    }

    private List<Blocker> inVpc(String vpc) {
        List<Filter> here = List.of(Filters.by("vpc-id", vpc));
        List<Blocker> all = new ArrayList<>(interfaces(here.get(0)));
        all.addAll(natGateways(here));
        Endpoints.list(ec2, here)
                .forEach(endpoint -> all.add(thing("endpoint", endpoint.vpcEndpointId(), Ec2Tags.of(endpoint.tags()))));
        Subnets.list(ec2, here)
                .forEach(subnet -> all.add(thing("subnet", subnet.subnetId(), Ec2Tags.of(subnet.tags()))));
        RouteTables.list(ec2, here).stream()
                .filter(table -> !RouteTables.isMain(table))
                .forEach(table -> all.add(thing("route table", table.routeTableId(), Ec2Tags.of(table.tags()))));
        SecurityGroups.list(ec2, here).stream()
                .filter(group -> !SecurityGroups.isDefault(group))
                .forEach(group -> all.add(thing("security group", group.groupId(), Ec2Tags.of(group.tags()))));
        ec2.call(
                        "DescribeInternetGateways",
                        "VPC",
                        vpc,
                        client -> client.describeInternetGateways(
                                request -> request.filters(Filters.by("attachment.vpc-id", vpc))))
                .internetGateways()
                .forEach(gateway ->
                        all.add(thing("internet gateway", gateway.internetGatewayId(), Ec2Tags.of(gateway.tags()))));
        return all;
    }

    private List<Blocker> inSubnet(String subnet) {
        List<Filter> here = List.of(Filters.by("subnet-id", subnet));
        return Stream.concat(natGateways(here).stream(), interfaces(here.get(0)).stream())
                .toList();
    }

    private List<Blocker> ofGroup(String group) {
        List<Blocker> all = new ArrayList<>(interfaces(Filters.by("group-id", group)));
        for (String filter : List.of("ip-permission.group-id", "egress.ip-permission.group-id")) {
            SecurityGroups.list(ec2, List.of(Filters.by(filter, group))).stream()
                    .filter(other -> !other.groupId().equals(group))
                    .map(other -> new Blocker(
                            "security group " + other.groupId(),
                            Ownership.whose(Ec2Tags.of(other.tags())),
                            null,
                            "remove its rules that name " + group))
                    .filter(blocker -> !all.contains(blocker))
                    .forEach(all::add);
        }
        return all;
    }

    private List<Blocker> attachmentsOf(String gateway) {
        return InternetGateways.find(ec2, gateway).stream()
                .flatMap(found -> found.attachments().stream())
                .map(attachment -> new Blocker(
                        "VPC " + attachment.vpcId(), "the internet gateway is attached to it", null, "detach it first"))
                .toList();
    }

    /** A gateway cannot be detached while addresses of the VPC are reached through it. */
    private List<Blocker> publicAddresses(Observed<?> held) {
        if (!(held.value() instanceof GatewayAttachment attachment)) {
            return List.of();
        }
        return NetworkInterfaces.list(
                        ec2, List.of(Filters.by("vpc-id", attachment.vpc().text())))
                .stream()
                .filter(each -> each.association() != null && each.association().publicIp() != null)
                .map(each -> Holder.blocker(
                        each, " with the public address " + each.association().publicIp()))
                .toList();
    }

    private List<Blocker> associationsOf(String table) {
        return RouteTables.find(ec2, table).stream()
                .flatMap(found -> found.associations().stream())
                .map(association -> new Blocker(
                        association.subnetId() == null
                                ? "association " + association.routeTableAssociationId()
                                : "subnet " + association.subnetId(),
                        "it uses the route table",
                        null,
                        "give it another route table, or delete it"))
                .toList();
    }

    private List<Blocker> usersOfAddress(String address) {
        @Nullable
        String user =
                Addresses.find(ec2, address).map(Address::networkInterfaceId).orElse(null);
        return user == null || user.isEmpty() ? List.of() : interfaces(Filters.by("network-interface-id", user));
    }

    private List<Blocker> userOf(Observed<?> held) {
        return held.value() instanceof AddressAssociation association
                ? interfaces(Filters.by(
                        "network-interface-id", association.networkInterface().text()))
                : List.of();
    }

    private List<Blocker> interfaces(Filter filter) {
        return NetworkInterfaces.list(ec2, List.of(filter)).stream()
                .map((NetworkInterface each) -> Holder.blocker(each, ""))
                .toList();
    }

    private List<Blocker> natGateways(List<Filter> filters) {
        return NatGateways.list(ec2, filters).stream()
                .filter(gateway -> !"deleted".equals(gateway.stateAsString()))
                .map(Blockers::natGateway)
                .toList();
    }

    private static Blocker natGateway(NatGateway gateway) {
        boolean leaving = "deleting".equals(gateway.stateAsString());
        return new Blocker(
                "NAT gateway " + gateway.natGatewayId(),
                Ownership.whose(Ec2Tags.of(gateway.tags())),
                gateway.createTime(),
                leaving ? "being deleted: gone within a few minutes" : "delete it");
    }

    private static Blocker thing(String kind, String id, Tags tags) {
        return new Blocker(kind + " " + id, Ownership.whose(tags), null, "delete it, or move it elsewhere");
    }
}
