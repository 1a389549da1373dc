package io.stockade.sandbox.autoscaling;

import io.stockade.sandbox.ec2.Instances;
import io.stockade.sandbox.ec2.Placements;
import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import io.stockade.sandbox.service.Timetable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;

/** Auto-scaling groups. */
final class GroupOperations {
    private static final int PAGE_SIZE = 100;

    private GroupOperations() {}

    static void register(Operations operations, Timetable timetable) {
        operations
                .add(CreateAutoScalingGroupRequest.class, GroupOperations::create)
                .add(UpdateAutoScalingGroupRequest.class, GroupOperations::update)
                .add(DescribeAutoScalingGroupsRequest.class, GroupOperations::describe)
                .add(DeleteAutoScalingGroupRequest.class, GroupOperations::delete);
        timetable.add(Instances.GROUP_CHECK, GroupBalance::check);
    }

    private static CreateAutoScalingGroupResponse create(Call call, CreateAutoScalingGroupRequest request) {
        String name = checkedName(call, request);
        String id = call.hexadecimal(call.nextNumber());
        AutoScalingGroup group = AutoScalingGroup.builder()
                .autoScalingGroupName(name)
                .autoScalingGroupARN("arn:" + call.scope().partition() + ":autoscaling:" + call.region() + ":"
                        + call.account() + ":autoScalingGroup:" + id + ":autoScalingGroupName/" + name)
                .launchTemplate(specification(call, request.launchTemplate()))
                .minSize(request.minSize())
                .maxSize(request.maxSize())
                .desiredCapacity(Objects.requireNonNullElse(request.desiredCapacity(), request.minSize()))
                .defaultCooldown(Objects.requireNonNullElse(request.defaultCooldown(), 300))
                .availabilityZones(zones(call, request.vpcZoneIdentifier(), request.availabilityZones()))
                .vpcZoneIdentifier(Objects.requireNonNullElse(request.vpcZoneIdentifier(), ""))
                .healthCheckType(Objects.requireNonNullElse(request.healthCheckType(), "EC2"))
                .healthCheckGracePeriod(Objects.requireNonNullElse(request.healthCheckGracePeriod(), 0))
                .terminationPolicies(
                        request.terminationPolicies().isEmpty() ? List.of("Default") : request.terminationPolicies())
                .newInstancesProtectedFromScaleIn(Boolean.TRUE.equals(request.newInstancesProtectedFromScaleIn()))
                .capacityRebalance(request.capacityRebalance())
                .maxInstanceLifetime(request.maxInstanceLifetime())
                .instanceMaintenancePolicy(request.instanceMaintenancePolicy())
                .serviceLinkedRoleARN("arn:" + call.scope().partition() + ":iam::" + call.account()
                        + ":role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling")
                .createdTime(call.now())
                .tags(GroupTags.merge(call, name, List.of(), request.tags()))
                .build();
        checkSizes(group);
        Groups.put(call, group);
        call.laterOnce(call.settings().delays().groupReaction().dividedBy(4), Instances.GROUP_CHECK, name);
        return CreateAutoScalingGroupResponse.builder().build();
    }

    private static String checkedName(Call call, CreateAutoScalingGroupRequest request) {
        String name = request.autoScalingGroupName();
        if (name == null || name.isEmpty()) {
            throw Groups.invalid("The AutoScalingGroupName is required");
        }
        if (call.find(Groups.TABLE, name).isPresent()) {
            throw AwsError.of(
                    "AlreadyExists",
                    "AutoScalingGroup by this name already exists - A group with the name " + name + " already exists");
        }
        if (request.minSize() == null || request.maxSize() == null) {
            throw Groups.invalid("MinSize and MaxSize are required");
        }
        return name;
    }

    private static UpdateAutoScalingGroupResponse update(Call call, UpdateAutoScalingGroupRequest request) {
        AutoScalingGroup before = Groups.require(call, request.autoScalingGroupName());
        if (Groups.DELETING.equals(before.status())) {
            throw AwsError.of(
                    "ScalingActivityInProgress",
                    "AutoScalingGroup " + before.autoScalingGroupName() + " is pending delete");
        }
        AutoScalingGroup.Builder after = before.toBuilder();
        Optional.ofNullable(request.minSize()).ifPresent(after::minSize);
        Optional.ofNullable(request.maxSize()).ifPresent(after::maxSize);
        Optional.ofNullable(request.desiredCapacity()).ifPresent(after::desiredCapacity);
        Optional.ofNullable(request.defaultCooldown()).ifPresent(after::defaultCooldown);
        Optional.ofNullable(request.healthCheckType()).ifPresent(after::healthCheckType);
        Optional.ofNullable(request.healthCheckGracePeriod()).ifPresent(after::healthCheckGracePeriod);
        Optional.ofNullable(request.maxInstanceLifetime()).ifPresent(after::maxInstanceLifetime);
        Optional.ofNullable(request.capacityRebalance()).ifPresent(after::capacityRebalance);
        Optional.ofNullable(request.instanceMaintenancePolicy()).ifPresent(after::instanceMaintenancePolicy);
        Optional.ofNullable(request.launchTemplate())
                .ifPresent(template -> after.launchTemplate(specification(call, template)));
        if (request.vpcZoneIdentifier() != null || !request.availabilityZones().isEmpty()) {
            after.availabilityZones(zones(call, request.vpcZoneIdentifier(), request.availabilityZones()))
                    .vpcZoneIdentifier(Objects.requireNonNullElse(request.vpcZoneIdentifier(), ""));
        }
        AutoScalingGroup changed = clamp(after.build(), request.desiredCapacity() != null);
        checkSizes(changed);
        Groups.put(call, changed);
        call.laterOnce(
                call.settings().delays().groupReaction().dividedBy(4),
                Instances.GROUP_CHECK,
                changed.autoScalingGroupName());
        return UpdateAutoScalingGroupResponse.builder().build();
    }

    /** API reference, UpdateAutoScalingGroup: new limits pull along a desired capacity that is not given. */
    private static AutoScalingGroup clamp(AutoScalingGroup group, boolean given) {
        int desired = Math.max(group.minSize(), Math.min(group.maxSize(), group.desiredCapacity()));
        return given ? group : group.toBuilder().desiredCapacity(desired).build();
    }

    private static void checkSizes(AutoScalingGroup group) {
        if (group.minSize() > group.maxSize()) {
            throw Groups.invalid("Max bound, " + group.maxSize() + ", must be greater than or equal to min bound, "
                    + group.minSize());
        }
        if (group.desiredCapacity() < group.minSize() || group.desiredCapacity() > group.maxSize()) {
            throw Groups.invalid("Desired capacity:" + group.desiredCapacity() + " must be between the specified min"
                    + " size:" + group.minSize() + " and max size:" + group.maxSize());
        }
    }

    /** A template with both its names, as groups show it, whichever one was given. */
    private static LaunchTemplateSpecification specification(Call call, @Nullable LaunchTemplateSpecification given) {
        LaunchTemplate template = Groups.template(call, given);
        return LaunchTemplateSpecification.builder()
                .launchTemplateId(template.launchTemplateId())
                .launchTemplateName(template.launchTemplateName())
                .version(given == null ? null : given.version())
                .build();
    }

    private static List<String> zones(Call call, @Nullable String subnets, List<String> given) {
        if (subnets != null && !subnets.isEmpty()) {
            return List.of(subnets.split(",")).stream()
                    .map(String::strip)
                    .map(id -> Placements.zoneOfSubnet(call, id)
                            .orElseThrow(() -> Groups.invalid("The subnet ID '" + id + "' does not exist")))
                    .toList();
        }
        if (given.isEmpty()) {
            throw Groups.invalid("At least one Availability Zone or VPC Subnet is required.");
        }
        for (String zone : given) {
            if (!Placements.isZone(call, zone)) {
                throw Groups.invalid("Invalid availability zone: " + zone);
            }
        }
        return given;
    }

    private static DescribeAutoScalingGroupsResponse describe(Call call, DescribeAutoScalingGroupsRequest request) {
        Predicate<AutoScalingGroup> filter = GroupTags.filter(request.filters());
        int size = Math.min(PAGE_SIZE, Objects.requireNonNullElse(request.maxRecords(), PAGE_SIZE));
        Page<AutoScalingGroup> page = Page.of(
                call,
                call.rows(Groups.TABLE),
                group -> Optional.of(group)
                        .filter(candidate -> request.autoScalingGroupNames().isEmpty()
                                || request.autoScalingGroupNames().contains(candidate.autoScalingGroupName()))
                        .filter(filter)
                        .map(candidate -> Groups.shown(call, candidate)),
                size,
                request.nextToken());
        return DescribeAutoScalingGroupsResponse.builder()
                .autoScalingGroups(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static DeleteAutoScalingGroupResponse delete(Call call, DeleteAutoScalingGroupRequest request) {
        AutoScalingGroup group = Groups.require(call, request.autoScalingGroupName());
        List<GroupMember> members = Groups.members(call, group);
        if (members.isEmpty()) {
            GroupBalance.remove(call, group);
            return DeleteAutoScalingGroupResponse.builder().build();
        }
        if (!Boolean.TRUE.equals(request.forceDelete())) {
            throw AwsError.of(
                    "ResourceInUse",
                    "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance"
                            + " request(s) still in the group.");
        }
        Groups.put(
                call,
                group.toBuilder()
                        .status(Groups.DELETING)
                        .minSize(0)
                        .desiredCapacity(0)
                        .build());
        members.forEach(
                member -> GroupBalance.terminate(call, group, member.instanceId(), "because its group was deleted"));
        call.laterOnce(call.settings().delays().groupReaction(), Instances.GROUP_CHECK, group.autoScalingGroupName());
        return DeleteAutoScalingGroupResponse.builder().build();
    }
}
