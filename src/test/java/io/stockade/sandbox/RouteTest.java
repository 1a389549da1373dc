package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.assertRefused;
import static io.stockade.sandbox.Sandboxes.filter;
import static io.stockade.sandbox.Sandboxes.internetGateway;
import static io.stockade.sandbox.Sandboxes.subnet;
import static io.stockade.sandbox.Sandboxes.vpc;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;

/** Route tables, what they lead to, and NAT gateways. */
class RouteTest {
    private final Sandbox sandbox = Sandboxes.create();
    private final Ec2Client ec2 = Sandboxes.ec2(sandbox);
    private final String vpc = vpc(ec2);
    private final String subnet = subnet(ec2, vpc, "10.40.0.0/24", "euw1-az1");
    private final String table =
            ec2.createRouteTable(request -> request.vpcId(vpc)).routeTable().routeTableId();

    private Route route() {
        return ec2.describeRouteTables(request -> request.routeTableIds(table)).routeTables().get(0).routes().stream()
                .filter(route -> "0.0.0.0/0".equals(route.destinationCidrBlock()))
                .findFirst()
                .orElseThrow();
    }

    private NatGateway nat(String id) {
        return ec2.describeNatGateways(request -> request.natGatewayIds(id))
                .natGateways()
                .get(0);
    }

    @Test
    void routesNameTargetsThatAreThere() {
        // API reference, CreateRoute; EC2 error codes. For a gateway the code is another one than in its own calls.
        assertRefused(
                "InvalidGatewayID.NotFound",
                () -> ec2.createRoute(request -> request.routeTableId(table)
                        .destinationCidrBlock("0.0.0.0/0")
                        .gatewayId("igw-0123456789abcdef0")));
        String gateway = internetGateway(ec2, vpc);
        ec2.createRoute(request ->
                request.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
        String eni = ec2.createNetworkInterface(request -> request.subnetId(subnet))
                .networkInterface()
                .networkInterfaceId();
        assertRefused(
                "RouteAlreadyExists",
                () -> ec2.createRoute(request -> request.routeTableId(table)
                        .destinationCidrBlock("0.0.0.0/0")
                        .networkInterfaceId(eni)));
        assertRefused(
                "InvalidRoute.NotFound",
                () -> ec2.deleteRoute(request -> request.routeTableId(table).destinationCidrBlock("10.99.0.0/16")));
        assertThat(route().state()).isEqualTo(RouteState.ACTIVE);
    }

    @Test
    void routesToWhatIsGoneAreBlackHoles() {
        // VPC user guide, "Route tables": blackhole is a route whose target isn't available.
        String gateway = internetGateway(ec2, vpc);
        ec2.createRoute(request ->
                request.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
        ec2.detachInternetGateway(request -> request.internetGatewayId(gateway).vpcId(vpc));
        assertThat(route().state()).isEqualTo(RouteState.BLACKHOLE);
        String eni = ec2.createNetworkInterface(request -> request.subnetId(subnet))
                .networkInterface()
                .networkInterfaceId();
        ec2.replaceRoute(request ->
                request.routeTableId(table).destinationCidrBlock("0.0.0.0/0").networkInterfaceId(eni));
        assertThat(route().state()).isEqualTo(RouteState.BLACKHOLE);
    }

    @Test
    void natGatewayTakesItsTimeAndHoldsItsAddress() {
        internetGateway(ec2, vpc);
        String address = ec2.allocateAddress().allocationId();
        String id = ec2.createNatGateway(request -> request.subnetId(subnet).allocationId(address))
                .natGateway()
                .natGatewayId();
        ec2.createRoute(request ->
                request.routeTableId(table).destinationCidrBlock("0.0.0.0/0").natGatewayId(id));
        assertThat(nat(id).state()).isEqualTo(NatGatewayState.PENDING);
        sandbox.time().pause(Duration.ofSeconds(107));
        assertThat(nat(id).state()).isEqualTo(NatGatewayState.AVAILABLE);

        // VPC user guide, "NAT gateways": a requester-managed interface in the subnet.
        assertThat(ec2.describeNetworkInterfaces(request -> request.filters(filter("subnet-id", subnet)))
                        .networkInterfaces())
                .singleElement()
                .satisfies(eni -> {
                    assertThat(eni.interfaceType()).isEqualTo(NetworkInterfaceType.NAT_GATEWAY);
                    assertThat(eni.requesterManaged()).isTrue();
                    assertThat(eni.association().allocationId()).isEqualTo(address);
                });
        assertRefused("InvalidIPAddress.InUse", () -> ec2.releaseAddress(request -> request.allocationId(address)));
        assertRefused(
                "Resource.AlreadyAssociated",
                () -> ec2.createNatGateway(request -> request.subnetId(subnet).allocationId(address)));
        assertRefused("DependencyViolation", () -> ec2.deleteSubnet(request -> request.subnetId(subnet)));

        ec2.deleteNatGateway(request -> request.natGatewayId(id));
        assertThat(nat(id).state()).isEqualTo(NatGatewayState.DELETING);
        assertThat(route().state()).isEqualTo(RouteState.BLACKHOLE);
        sandbox.time().pause(Duration.ofMinutes(1));
        assertThat(nat(id).state()).isEqualTo(NatGatewayState.DELETED);
        ec2.releaseAddress(request -> request.allocationId(address));
        ec2.deleteSubnet(request -> request.subnetId(subnet));
        sandbox.time().pause(Duration.ofMinutes(61));
        assertRefused("NatGatewayNotFound", () -> nat(id));
    }

    @Test
    void natGatewayFailsWithoutAnInternetGateway() {
        String address = ec2.allocateAddress().allocationId();
        String id = ec2.createNatGateway(request -> request.subnetId(subnet).allocationId(address))
                .natGateway()
                .natGatewayId();
        sandbox.time().pause(Duration.ofMinutes(2));
        // VPC user guide, "NAT gateway creation fails": state failed, with the reason; it goes away by itself.
        assertThat(nat(id).state()).isEqualTo(NatGatewayState.FAILED);
        assertThat(nat(id).failureCode()).isEqualTo("Gateway.NotAttached");
        ec2.releaseAddress(request -> request.allocationId(address));
    }

    @Test
    void tokensMakeCreationsHappenOnce() {
        internetGateway(ec2, vpc);
        String address = ec2.allocateAddress().allocationId();
        String id = ec2.createNatGateway(request ->
                        request.subnetId(subnet).allocationId(address).clientToken("one"))
                .natGateway()
                .natGatewayId();
        // EC2 developer guide, "Ensuring idempotency".
        assertThat(ec2.createNatGateway(request ->
                                request.subnetId(subnet).allocationId(address).clientToken("one"))
                        .natGateway()
                        .natGatewayId())
                .isEqualTo(id);
        String other = ec2.allocateAddress().allocationId();
        assertRefused(
                "IdempotentParameterMismatch",
                () -> ec2.createNatGateway(
                        request -> request.subnetId(subnet).allocationId(other).clientToken("one")));
        ec2.deleteNatGateway(request -> request.natGatewayId(id));
        sandbox.time().pause(Duration.ofMinutes(2));
        assertThat(ec2.createNatGateway(request ->
                                request.subnetId(subnet).allocationId(address).clientToken("one"))
                        .natGateway()
                        .state())
                .isEqualTo(NatGatewayState.DELETED);
    }

    @Test
    void tablesWithSubnetsStay() {
        String association = ec2.associateRouteTable(
                        request -> request.routeTableId(table).subnetId(subnet))
                .associationId();
        // API reference, DeleteRouteTable and AssociateRouteTable.
        assertRefused("DependencyViolation", () -> ec2.deleteRouteTable(request -> request.routeTableId(table)));
        assertRefused(
                "Resource.AlreadyAssociated",
                () -> ec2.associateRouteTable(
                        request -> request.routeTableId(table).subnetId(subnet)));
        String main = ec2.describeRouteTables(request -> request.filters(filter("association.main", "true")))
                .routeTables()
                .get(0)
                .routeTableId();
        assertRefused("DependencyViolation", () -> ec2.deleteRouteTable(request -> request.routeTableId(main)));
        String replaced = ec2.replaceRouteTableAssociation(
                        request -> request.associationId(association).routeTableId(main))
                .newAssociationId();
        assertThat(replaced).isNotEqualTo(association);
        assertRefused(
                "InvalidAssociationID.NotFound",
                () -> ec2.disassociateRouteTable(request -> request.associationId(association)));
        ec2.deleteRouteTable(request -> request.routeTableId(table));
        ec2.deleteSubnet(request -> request.subnetId(subnet));
    }

    @Test
    void gatewaysStayUnderMappedAddresses() {
        String gateway = internetGateway(ec2, vpc);
        String address = ec2.allocateAddress().allocationId();
        String eni = ec2.createNetworkInterface(request -> request.subnetId(subnet))
                .networkInterface()
                .networkInterfaceId();
        String association = ec2.associateAddress(
                        request -> request.allocationId(address).networkInterfaceId(eni))
                .associationId();
        // API reference, DetachInternetGateway: "The VPC must not contain any running instances with Elastic IPs".
        assertRefused(
                "DependencyViolation",
                () -> ec2.detachInternetGateway(
                        request -> request.internetGatewayId(gateway).vpcId(vpc)));
        ec2.disassociateAddress(request -> request.associationId(association));
        ec2.detachInternetGateway(request -> request.internetGatewayId(gateway).vpcId(vpc));
        // EC2 error codes, Gateway.NotAttached.
        assertRefused(
                "Gateway.NotAttached",
                () -> ec2.associateAddress(
                        request -> request.allocationId(address).networkInterfaceId(eni)));
    }
}
