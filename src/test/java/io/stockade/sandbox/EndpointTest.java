package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.assertRefused;
import static io.stockade.sandbox.Sandboxes.filter;
import static io.stockade.sandbox.Sandboxes.subnet;
import static io.stockade.sandbox.Sandboxes.vpc;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.State;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** VPC endpoints, the services that they lead to, and prefix lists. */
class EndpointTest {
    private static final String S3 = "com.amazonaws.eu-west-1.s3";
    private static final String SSM = "com.amazonaws.eu-west-1.ssm";

    private final Sandbox sandbox = Sandboxes.create();
    private final Ec2Client ec2 = Sandboxes.ec2(sandbox);
    private final String vpc = vpc(ec2);
    private final String one = subnet(ec2, vpc, "10.40.0.0/24", "euw1-az1");
    private final String two = subnet(ec2, vpc, "10.40.1.0/24", "euw1-az2");

    private VpcEndpoint endpoint(String id) {
        return ec2.describeVpcEndpoints(request -> request.vpcEndpointIds(id))
                .vpcEndpoints()
                .get(0);
    }

    private List<NetworkInterface> interfaces() {
        return ec2.describeNetworkInterfaces(request -> request.filters(filter("vpc-id", vpc)))
                .networkInterfaces();
    }

    private VpcEndpoint createInterface(boolean privateDns, String... subnets) {
        return ec2.createVpcEndpoint(request -> request.vpcId(vpc)
                        .vpcEndpointType(VpcEndpointType.INTERFACE)
                        .serviceName(SSM)
                        .subnetIds(subnets)
                        .privateDnsEnabled(privateDns))
                .vpcEndpoint();
    }

    @Test
    void gatewayEndpointIsARoute() {
        String table =
                ec2.createRouteTable(request -> request.vpcId(vpc)).routeTable().routeTableId();
        VpcEndpoint made = ec2.createVpcEndpoint(
                        request -> request.vpcId(vpc).serviceName(S3).routeTableIds(table))
                .vpcEndpoint();
        // PrivateLink guide, "Gateway endpoints": available at once, a prefix list route in each of its tables.
        assertThat(made.state()).isEqualTo(State.AVAILABLE);
        String list = ec2.describePrefixLists(request -> request.filters(filter("prefix-list-name", S3)))
                .prefixLists()
                .get(0)
                .prefixListId();
        List<Route> routes = ec2.describeRouteTables(request -> request.routeTableIds(table))
                .routeTables()
                .get(0)
                .routes();
        assertThat(routes)
                .filteredOn(route -> list.equals(route.destinationPrefixListId()))
                .singleElement()
                .satisfies(route -> assertThat(route.gatewayId()).isEqualTo(made.vpcEndpointId()));
        assertRefused(
                "RouteAlreadyExists",
                () -> ec2.createVpcEndpoint(
                        request -> request.vpcId(vpc).serviceName(S3).routeTableIds(table)));
        ec2.modifyVpcEndpoint(
                request -> request.vpcEndpointId(made.vpcEndpointId()).removeRouteTableIds(table));
        assertThat(endpoint(made.vpcEndpointId()).routeTableIds()).isEmpty();
        ec2.deleteVpcEndpoints(request -> request.vpcEndpointIds(made.vpcEndpointId()));
        assertThat(endpoint(made.vpcEndpointId()).state()).isEqualTo(State.DELETING);
        sandbox.time().pause(Duration.ofSeconds(30));
        assertRefused("InvalidVpcEndpointId.NotFound", () -> endpoint(made.vpcEndpointId()));
    }

    @Test
    void interfaceEndpointTakesItsTimeAndStandsInTheWay() {
        VpcEndpoint made = createInterface(false, one, two);
        assertThat(made.state()).isEqualTo(State.PENDING);
        sandbox.time().pause(Duration.ofSeconds(61));
        assertThat(endpoint(made.vpcEndpointId()).state()).isEqualTo(State.AVAILABLE);
        // PrivateLink guide, "Interface endpoints": a requester-managed interface in each subnet.
        assertThat(interfaces()).hasSize(2).allSatisfy(eni -> {
            assertThat(eni.interfaceType()).isEqualTo(NetworkInterfaceType.VPC_ENDPOINT);
            assertThat(eni.requesterManaged()).isTrue();
            assertThat(eni.description()).isEqualTo("VPC Endpoint Interface " + made.vpcEndpointId());
            assertThat(eni.groups()).hasSize(1);
        });
        ec2.deleteVpcEndpoints(request -> request.vpcEndpointIds(made.vpcEndpointId()));
        assertRefused("DependencyViolation", () -> ec2.deleteSubnet(request -> request.subnetId(one)));
        sandbox.time().pause(Duration.ofSeconds(30));
        assertThat(interfaces()).isEmpty();
        ec2.deleteSubnet(request -> request.subnetId(one));
    }

    @Test
    void privateNamesNeedBothSwitches() {
        // PrivateLink guide, "Enable private DNS names".
        assertRefused("InvalidParameter", () -> createInterface(true, one));
        ec2.modifyVpcAttribute(request -> request.vpcId(vpc).enableDnsHostnames(value -> value.value(true)));
        assertThat(createInterface(true, one).privateDnsEnabled()).isTrue();
        assertRefused("InvalidParameter", () -> createInterface(true, two));
    }

    @Test
    void oneSubnetInEachZone() {
        String third = subnet(ec2, vpc, "10.40.2.0/24", "euw1-az1");
        // PrivateLink guide: one subnet per Availability Zone.
        assertRefused("DuplicateSubnetsInSameZone", () -> createInterface(false, one, third));
        VpcEndpoint made = createInterface(false, one);
        assertRefused(
                "IncorrectState",
                () -> ec2.modifyVpcEndpoint(
                        request -> request.vpcEndpointId(made.vpcEndpointId()).addSubnetIds(two)));
        sandbox.time().pause(Duration.ofSeconds(61));
        ec2.modifyVpcEndpoint(request ->
                request.vpcEndpointId(made.vpcEndpointId()).addSubnetIds(two).removeSubnetIds(one));
        assertThat(endpoint(made.vpcEndpointId()).subnetIds()).containsExactly(two);
        assertThat(interfaces())
                .singleElement()
                .satisfies(eni -> assertThat(eni.subnetId()).isEqualTo(two));
    }

    @Test
    void groupsOfTheEndpointAreThoseOfItsInterfaces() {
        VpcEndpoint made = createInterface(false, one);
        sandbox.time().pause(Duration.ofSeconds(61));
        String group = ec2.createSecurityGroup(
                        request -> request.vpcId(vpc).groupName("endpoints").description("e"))
                .groupId();
        ec2.modifyVpcEndpoint(request -> request.vpcEndpointId(made.vpcEndpointId())
                .addSecurityGroupIds(group)
                .removeSecurityGroupIds(made.groups().get(0).groupId()));
        assertThat(interfaces().get(0).groups())
                .singleElement()
                .satisfies(found -> assertThat(found.groupId()).isEqualTo(group));
        assertRefused("DependencyViolation", () -> ec2.deleteSecurityGroup(request -> request.groupId(group)));
    }

    @Test
    void servicesAreNotInEveryZone() {
        Ec2Client virginia = sandbox.ec2(Sandboxes.ACCOUNT, "us-east-1");
        List<ServiceDetail> all = virginia.describeVpcEndpointServices().serviceDetails();
        // API reference, DescribeVpcEndpointServices: S3 is there as both types.
        assertThat(all)
                .filteredOn(service -> service.serviceName().equals("com.amazonaws.us-east-1.s3"))
                .hasSize(2);
        assertThat(all)
                .filteredOn(service -> service.availabilityZoneIds().size() < 6)
                .isNotEmpty();
        assertThat(all)
                .allSatisfy(service ->
                        assertThat(service.vpcEndpointPolicySupported()).isTrue());
        assertRefused(
                "InvalidServiceName",
                () -> ec2.describeVpcEndpointServices(request -> request.serviceNames("com.amazonaws.eu-west-1.none")));
    }
}
