package io.stockade.aws.autoscaling;

import io.stockade.aws.call.Calls;
import io.stockade.aws.call.Edits;
import io.stockade.aws.call.Ownership;
import io.stockade.aws.call.SingleDriver;
import io.stockade.aws.ec2.Zones;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.AutoScalingGroup;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

/** Writes Auto Scaling groups. Their name is their natural key in the account and region. */
final class AutoScalingGroupDriver extends SingleDriver<AutoScalingGroup> {
    private static final Set<String> UPDATED = Set.of("template", "minSize", "maxSize", "desiredCapacity");

    private final Supplier<AutoScalingClient> client;
    private final Calls calls;
    private final Zones zones;
    private final AutoScalingGroups groups;

    AutoScalingGroupDriver(Supplier<AutoScalingClient> client, Calls calls, Zones zones, AutoScalingGroups groups) {
        this.client = client;
        this.calls = calls;
        this.zones = zones;
        this.groups = groups;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.AUTO_SCALING_GROUP;
    }

    @Override
    protected Written createOne(Creation<AutoScalingGroup> creation) {
        AutoScalingGroup desired = creation.desired();
        // The template names a network interface, which fixes the subnet: AWS then takes a zone and no subnet.
        String zone = zones.nameOf(desired.zoneId());
        try {
            call(
                    "CreateAutoScalingGroup",
                    desired.name(),
                    autoScaling ->
                            autoScaling.createAutoScalingGroup(request -> request.autoScalingGroupName(desired.name())
                                    .launchTemplate(template(desired))
                                    .availabilityZones(zone)
                                    .minSize(desired.minSize())
                                    .maxSize(desired.maxSize())
                                    .desiredCapacity(desired.desiredCapacity())
                                    .healthCheckType("EC2")
                                    .tags(tags(desired.name(), desired.tags().values()))));
        } catch (CloudException refusal) {
            return Written.now(Ownership.claim(creation, refusal, () -> readById(desired.name())));
        }
        Lifecycle lifecycle = desired.desiredCapacity() == 0 ? Lifecycle.READY : Lifecycle.PENDING;
        return Written.now(Observed.ready(desired, desired.name(), calls.now()).withLifecycle(lifecycle, ""));
    }

    @Override
    public Written update(Observed<AutoScalingGroup> current, AutoScalingGroup desired, Set<String> components) {
        String name = current.id();
        Set<String> wanted = new TreeSet<>(components);
        if (wanted.contains("template") && desired.instancesCurrent()) {
            // The group itself keeps what runs from the old template, for ever.
            wanted.add("instancesCurrent");
        }
        return Edits.of(current, desired, wanted, calls.now())
                .change(
                        UPDATED,
                        () -> call(
                                "UpdateAutoScalingGroup",
                                name,
                                autoScaling -> autoScaling.updateAutoScalingGroup(
                                        request -> changes(request, desired, components))))
                // The instances that run go on running from the old template.
                .entails("template", "instancesCurrent", false)
                .change("instancesCurrent", () -> replaceInstances(name))
                .settling("instancesCurrent", "its instance is being replaced")
                .tags(
                        tags -> call(
                                "CreateOrUpdateTags",
                                name,
                                autoScaling ->
                                        autoScaling.createOrUpdateTags(request -> request.tags(tags(name, tags)))),
                        keys -> call(
                                "DeleteTags",
                                name,
                                autoScaling -> autoScaling.deleteTags(request -> request.tags(keys(name, keys)))))
                .written();
    }

    @Override
    protected Written deleteOne(Observed<AutoScalingGroup> doomed) {
        return goingAfter(
                doomed,
                () -> call(
                        "DeleteAutoScalingGroup",
                        doomed.id(),
                        autoScaling -> autoScaling.deleteAutoScalingGroup(request ->
                                request.autoScalingGroupName(doomed.id()).forceDelete(true))),
                calls::now);
    }

    @Override
    public Optional<Observed<AutoScalingGroup>> readById(String id) {
        return groups.find(id).map(groups::seen);
    }

    /** Ends the instances of other templates; the group launches new ones in their place. */
    private void replaceInstances(String name) {
        List<Instance> outdated =
                groups.find(name).map(AutoScalingGroups::outdated).orElse(List.of());
        for (Instance instance : outdated) {
            call(
                    "TerminateInstanceInAutoScalingGroup",
                    name,
                    autoScaling -> autoScaling.terminateInstanceInAutoScalingGroup(request ->
                            request.instanceId(instance.instanceId()).shouldDecrementDesiredCapacity(false)));
        }
    }

    private static void changes(
            UpdateAutoScalingGroupRequest.Builder request, AutoScalingGroup desired, Set<String> components) {
        request.autoScalingGroupName(desired.name());
        if (components.contains("template")) {
            request.launchTemplate(template(desired));
        }
        if (components.contains("minSize")) {
            request.minSize(desired.minSize());
        }
        if (components.contains("maxSize")) {
            request.maxSize(desired.maxSize());
        }
        if (components.contains("desiredCapacity")) {
            request.desiredCapacity(desired.desiredCapacity());
        }
    }

    private static LaunchTemplateSpecification template(AutoScalingGroup desired) {
        return LaunchTemplateSpecification.builder()
                .launchTemplateId(desired.template().id())
                .version(AutoScalingGroups.VERSION)
                .build();
    }

    /** Not handed on to the instances: theirs come from the template. */
    private static List<Tag> tags(String name, Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Tag.builder()
                        .resourceId(name)
                        .resourceType("auto-scaling-group")
                        .key(tag.getKey())
                        .value(tag.getValue())
                        .propagateAtLaunch(false)
                        .build())
                .toList();
    }

    private static List<Tag> keys(String name, Collection<String> keys) {
        return keys.stream()
                .map(key -> Tag.builder()
                        .resourceId(name)
                        .resourceType("auto-scaling-group")
                        .key(key)
                        .build())
                .toList();
    }

    private <T> T call(String action, String name, Function<AutoScalingClient, T> call) {
        return calls.run(action, kind().toString(), name, () -> call.apply(client.get()));
    }
}
