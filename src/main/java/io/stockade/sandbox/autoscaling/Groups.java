package io.stockade.sandbox.autoscaling;

import io.stockade.sandbox.ec2.Instances;
import io.stockade.sandbox.ec2.LaunchTemplates;
import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.world.Table;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;

/** Groups, their members and what they did, as everything in Auto Scaling finds them. */
final class Groups {
    static final Table<AutoScalingGroup> TABLE = new Table<>("auto-scaling-group", AutoScalingGroup.class);
    static final Table<Activity> ACTIVITY =
            new Table<>("auto-scaling-activity", Activity.class, Activity::autoScalingGroupName);
    /** What a group's status says while it waits for its instances to end. */
    static final String DELETING = "Delete in progress";

    private static final int ACTIVITIES_KEPT = 100;

    private Groups() {}

    static AwsError invalid(String message) {
        return AwsError.of("ValidationError", message);
    }

    static AutoScalingGroup require(Call call, @Nullable String name) {
        call.touch(String.valueOf(name));
        return call.find(TABLE, String.valueOf(name))
                .orElseThrow(() -> invalid("AutoScalingGroup name not found - null or no group named " + name));
    }

    static void put(Call call, AutoScalingGroup group) {
        call.put(TABLE, group.autoScalingGroupName(), group);
    }

    static List<GroupMember> members(Call call, AutoScalingGroup group) {
        return call.children(GroupMember.TABLE, group.autoScalingGroupName());
    }

    /** The template of a group; what EC2 says of it, Auto Scaling says as an error of validation. */
    static LaunchTemplate template(Call call, @Nullable LaunchTemplateSpecification specification) {
        if (specification == null) {
            throw invalid("Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or"
                    + " MixedInstancesPolicy parameter.");
        }
        try {
            return LaunchTemplates.require(call, specification.launchTemplateId(), specification.launchTemplateName());
        } catch (AwsError missing) {
            throw invalid("You must use a valid fully-formed launch template. " + missing.getMessage());
        }
    }

    /** A group with its instances, as it is described. */
    static AutoScalingGroup shown(Call call, AutoScalingGroup group) {
        List<Instance> instances = members(call, group).stream()
                .map(member -> shown(call, group, member))
                .toList();
        return group.toBuilder().instances(instances).build();
    }

    private static Instance shown(Call call, AutoScalingGroup group, GroupMember member) {
        Instance.Builder shown = Instance.builder()
                .instanceId(member.instanceId())
                .launchTemplate(LaunchTemplateSpecification.builder()
                        .launchTemplateId(member.templateId())
                        .launchTemplateName(group.launchTemplate().launchTemplateName())
                        .version(member.templateVersion())
                        .build())
                .protectedFromScaleIn(false);
        return Instances.find(call, member.instanceId())
                .map(instance -> shown.instanceType(instance.instanceTypeAsString())
                        .imageId(instance.imageId())
                        .availabilityZone(instance.placement().availabilityZone())
                        .healthStatus(Instances.isUp(call, instance.instanceId()) ? "Healthy" : "Unhealthy")
                        .lifecycleState(lifecycle(instance.state().name()))
                        .build())
                .orElse(shown.healthStatus("Unhealthy")
                        .lifecycleState(LifecycleState.TERMINATED)
                        .build());
    }

    private static LifecycleState lifecycle(InstanceStateName state) {
        return switch (state) {
            case PENDING -> LifecycleState.PENDING;
            case RUNNING, STOPPING, STOPPED -> LifecycleState.IN_SERVICE;
            case SHUTTING_DOWN -> LifecycleState.TERMINATING;
            case TERMINATED, UNKNOWN_TO_SDK_VERSION -> LifecycleState.TERMINATED;
        };
    }

    /** Notes what a group did, or tried. */
    static Activity note(
            Call call,
            AutoScalingGroup group,
            ScalingActivityStatusCode status,
            String description,
            String cause,
            @Nullable String message) {
        // Ids sort by age, so that the newest can be listed first.
        String id = String.format(Locale.ROOT, "%012x-%s", call.nextNumber(), call.hexadecimal(call.nextNumber()));
        Activity activity = Activity.builder()
                .activityId(id)
                .autoScalingGroupName(group.autoScalingGroupName())
                .autoScalingGroupARN(group.autoScalingGroupARN())
                .description(description)
                .cause(cause)
                .startTime(call.now())
                .endTime(call.now())
                .progress(100)
                .statusCode(status)
                .statusMessage(message)
                .build();
        call.put(ACTIVITY, id, activity);
        List<Activity> all = call.children(ACTIVITY, group.autoScalingGroupName());
        if (all.size() > ACTIVITIES_KEPT) {
            call.remove(ACTIVITY, all.get(0).activityId());
        }
        return activity;
    }
}
