package io.stockade.sandbox.autoscaling;

import io.stockade.sandbox.ec2.Instances;
import io.stockade.sandbox.ec2.Launch;
import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * How a group comes to its desired capacity. Auto Scaling user guide, "Health checks" and "How scaling works": instances
 * that have ended are replaced, missing ones launched, surplus ones ended; what fails is tried again.
 */
final class GroupBalance {
    private GroupBalance() {}

    /** Looks at a group and does what there is to do. */
    static void check(Call call, String name) {
        Optional<AutoScalingGroup> found = call.find(Groups.TABLE, name);
        if (found.isEmpty()) {
            return;
        }
        AutoScalingGroup group = found.get();
        boolean deleting = Groups.DELETING.equals(group.status());
        int wanted = deleting ? 0 : group.desiredCapacity();
        List<GroupMember> living = dropEnded(call, group, deleting);
        if (deleting && living.isEmpty()) {
            remove(call, group);
            return;
        }
        for (GroupMember surplus : living.subList(Math.min(wanted, living.size()), living.size())) {
            terminate(call, group, surplus.instanceId(), "in response to a change of the desired capacity");
        }
        for (int missing = living.size(); missing < wanted; missing++) {
            if (!launch(call, group)) {
                call.laterOnce(call.settings().delays().groupRetry(), Instances.GROUP_CHECK, name);
                return;
            }
        }
        if (deleting) {
            call.laterOnce(call.settings().delays().groupReaction(), Instances.GROUP_CHECK, name);
        }
    }

    /** Ends an instance of a group. */
    static void terminate(Call call, AutoScalingGroup group, String instanceId, String cause) {
        Instances.find(call, instanceId).ifPresent(instance -> Instances.terminate(call, instance));
        Groups.note(
                call,
                group,
                ScalingActivityStatusCode.SUCCESSFUL,
                "Terminating EC2 instance: " + instanceId,
                "At " + call.now() + " an instance was taken out of service " + cause + ".",
                null);
    }

    /** Lets go of the instances that have ended; of those that only shut down a deleted group waits for. */
    private static List<GroupMember> dropEnded(Call call, AutoScalingGroup group, boolean deleting) {
        List<GroupMember> living = new ArrayList<>();
        for (GroupMember member : Groups.members(call, group)) {
            Optional<Instance> instance = Instances.find(call, member.instanceId());
            InstanceStateName state =
                    instance.map(found -> found.state().name()).orElse(InstanceStateName.TERMINATED);
            boolean up = state == InstanceStateName.PENDING || state == InstanceStateName.RUNNING;
            if (up || (deleting && state == InstanceStateName.SHUTTING_DOWN)) {
                living.add(member);
            } else {
                call.remove(GroupMember.TABLE, member.instanceId());
                instance.ifPresent(ended -> Instances.terminate(call, ended));
                Groups.note(
                        call,
                        group,
                        ScalingActivityStatusCode.SUCCESSFUL,
                        "Terminating EC2 instance: " + member.instanceId(),
                        "At " + call.now() + " an instance was taken out of service in response to an EC2 health check"
                                + " that indicated it has been terminated or stopped.",
                        null);
            }
        }
        return living;
    }

    private static boolean launch(Call call, AutoScalingGroup group) {
        String cause = "At " + call.now() + " an instance was started in response to a difference between desired and"
                + " actual capacity, increasing the capacity.";
        try {
            LaunchTemplate template = Groups.template(call, group.launchTemplate());
            String version = group.launchTemplate().version();
            Instance instance = launchInOneZone(call, group, template, version);
            call.put(
                    GroupMember.TABLE,
                    instance.instanceId(),
                    new GroupMember(
                            instance.instanceId(),
                            group.autoScalingGroupName(),
                            template.launchTemplateId(),
                            version == null ? "$Default" : version,
                            call.now()));
            Groups.note(
                    call,
                    group,
                    ScalingActivityStatusCode.SUCCESSFUL,
                    "Launching a new EC2 instance: " + instance.instanceId(),
                    cause,
                    null);
            return true;
        } catch (AwsError refused) {
            Groups.note(
                    call,
                    group,
                    ScalingActivityStatusCode.FAILED,
                    "Launching a new EC2 instance.  Status Reason: " + refused.getMessage()
                            + " Launching EC2 instance failed.",
                    cause,
                    refused.getMessage());
            return false;
        }
    }

    /** The zone with the fewest of the group's instances, the first of those. */
    private static Instance launchInOneZone(
            Call call, AutoScalingGroup group, LaunchTemplate template, @Nullable String version) {
        List<String> zones = group.availabilityZones();
        String zone = zones.get(Groups.members(call, group).size() % zones.size());
        return Launch.fromTemplate(call, template, version, zone, subnet(group, zones.indexOf(zone)), tags(group))
                .run(call);
    }

    private static @Nullable String subnet(AutoScalingGroup group, int index) {
        String subnets = group.vpcZoneIdentifier();
        return subnets == null || subnets.isEmpty() ? null : subnets.split(",")[index].strip();
    }

    private static List<Tag> tags(AutoScalingGroup group) {
        List<Tag> tags = new ArrayList<>();
        tags.add(Tag.builder()
                .key(Instances.GROUP_TAG)
                .value(group.autoScalingGroupName())
                .build());
        for (TagDescription tag : group.tags()) {
            if (Boolean.TRUE.equals(tag.propagateAtLaunch())) {
                tags.add(Tag.builder().key(tag.key()).value(tag.value()).build());
            }
        }
        return tags;
    }

    static void remove(Call call, AutoScalingGroup group) {
        String name = group.autoScalingGroupName();
        Groups.members(call, group).forEach(member -> call.remove(GroupMember.TABLE, member.instanceId()));
        call.children(Groups.ACTIVITY, name).forEach(activity -> call.remove(Groups.ACTIVITY, activity.activityId()));
        call.remove(Groups.TABLE, name);
    }
}
