package io.stockade.contract;

import io.stockade.aws.AwsClients;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Where a script is played: the clients, how time passes, and what scripts often begin with. */
final class Stage {
    /** Where scripts are played that don't say where. */
    static final String REGION = "eu-west-1";

    static final String DONE = "done";
    static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                    + "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"}}]}";
    static final String IMAGE = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-";

    final Ec2Client ec2;
    final AutoScalingClient autoScaling;
    final IamClient iam;
    final StsClient sts;
    final LambdaClient lambda;
    final SecretsManagerClient secrets;
    private final Function<String, AwsClients> regions;
    private final String salt;
    private final Consumer<Duration> clock;

    /**
     * A stage.
     *
     * @param regions the clients of an account in each region
     * @param salt makes names that others on the same stage don't have
     * @param clock lets time pass, where it has to
     */
    Stage(Function<String, AwsClients> regions, String region, String salt, Consumer<Duration> clock) {
        AwsClients clients = regions.apply(region);
        this.regions = regions;
        this.ec2 = clients.ec2();
        this.autoScaling = clients.autoScaling();
        this.iam = clients.iam();
        this.sts = clients.sts();
        this.lambda = clients.lambda();
        this.secrets = clients.secretsManager();
        this.salt = salt;
        this.clock = clock;
    }

    /** The same account in another region. */
    Stage in(String region) {
        return new Stage(regions, region, salt, clock);
    }

    /** What comes of a call: done, or AWS's error code. */
    String answer(Supplier<?> call) {
        try {
            Object unused = call.get();
            return DONE;
        } catch (AwsServiceException refused) {
            return code(refused);
        }
    }

    /** What comes of a script; where a call in its midst is refused, its error code. */
    String play(Script script) {
        try {
            return script.body().play(this);
        } catch (AwsServiceException refused) {
            return code(refused);
        }
    }

    private static String code(AwsServiceException refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        return code == null || code.isEmpty() ? "HTTP " + refused.statusCode() : code;
    }

    /** Several answers, one after the other. */
    static String then(Object... answers) {
        return Stream.of(answers).map(String::valueOf).collect(Collectors.joining("; "));
    }

    void pass(Duration time) {
        clock.accept(time);
    }

    /** A name that is free. */
    String name(String name) {
        return name + "-" + salt;
    }

    String vpc() {
        return vpc("10.40.0.0/16");
    }

    String vpc(String range) {
        return ec2.createVpc(request -> request.cidrBlock(range)).vpc().vpcId();
    }

    /** A zone by its place, counted from 0. */
    AvailabilityZone zone(int place) {
        return ec2.describeAvailabilityZones().availabilityZones().get(place);
    }

    String subnet(String vpc) {
        return subnet(vpc, "10.40.0.0/24", 0);
    }

    String subnet(String vpc, String range, int zone) {
        String id = zone(zone).zoneId();
        return ec2.createSubnet(request -> request.vpcId(vpc).cidrBlock(range).availabilityZoneId(id))
                .subnet()
                .subnetId();
    }

    String gateway() {
        return ec2.createInternetGateway().internetGateway().internetGatewayId();
    }

    /** An internet gateway that is attached. */
    String gateway(String vpc) {
        String id = gateway();
        ec2.attachInternetGateway(request -> request.internetGatewayId(id).vpcId(vpc));
        return id;
    }

    String table(String vpc) {
        return ec2.createRouteTable(request -> request.vpcId(vpc)).routeTable().routeTableId();
    }

    RouteTable table(String vpc, boolean main) {
        return ec2.describeRouteTables(request -> request.filters(filter("vpc-id", vpc))).routeTables().stream()
                .filter(table -> main == table.associations().stream().anyMatch(each -> each.main()))
                .findFirst()
                .orElseThrow();
    }

    String group(String vpc, String name) {
        return ec2.createSecurityGroup(
                        request -> request.vpcId(vpc).groupName(name).description("made by a script"))
                .groupId();
    }

    String defaultGroup(String vpc) {
        return ec2.describeSecurityGroups(
                        request -> request.filters(filter("vpc-id", vpc), filter("group-name", "default")))
                .securityGroups()
                .get(0)
                .groupId();
    }

    String networkInterface(String subnet) {
        return ec2.createNetworkInterface(request -> request.subnetId(subnet))
                .networkInterface()
                .networkInterfaceId();
    }

    NetworkInterface shown(String networkInterface) {
        return ec2.describeNetworkInterfaces(request -> request.networkInterfaceIds(networkInterface))
                .networkInterfaces()
                .get(0);
    }

    String address() {
        return ec2.allocateAddress(request -> request.domain("vpc")).allocationId();
    }

    /** Maps an address to an interface. */
    String map(String address, String networkInterface) {
        return ec2.associateAddress(request -> request.allocationId(address).networkInterfaceId(networkInterface))
                .associationId();
    }

    String natGateway(String subnet) {
        String address = address();
        return ec2.createNatGateway(request -> request.subnetId(subnet).allocationId(address))
                .natGateway()
                .natGatewayId();
    }

    NatGateway nat(String id) {
        return ec2.describeNatGateways(request -> request.natGatewayIds(id))
                .natGateways()
                .get(0);
    }

    /** What a NAT instance is made from: an interface at place 0, or none that is named. */
    RequestLaunchTemplateData launch(String networkInterface, String type, String architecture) {
        return RequestLaunchTemplateData.builder()
                .imageId(IMAGE + architecture)
                .instanceType(type)
                .networkInterfaces(LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.builder()
                        .deviceIndex(0)
                        .networkInterfaceId(networkInterface)
                        .deleteOnTermination(false)
                        .build())
                .build();
    }

    String template(String name, RequestLaunchTemplateData data) {
        return ec2.createLaunchTemplate(
                        request -> request.launchTemplateName(name).launchTemplateData(data))
                .launchTemplate()
                .launchTemplateId();
    }

    String role(String name) {
        return iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(TRUST))
                .role()
                .roleName();
    }

    static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    static TagSpecification tags(ResourceType type, String key, String value) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(tag(key, value))
                .build();
    }
}
