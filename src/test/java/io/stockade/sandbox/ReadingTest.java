package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.assertRefused;
import static io.stockade.sandbox.Sandboxes.filter;
import static io.stockade.sandbox.Sandboxes.subnet;
import static io.stockade.sandbox.Sandboxes.tag;
import static io.stockade.sandbox.Sandboxes.vpc;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.settings.Quotas;
import io.stockade.sandbox.settings.SandboxSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Pages, throttles, lag, zones and offerings: what reading from AWS is like. */
class ReadingTest {
    private final Sandbox sandbox =
            Sandboxes.create(SandboxSettings.defaults().withThrottling(false).withQuotas(Quotas.raised()));
    private final Ec2Client ec2 = Sandboxes.ec2(sandbox);

    @Test
    void listsComeInPages() {
        for (int count = 0; count < 12; count++) {
            vpc(ec2);
        }
        // EC2 developer guide, "Pagination": between 5 and 1,000; a token that isn't one is refused.
        List<Integer> sizes = new ArrayList<>();
        ec2.describeVpcsPaginator(request -> request.maxResults(5))
                .forEach(page -> sizes.add(page.vpcs().size()));
        assertThat(sizes).containsExactly(5, 5, 2);
        assertThat(ec2.describeVpcsPaginator(request -> request.maxResults(5)).vpcs())
                .doesNotHaveDuplicates()
                .hasSize(12);
        assertRefused("InvalidParameterValue", () -> ec2.describeVpcs(request -> request.maxResults(4)));
        assertRefused("InvalidParameterValue", () -> ec2.describeVpcs(request -> request.maxResults(1001)));
        assertRefused("InvalidNextToken", () -> ec2.describeVpcs(request -> request.nextToken("banana")));
    }

    @Test
    void routeTablesComeByTheHundred() {
        String vpc = vpc(ec2);
        for (int count = 0; count < 120; count++) {
            ec2.createRouteTable(request -> request.vpcId(vpc));
        }
        // API reference, DescribeRouteTables: at most 100, asked for or not.
        assertThat(ec2.describeRouteTables().routeTables()).hasSize(100);
        assertThat(ec2.describeRouteTables().nextToken()).isNotNull();
        assertThat(ec2.describeRouteTablesPaginator().routeTables()).hasSize(121);
        for (int count = 0; count < 120; count++) {
            ec2.allocateAddress();
        }
        assertThat(ec2.describeAddresses().addresses()).hasSize(120);
    }

    @Test
    void filtersTakeTwoHundredValues() {
        String[] many =
                Stream.generate(() -> "vpc-0123456789abcdef0").limit(201).toArray(String[]::new);
        // EC2 user guide, "Filtering": at most 200 values.
        assertRefused(
                "FilterLimitExceeded", () -> ec2.describeSubnets(request -> request.filters(filter("vpc-id", many))));
    }

    @Test
    void tooManyCallsAreThrottled() {
        Sandbox throttling = Sandboxes.create(SandboxSettings.defaults().withQuotas(Quotas.raised()));
        Ec2Client throttled = Sandboxes.ec2(throttling);
        String vpc = vpc(throttled);
        // EC2 developer guide, "Request throttling": CreateVpcEndpoint has 4 tokens and gets 0.3 a second.
        for (int count = 0; count < 4; count++) {
            throttled.createVpcEndpoint(request -> request.vpcId(vpc).serviceName("com.amazonaws.eu-west-1.s3"));
        }
        assertThat(assertRefused(
                                "RequestLimitExceeded",
                                () -> throttled.createVpcEndpoint(
                                        request -> request.vpcId(vpc).serviceName("com.amazonaws.eu-west-1.s3")))
                        .statusCode())
                .isEqualTo(503);
        throttling.time().pause(Duration.ofSeconds(4));
        throttled.createVpcEndpoint(request -> request.vpcId(vpc).serviceName("com.amazonaws.eu-west-1.s3"));
        assertThat(throttling.journal().count(entry -> !entry.succeeded())).isEqualTo(1);
    }

    @Test
    void readsCanLagBehindWrites() {
        String before = vpc(ec2);
        sandbox.time().pause(Duration.ofMinutes(2));
        sandbox.faults().readLag(Duration.ofSeconds(30));
        String after = vpc(ec2);
        // EC2 developer guide, "Eventual consistency".
        assertRefused("InvalidVpcID.NotFound", () -> ec2.describeVpcs(request -> request.vpcIds(after)));
        ec2.createTags(request -> request.resources(before).tags(tag("a", "b")));
        assertThat(ec2.describeVpcs().vpcs())
                .singleElement()
                .satisfies(vpc -> assertThat(vpc.tags()).isEmpty());
        ec2.deleteVpc(request -> request.vpcId(before));
        assertThat(ec2.describeVpcs().vpcs()).extracting(Vpc::vpcId).containsExactly(before);
        sandbox.time().pause(Duration.ofSeconds(31));
        assertThat(ec2.describeVpcs().vpcs()).extracting(Vpc::vpcId).containsExactly(after);
        subnet(ec2, after, "10.40.0.0/24", "euw1-az1");
    }

    @Test
    void zonesHaveAnotherNameInEachAccount() {
        // AWS RAM user guide, "Availability Zone IDs".
        List<AvailabilityZone> ours = ec2.describeAvailabilityZones().availabilityZones();
        assertThat(ours).extracting(AvailabilityZone::zoneId).containsExactly("euw1-az1", "euw1-az2", "euw1-az3");
        assertThat(ours)
                .extracting(AvailabilityZone::zoneName)
                .containsExactlyInAnyOrder("eu-west-1a", "eu-west-1b", "eu-west-1c");
        List<String> names = new ArrayList<>();
        for (String account : List.of("111122223333", "111122223334", "111122223335")) {
            names.add(sandbox.ec2(account, Sandboxes.REGION)
                    .describeAvailabilityZones(request -> request.zoneIds("euw1-az1"))
                    .availabilityZones()
                    .get(0)
                    .zoneName());
        }
        assertThat(names).doesNotHaveDuplicates();
        assertThat(sandbox.ec2(Sandboxes.ACCOUNT, "ap-northeast-1")
                        .describeAvailabilityZones()
                        .availabilityZones())
                .extracting(AvailabilityZone::zoneId)
                .containsExactly("apne1-az1", "apne1-az2", "apne1-az4");
    }

    @Test
    void theOldestZoneLacksNewTypes() {
        List<InstanceTypeOffering> offerings = sandbox.ec2(Sandboxes.ACCOUNT, "us-east-1")
                .describeInstanceTypeOfferings(request -> request.locationType(LocationType.AVAILABILITY_ZONE_ID)
                        .filters(filter("instance-type", "t4g.nano")))
                .instanceTypeOfferings();
        // API reference, DescribeInstanceTypeOfferings; use1-az3 is known for it.
        assertThat(offerings)
                .extracting(InstanceTypeOffering::location)
                .containsExactlyInAnyOrder("use1-az1", "use1-az2", "use1-az4", "use1-az5", "use1-az6");
    }

    @Test
    void dryRunChangesNothing() {
        // EC2 API reference, common parameters: DryRunOperation, 412.
        assertThat(assertRefused(
                                "DryRunOperation",
                                () -> ec2.createVpc(request ->
                                        request.cidrBlock("10.0.0.0/16").dryRun(true)))
                        .statusCode())
                .isEqualTo(412);
        assertThat(ec2.describeVpcs().vpcs()).isEmpty();
    }
}
