package io.stockade.sandbox;

import io.stockade.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Tampering with where packets go. */
final class NetworkTampering {
    private static final String ANYWHERE = "0.0.0.0/0";

    private final Ec2Client ec2;
    private final StackFinder stack;

    NetworkTampering(Ec2Client ec2, StackFinder stack) {
        this.ec2 = ec2;
        this.stack = stack;
    }

    String deleteRoute() {
        RouteTable table = stack.first(
                "default route",
                ec2.describeRouteTables(request -> request.filters(stack.tag())).routeTables(),
                candidate ->
                        candidate.routes().stream().anyMatch(route -> ANYWHERE.equals(route.destinationCidrBlock())));
        ec2.deleteRoute(request -> request.routeTableId(table.routeTableId()).destinationCidrBlock(ANYWHERE));
        return "deleted route " + ANYWHERE + " from route table " + table.routeTableId();
    }

    String terminateNat() {
        Optional<NatGateway> gateway =
                ec2.describeNatGateways(request -> request.filter(stack.tag())).natGateways().stream()
                        .filter(candidate -> candidate.state() == NatGatewayState.AVAILABLE
                                || candidate.state() == NatGatewayState.PENDING)
                        .findFirst();
        if (gateway.isPresent()) {
            String id = gateway.get().natGatewayId();
            ec2.deleteNatGateway(request -> request.natGatewayId(id));
            return "deleted NAT gateway " + id;
        }
        Instance instance = stack.first(
                "NAT instance or gateway",
                instances(),
                candidate -> candidate.state().name() == InstanceStateName.RUNNING
                        || candidate.state().name() == InstanceStateName.PENDING);
        ec2.terminateInstances(request -> request.instanceIds(instance.instanceId()));
        return "terminated NAT instance " + instance.instanceId();
    }

    /** Instances don't carry the tag unless the group hands it on, so those in the VPC count too. */
    private List<Instance> instances() {
        return ec2.describeInstances(request -> request.filters(stack.inVpc())).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .toList();
    }

    String deleteSubnet() {
        List<NetworkInterface> interfaces = ec2.describeNetworkInterfaces(request -> request.filters(stack.inVpc()))
                .networkInterfaces();
        Subnet subnet = stack.first(
                "empty subnet",
                ec2.describeSubnets(request -> request.filters(stack.tag())).subnets(),
                candidate ->
                        interfaces.stream().noneMatch(other -> other.subnetId().equals(candidate.subnetId())));
        ec2.deleteSubnet(request -> request.subnetId(subnet.subnetId()));
        return "deleted subnet " + subnet.subnetId() + " (" + subnet.cidrBlock() + ", " + subnet.availabilityZoneId()
                + ")";
    }

    String addForeignSubnet() {
        Vpc vpc = stack.vpc();
        List<Subnet> subnets =
                ec2.describeSubnets(request -> request.filters(stack.inVpc())).subnets();
        Cidr range = new Cidr(vpc.cidrBlock());
        // From the end, where a planner that starts at the beginning has put least.
        for (int index = (1 << (28 - range.prefixLength())) - 1; index >= 0; index--) {
            Cidr candidate = range.block(28, index);
            if (subnets.stream().noneMatch(other -> new Cidr(other.cidrBlock()).overlaps(candidate))) {
                Subnet made = ec2.createSubnet(
                                request -> request.vpcId(vpc.vpcId()).cidrBlock(candidate.text()))
                        .subnet();
                return "added subnet " + made.subnetId() + " (" + candidate + ") to VPC " + vpc.vpcId();
            }
        }
        throw new NothingToTamperException("VPC " + vpc.vpcId() + " has no room for another subnet");
    }

    String detachGateway() {
        InternetGateway gateway = stack.first(
                "attached internet gateway",
                ec2.describeInternetGateways(request -> request.filters(stack.tag()))
                        .internetGateways(),
                candidate -> !candidate.attachments().isEmpty());
        String vpc = gateway.attachments().get(0).vpcId();
        List<String> unmapped = unmapAddresses();
        ec2.detachInternetGateway(request ->
                request.internetGatewayId(gateway.internetGatewayId()).vpcId(vpc));
        String before = unmapped.isEmpty() ? "" : " after taking away addresses " + String.join(", ", unmapped);
        return "detached internet gateway " + gateway.internetGatewayId() + " from VPC " + vpc + before;
    }

    /** AWS detaches no gateway under mapped addresses; those of NAT gateways can't be taken away. */
    private List<String> unmapAddresses() {
        List<String> interfaces =
                ec2.describeNetworkInterfaces(request -> request.filters(stack.inVpc())).networkInterfaces().stream()
                        .map(NetworkInterface::networkInterfaceId)
                        .toList();
        List<Address> mapped = ec2.describeAddresses().addresses().stream()
                .filter(address -> address.associationId() != null && interfaces.contains(address.networkInterfaceId()))
                .toList();
        boolean gateways = ec2.describeNatGateways(request -> request.filter(stack.inVpc())).natGateways().stream()
                .anyMatch(gateway -> gateway.state() == NatGatewayState.AVAILABLE
                        || gateway.state() == NatGatewayState.PENDING
                        || gateway.state() == NatGatewayState.DELETING);
        if (gateways) {
            throw new NothingToTamperException("the internet gateway of stack " + stack.name()
                    + " can't be detached while NAT gateways hold public addresses");
        }
        List<String> unmapped = new ArrayList<>();
        for (Address address : mapped) {
            ec2.disassociateAddress(request -> request.associationId(address.associationId()));
            unmapped.add(address.allocationId());
        }
        return unmapped;
    }
}
