package io.stockade.sandbox.autoscaling;

import io.stockade.sandbox.ec2.Instances;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupResponse;

/** What groups did, and ending one of their instances. */
final class ActivityOperations {
    private static final int PAGE_SIZE = 100;

    private ActivityOperations() {}

    static void register(Operations operations) {
        operations
                .add(DescribeScalingActivitiesRequest.class, ActivityOperations::describe)
                .add(TerminateInstanceInAutoScalingGroupRequest.class, ActivityOperations::terminate);
    }

    private static DescribeScalingActivitiesResponse describe(Call call, DescribeScalingActivitiesRequest request) {
        if (request.autoScalingGroupName() != null) {
            Groups.require(call, request.autoScalingGroupName());
        }
        Collection<Activity> known = request.autoScalingGroupName() == null
                ? call.all(Groups.ACTIVITY)
                : call.children(Groups.ACTIVITY, request.autoScalingGroupName());
        // API reference: the newest come first.
        TreeMap<String, Activity> activities = new TreeMap<>(Comparator.naturalOrder());
        known.forEach(activity -> activities.put(newestFirst(activity.activityId()), activity));
        Page<Activity> page = Page.of(
                call,
                activities,
                activity -> Optional.of(activity)
                        .filter(candidate -> request.activityIds().isEmpty()
                                || request.activityIds().contains(candidate.activityId())),
                Math.min(PAGE_SIZE, Objects.requireNonNullElse(request.maxRecords(), PAGE_SIZE)),
                request.nextToken());
        return DescribeScalingActivitiesResponse.builder()
                .activities(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static String newestFirst(String id) {
        long number = Long.parseLong(id.substring(0, id.indexOf('-')), 16);
        return String.format(Locale.ROOT, "%016x", Long.MAX_VALUE - number);
    }

    private static TerminateInstanceInAutoScalingGroupResponse terminate(
            Call call, TerminateInstanceInAutoScalingGroupRequest request) {
        GroupMember member = call.find(GroupMember.TABLE, String.valueOf(request.instanceId()))
                .orElseThrow(() -> Groups.invalid(
                        "Instance Id not found - No managed instance found for instance ID: " + request.instanceId()));
        AutoScalingGroup group = Groups.require(call, member.group());
        if (Boolean.TRUE.equals(request.shouldDecrementDesiredCapacity())) {
            if (group.desiredCapacity() <= group.minSize()) {
                throw Groups.invalid("Currently, desiredSize equals minSize (" + group.minSize()
                        + "). Terminating instance without replacement will violate group's min size constraint.");
            }
            group = group.toBuilder()
                    .desiredCapacity(group.desiredCapacity() - 1)
                    .build();
            Groups.put(call, group);
        }
        Instances.find(call, member.instanceId()).ifPresent(instance -> Instances.terminate(call, instance));
        Activity activity = Groups.note(
                call,
                group,
                ScalingActivityStatusCode.SUCCESSFUL,
                "Terminating EC2 instance: " + member.instanceId(),
                "At " + call.now() + " instance " + member.instanceId() + " was taken out of service in response to a"
                        + " user request.",
                null);
        return TerminateInstanceInAutoScalingGroupResponse.builder()
                .activity(activity)
                .build();
    }
}
