package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.assertRefused;
import static io.stockade.sandbox.Sandboxes.filter;
import static io.stockade.sandbox.Sandboxes.internetGateway;
import static io.stockade.sandbox.Sandboxes.subnet;
import static io.stockade.sandbox.Sandboxes.tag;
import static io.stockade.sandbox.Sandboxes.tags;
import static io.stockade.sandbox.Sandboxes.vpc;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.settings.SandboxSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SubnetState;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;

/** VPCs, subnets and internet gateways. */
class VpcTest {
    private final Sandbox sandbox = Sandboxes.create();
    private final Ec2Client ec2 = Sandboxes.ec2(sandbox);

    @Test
    void newVpcHasWhatAwsPutsIntoIt() {
        String id = vpc(ec2);
        assertThat(id).matches("vpc-0[0-9a-f]{16}");

        // VPC user guide, "Default security groups": ingress from itself, egress everywhere.
        SecurityGroup group = ec2.describeSecurityGroups(request -> request.filters(filter("vpc-id", id)))
                .securityGroups()
                .get(0);
        assertThat(group.groupName()).isEqualTo("default");
        assertThat(group.ipPermissions().get(0).userIdGroupPairs().get(0).groupId())
                .isEqualTo(group.groupId());
        assertThat(group.ipPermissionsEgress().get(0).ipRanges().get(0).cidrIp())
                .isEqualTo("0.0.0.0/0");
        assertThat(ec2.describeSecurityGroupRules(request -> request.filters(filter("group-id", group.groupId())))
                        .securityGroupRules())
                .hasSize(2)
                .allSatisfy(rule -> assertThat(rule.securityGroupRuleId()).startsWith("sgr-0"));

        // VPC user guide, "Main route table": local route only, associated implicitly.
        RouteTable main = ec2.describeRouteTables(
                        request -> request.filters(filter("vpc-id", id), filter("association.main", "true")))
                .routeTables()
                .get(0);
        assertThat(main.routes()).singleElement().satisfies(route -> {
            assertThat(route.gatewayId()).isEqualTo("local");
            assertThat(route.destinationCidrBlock()).isEqualTo("10.40.0.0/16");
        });

        // VPC user guide, "Default network ACL".
        assertThat(ec2.describeNetworkAcls(request -> request.filters(filter("vpc-id", id)))
                        .networkAcls()
                        .get(0)
                        .entries())
                .filteredOn(entry -> entry.ruleAction() == RuleAction.ALLOW)
                .extracting(NetworkAclEntry::egress)
                .containsExactly(true, false);
    }

    @Test
    void rangesOfVpcsAreBetween16And28() {
        // API reference, CreateVpc.
        assertRefused("InvalidVpc.Range", () -> ec2.createVpc(request -> request.cidrBlock("10.0.0.0/8")));
        assertRefused("InvalidVpc.Range", () -> ec2.createVpc(request -> request.cidrBlock("10.0.0.0/29")));
        assertRefused("InvalidParameterValue", () -> ec2.createVpc(request -> request.cidrBlock("banana")));
    }

    @Test
    void subnetsLieInTheVpcApartAndInAZone() {
        String vpc = vpc(ec2);
        subnet(ec2, vpc, "10.40.0.0/24", "euw1-az1");
        // API reference, CreateSubnet; EC2 error codes.
        assertRefused("InvalidSubnet.Conflict", () -> subnet(ec2, vpc, "10.40.0.128/25", "euw1-az2"));
        assertRefused("InvalidSubnet.Range", () -> subnet(ec2, vpc, "10.41.0.0/24", "euw1-az2"));
        assertRefused("InvalidSubnet.Range", () -> subnet(ec2, vpc, "10.40.1.0/29", "euw1-az2"));
        assertRefused("InvalidParameterValue", () -> subnet(ec2, vpc, "10.40.1.0/24", "euw1-az9"));
        assertRefused("InvalidVpcID.NotFound", () -> subnet(ec2, "vpc-0123456789abcdef0", "10.40.1.0/24", "euw1-az1"));
        // VPC user guide, "Subnet sizing": five addresses of each subnet are AWS's.
        assertThat(ec2.describeSubnets().subnets()).singleElement().satisfies(subnet -> {
            assertThat(subnet.availableIpAddressCount()).isEqualTo(251);
            assertThat(subnet.state()).isEqualTo(SubnetState.AVAILABLE);
        });
    }

    @Test
    void attributesChangeOneByOne() {
        String vpc = vpc(ec2);
        // API reference, ModifyVpcAttribute and ModifySubnetAttribute.
        assertRefused(
                "InvalidParameterCombination",
                () -> ec2.modifyVpcAttribute(request -> request.vpcId(vpc)
                        .enableDnsHostnames(value -> value.value(true))
                        .enableDnsSupport(value -> value.value(true))));
        ec2.modifyVpcAttribute(request -> request.vpcId(vpc).enableDnsHostnames(value -> value.value(true)));
        assertThat(ec2.describeVpcAttribute(
                                request -> request.vpcId(vpc).attribute(VpcAttributeName.ENABLE_DNS_HOSTNAMES))
                        .enableDnsHostnames()
                        .value())
                .isTrue();
        String subnet = subnet(ec2, vpc, "10.40.0.0/24", "euw1-az1");
        assertRefused(
                "InvalidParameterCombination",
                () -> ec2.modifySubnetAttribute(request -> request.subnetId(subnet)
                        .mapPublicIpOnLaunch(value -> value.value(true))
                        .enableDns64(value -> value.value(true))));
    }

    @Test
    void oneInternetGatewayPerVpc() {
        String vpc = vpc(ec2);
        String gateway = internetGateway(ec2, vpc);
        String other = ec2.createInternetGateway().internetGateway().internetGatewayId();
        // VPC user guide, "Internet gateways": a VPC has one, and a gateway one VPC.
        assertRefused(
                "Resource.AlreadyAssociated",
                () -> ec2.attachInternetGateway(
                        request -> request.internetGatewayId(gateway).vpcId(vpc)));
        assertRefused(
                "InvalidParameterValue",
                () -> ec2.attachInternetGateway(
                        request -> request.internetGatewayId(other).vpcId(vpc)));
        assertThat(ec2.describeInternetGateways(request -> request.filters(filter("attachment.vpc-id", vpc)))
                        .internetGateways())
                .singleElement()
                .satisfies(found -> assertThat(found.internetGatewayId()).isEqualTo(gateway));
    }

    @Test
    void quotasAreThoseOfANewAccount() {
        for (int count = 0; count < 5; count++) {
            vpc(ec2);
            ec2.allocateAddress();
        }
        // VPC user guide, "Amazon VPC quotas".
        assertRefused("VpcLimitExceeded", () -> vpc(ec2));
        assertRefused("AddressLimitExceeded", () -> ec2.allocateAddress());
        vpc(sandbox.ec2("444455556666", Sandboxes.REGION));
        vpc(sandbox.ec2(Sandboxes.ACCOUNT, "us-east-1"));
    }

    @Test
    void vpcGoesLast() {
        String vpc = vpc(ec2);
        String subnet = subnet(ec2, vpc, "10.40.0.0/24", "euw1-az1");
        String gateway = internetGateway(ec2, vpc);
        // API reference, DeleteVpc: everything in it must be gone, but for what came with it.
        assertRefused("DependencyViolation", () -> ec2.deleteVpc(request -> request.vpcId(vpc)));
        ec2.deleteSubnet(request -> request.subnetId(subnet));
        assertRefused("DependencyViolation", () -> ec2.deleteVpc(request -> request.vpcId(vpc)));
        assertRefused(
                "DependencyViolation", () -> ec2.deleteInternetGateway(request -> request.internetGatewayId(gateway)));
        ec2.detachInternetGateway(request -> request.internetGatewayId(gateway).vpcId(vpc));
        ec2.deleteVpc(request -> request.vpcId(vpc));
        assertRefused("InvalidVpcID.NotFound", () -> ec2.describeVpcs(request -> request.vpcIds(vpc)));
        assertThat(ec2.describeSecurityGroups().securityGroups()).isEmpty();
    }

    @Test
    void tagsComeWithCreationAndAreFoundByPatterns() {
        Vpc vpc = ec2.createVpc(request -> request.cidrBlock("10.1.0.0/16")
                        .tagSpecifications(tags(ResourceType.VPC, "stockade.dev/stack", "payments/orders")))
                .vpc();
        assertThat(vpc.tags()).hasSize(1);
        // EC2 user guide, "Filtering": * and ? stand for any characters and any one.
        for (String pattern : List.of("payments/*", "payments/order?", "payments/orders")) {
            assertThat(ec2.describeVpcs(request -> request.filters(filter("tag:stockade.dev/stack", pattern)))
                            .vpcs())
                    .hasSize(1);
        }
        assertThat(ec2.describeVpcs(request -> request.filters(filter("tag:stockade.dev/stack", "payments")))
                        .vpcs())
                .isEmpty();
        assertRefused(
                "InvalidParameterValue", () -> ec2.describeVpcs(request -> request.filters(filter("nonsense", "x"))));
        assertRefused(
                "InvalidVpcID.NotFound",
                () -> ec2.createTags(
                        request -> request.resources("vpc-0123456789abcdef0").tags(tag("a", "b"))));
        // EC2 user guide, "Tag restrictions": aws: is AWS's own.
        assertRefused(
                "InvalidParameterValue",
                () -> ec2.createTags(request -> request.resources(vpc.vpcId()).tags(tag("aws:x", "b"))));
    }

    @Test
    void aCallTakesItsTimeAndIsJournalled() {
        vpc(ec2);
        assertThat(Duration.between(Sandboxes.START, sandbox.time().now())).isEqualTo(Duration.ofMillis(300));
        assertThat(sandbox.journal().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("CreateVpc");
            assertThat(entry.principal()).isEqualTo(Sandbox.PRINCIPAL);
            assertThat(entry.mutating()).isTrue();
            assertThat(entry.resources().get(0)).startsWith("vpc-");
            assertThat(entry.time()).isEqualTo(Sandboxes.START.plusMillis(150));
        });
        assertThat(sandbox.journal().count("CreateVpc")).isEqualTo(1);
    }

    @Test
    void theSameScriptGivesTheSameIds() {
        Sandbox other = Sandboxes.create();
        Sandbox seeded = Sandboxes.create(SandboxSettings.defaults().withSeed(7));
        String id = vpc(ec2);
        assertThat(vpc(Sandboxes.ec2(other))).isEqualTo(id);
        assertThat(vpc(Sandboxes.ec2(seeded))).isNotEqualTo(id);
    }
}
