package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.ACCOUNT;
import static io.stockade.sandbox.Sandboxes.REGION;
import static io.stockade.sandbox.Sandboxes.filter;
import static io.stockade.sandbox.Sandboxes.internetGateway;
import static io.stockade.sandbox.Sandboxes.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** Edits behind the owner's back. */
class TamperingTest {
    private static final String STACK = "payments/orders";

    private final Sandbox sandbox = Sandboxes.create();
    private final Ec2Client ec2 = Sandboxes.ec2(sandbox);
    private final Tampering tampering = new Tampering(sandbox);
    private String vpc = "";

    @BeforeEach
    void build() {
        vpc = Sandboxes.vpc(ec2);
        String gateway = internetGateway(ec2, vpc);
        String one = Sandboxes.subnet(ec2, vpc, "10.40.0.0/24", "euw1-az1");
        String two = Sandboxes.subnet(ec2, vpc, "10.40.1.0/24", "euw1-az2");
        String table =
                ec2.createRouteTable(request -> request.vpcId(vpc)).routeTable().routeTableId();
        ec2.createRoute(request ->
                request.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
        String group = ec2.createSecurityGroup(
                        request -> request.vpcId(vpc).groupName("app").description("app"))
                .groupId();
        ec2.authorizeSecurityGroupIngress(request -> request.groupId(group)
                .ipPermissions(IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(443)
                        .toPort(443)
                        .ipRanges(IpRange.builder().cidrIp("10.0.0.0/8").build())
                        .build()));
        String endpoint = ec2.createVpcEndpoint(request -> request.vpcId(vpc)
                        .vpcEndpointType(VpcEndpointType.INTERFACE)
                        .serviceName("com.amazonaws.eu-west-1.ssm")
                        .subnetIds(one)
                        .securityGroupIds(group)
                        .privateDnsEnabled(false))
                .vpcEndpoint()
                .vpcEndpointId();
        ec2.createTags(request -> request.resources(vpc, gateway, one, two, table, group, endpoint)
                .tags(tag("stockade.dev/stack", STACK), tag("Name", "x")));
        sandbox.time().pause(Duration.ofMinutes(2));
    }

    private String apply(Tamper tamper) {
        return tampering.apply(tamper, ACCOUNT, REGION, STACK, 1);
    }

    @Test
    void everyCommandDoesWhatItSays() {
        assertThat(apply(Tamper.DELETE_ROUTE)).matches("deleted route 0.0.0.0/0 from route table rtb-[0-9a-f]{17}");
        assertThat(apply(Tamper.OPEN_SSH)).contains("port 22", "sgr-");
        assertThat(apply(Tamper.EDIT_RULE)).contains("443-444");
        assertThat(apply(Tamper.CHANGE_ENDPOINT_GROUPS)).contains("vpce-");
        assertThat(apply(Tamper.ADD_FOREIGN_SUBNET)).contains("10.40.255.240/28");
        assertThat(apply(Tamper.DELETE_SUBNET)).contains("10.40.1.0/24");
        assertThat(apply(Tamper.REMOVE_TAGS)).contains("removed 1 tags");
        assertThat(apply(Tamper.DETACH_GATEWAY)).contains("igw-", vpc);
        assertThat(ec2.describeSubnets(request -> request.filters(filter("tag:stockade.dev/stack", STACK)))
                        .subnets())
                .isEmpty();
        assertThat(sandbox.journal().mutating())
                .filteredOn(entry -> entry.principal().equals(Tampering.PRINCIPAL))
                .hasSize(8)
                .allMatch(JournalEntry::succeeded);
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> apply(Tamper.TERMINATE_NAT))
                .isInstanceOf(NothingToTamperException.class)
                .hasMessage("stack payments/orders has no NAT instance or gateway here");
        assertThatThrownBy(() -> tampering.apply(Tamper.DELETE_ROUTE, ACCOUNT, REGION, "payments/other", 1))
                .hasMessageContaining("payments/other");
    }

    @Test
    void natGatewayIsDeleted() {
        String subnet = ec2.describeSubnets().subnets().get(0).subnetId();
        String address = ec2.allocateAddress().allocationId();
        String gateway = ec2.createNatGateway(
                        request -> request.subnetId(subnet).allocationId(address))
                .natGateway()
                .natGatewayId();
        ec2.createTags(request -> request.resources(gateway).tags(tag("stockade.dev/stack", STACK)));
        assertThatThrownBy(() -> apply(Tamper.DETACH_GATEWAY)).hasMessageContaining("NAT gateways");
        assertThat(apply(Tamper.TERMINATE_NAT)).isEqualTo("deleted NAT gateway " + gateway);
    }

    @Test
    void lotsAreDrawnBySeed() {
        Sandbox other = Sandboxes.create();
        assertThat(apply(Tamper.RANDOM)).isNotEmpty();
        assertThatThrownBy(() -> new Tampering(other).apply(Tamper.RANDOM, ACCOUNT, REGION, STACK, 1))
                .isInstanceOf(NothingToTamperException.class);
    }

    @Test
    void commandsHaveNames() {
        assertThat(List.of(Tamper.values()))
                .allSatisfy(
                        tamper -> assertThat(Tamper.find(tamper.commandName())).contains(tamper));
        assertThat(Tamper.DELETE_ROUTE.commandName()).isEqualTo("delete-route");
        assertThat(Tamper.find("delete-everything")).isEmpty();
    }
}
