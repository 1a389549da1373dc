package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.assertRefused;
import static io.stockade.sandbox.Sandboxes.filter;
import static io.stockade.sandbox.Sandboxes.subnet;
import static io.stockade.sandbox.Sandboxes.vpc;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** A NAT instance's life: a group of one that holds a network interface which outlives its instances. */
class AutoScalingTest {
    private static final String ALIAS = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-";

    private final Sandbox sandbox = Sandboxes.create();
    private final Ec2Client ec2 = Sandboxes.ec2(sandbox);
    private final AutoScalingClient groups = sandbox.autoScaling(Sandboxes.ACCOUNT, Sandboxes.REGION);
    private final String vpc = vpc(ec2);
    private final String subnet = subnet(ec2, vpc, "10.40.0.0/24", "euw1-az1");
    private final NetworkInterface eni =
            ec2.createNetworkInterface(request -> request.subnetId(subnet)).networkInterface();

    private String template(String architecture) {
        RequestLaunchTemplateData data = RequestLaunchTemplateData.builder()
                .imageId(ALIAS + architecture)
                .instanceType("t4g.nano")
                .networkInterfaces(LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.builder()
                        .deviceIndex(0)
                        .networkInterfaceId(eni.networkInterfaceId())
                        .deleteOnTermination(false)
                        .build())
                .build();
        return ec2.createLaunchTemplate(
                        request -> request.launchTemplateName("nat").launchTemplateData(data))
                .launchTemplate()
                .launchTemplateId();
    }

    private void group(String template) {
        groups.createAutoScalingGroup(request -> request.autoScalingGroupName("nat")
                .minSize(0)
                .maxSize(1)
                .desiredCapacity(1)
                .availabilityZones(eni.availabilityZone())
                .launchTemplate(specification ->
                        specification.launchTemplateId(template).version("1"))
                .tags(Tag.builder()
                        .key("stack")
                        .value("orders")
                        .propagateAtLaunch(true)
                        .build()));
    }

    private AutoScalingGroup group() {
        return groups.describeAutoScalingGroups(request -> request.autoScalingGroupNames("nat"))
                .autoScalingGroups()
                .get(0);
    }

    private List<Instance> instances() {
        return ec2.describeInstances(request -> request.filters(filter("tag:stack", "orders"))).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .toList();
    }

    private NetworkInterface eniNow() {
        return ec2.describeNetworkInterfaces(request -> request.networkInterfaceIds(eni.networkInterfaceId()))
                .networkInterfaces()
                .get(0);
    }

    @Test
    void groupLaunchesOnItsInterface() {
        group(template("arm64"));
        assertThat(group().instances()).isEmpty();
        sandbox.time().pause(Duration.ofSeconds(5));
        assertThat(group().instances().get(0).lifecycleState()).isEqualTo(LifecycleState.PENDING);
        sandbox.time().pause(Duration.ofSeconds(50));
        assertThat(group().instances().get(0).lifecycleState()).isEqualTo(LifecycleState.IN_SERVICE);
        // Auto Scaling user guide, "Tag groups and instances": the group's name and the tags that are handed on.
        assertThat(instances()).singleElement().satisfies(instance -> {
            assertThat(instance.state().name()).isEqualTo(InstanceStateName.RUNNING);
            assertThat(instance.imageId()).startsWith("ami-");
            assertThat(instance.tags()).extracting("key").contains("aws:autoscaling:groupName", "stack");
            assertThat(eniNow().attachment().instanceId()).isEqualTo(instance.instanceId());
        });
    }

    @Test
    void endedInstanceIsReplacedOnceTheInterfaceIsFree() {
        group(template("arm64"));
        sandbox.time().pause(Duration.ofMinutes(1));
        String first = instances().get(0).instanceId();
        ec2.terminateInstances(request -> request.instanceIds(first));
        sandbox.time().pause(Duration.ofSeconds(15));
        // While the old instance shuts down it still holds the interface, so the first launch fails.
        assertThat(groups.describeScalingActivities(request -> request.autoScalingGroupName("nat"))
                        .activities()
                        .get(0)
                        .statusCode())
                .isEqualTo(ScalingActivityStatusCode.FAILED);
        sandbox.time().pause(Duration.ofSeconds(80));
        assertThat(instances())
                .extracting(instance -> instance.state().name())
                .containsExactlyInAnyOrder(InstanceStateName.TERMINATED, InstanceStateName.RUNNING);
        assertThat(eniNow().attachment().instanceId()).isNotEqualTo(first);
        sandbox.time().pause(Duration.ofMinutes(61));
        assertThat(instances()).hasSize(1);
    }

    @Test
    void deletionWaitsForTheInstances() {
        group(template("arm64"));
        sandbox.time().pause(Duration.ofMinutes(1));
        // API reference, DeleteAutoScalingGroup.
        assertRefused(
                "ResourceInUse", () -> groups.deleteAutoScalingGroup(request -> request.autoScalingGroupName("nat")));
        groups.deleteAutoScalingGroup(
                request -> request.autoScalingGroupName("nat").forceDelete(true));
        assertThat(group().status()).isEqualTo("Delete in progress");
        sandbox.time().pause(Duration.ofMinutes(1));
        assertThat(groups.describeAutoScalingGroups().autoScalingGroups()).isEmpty();
        assertThat(eniNow().statusAsString()).isEqualTo("available");
        ec2.deleteNetworkInterface(request -> request.networkInterfaceId(eni.networkInterfaceId()));
        assertRefused(
                "ValidationError", () -> groups.deleteAutoScalingGroup(request -> request.autoScalingGroupName("nat")));
    }

    @Test
    void imageAndTypeMustFit() {
        group(template("x86_64"));
        sandbox.time().pause(Duration.ofSeconds(5));
        // EC2 user guide, "Launch errors": the architectures must match; it shows as a failed activity.
        assertThat(groups.describeScalingActivities(request -> request.autoScalingGroupName("nat"))
                        .activities()
                        .get(0))
                .satisfies(activity -> {
                    assertThat(activity.statusCode()).isEqualTo(ScalingActivityStatusCode.FAILED);
                    assertThat(activity.statusMessage()).contains("does not match the architecture");
                });
        assertThat(instances()).isEmpty();
    }

    @Test
    void failuresAreTriedAgainInOneRhythm() {
        group(template("x86_64"));
        for (int count = 0; count < 5; count++) {
            groups.updateAutoScalingGroup(
                    request -> request.autoScalingGroupName("nat").defaultCooldown(10));
        }
        sandbox.time().pause(Duration.ofMinutes(10));
        // One try every 30 seconds, however often the group was touched in between.
        assertThat(groups.describeScalingActivities(request -> request.autoScalingGroupName("nat"))
                        .activities())
                .hasSizeBetween(19, 23);
    }

    @Test
    void capacityStaysWithinItsLimits() {
        group(template("arm64"));
        assertRefused(
                "ValidationError",
                () -> groups.updateAutoScalingGroup(
                        request -> request.autoScalingGroupName("nat").desiredCapacity(2)));
        assertRefused("AlreadyExists", () -> group("lt-0123456789abcdef0"));
        groups.updateAutoScalingGroup(
                request -> request.autoScalingGroupName("nat").maxSize(0));
        sandbox.time().pause(Duration.ofMinutes(2));
        assertThat(group().desiredCapacity()).isZero();
        assertThat(group().instances()).isEmpty();
    }

    @Test
    void newVersionsStartFromTheirSource() {
        String template = template("arm64");
        ec2.createLaunchTemplateVersion(request -> request.launchTemplateId(template)
                .sourceVersion("1")
                .launchTemplateData(data -> data.instanceType("t4g.micro")));
        // API reference, CreateLaunchTemplateVersion: what is not said comes from the source.
        assertThat(ec2.describeLaunchTemplateVersions(
                                request -> request.launchTemplateId(template).versions("$Latest"))
                        .launchTemplateVersions())
                .singleElement()
                .satisfies(version -> {
                    assertThat(version.versionNumber()).isEqualTo(2);
                    assertThat(version.defaultVersion()).isFalse();
                    assertThat(version.launchTemplateData().instanceTypeAsString())
                            .isEqualTo("t4g.micro");
                    assertThat(version.launchTemplateData().imageId()).startsWith("resolve:ssm:");
                });
        assertThat(ec2.deleteLaunchTemplateVersions(
                                request -> request.launchTemplateId(template).versions("1"))
                        .unsuccessfullyDeletedLaunchTemplateVersions())
                .hasSize(1);
        assertRefused("InvalidLaunchTemplateName.AlreadyExistsException", () -> template("arm64"));
    }
}
