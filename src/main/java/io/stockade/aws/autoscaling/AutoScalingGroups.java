package io.stockade.aws.autoscaling;

import io.stockade.aws.call.Calls;
import io.stockade.aws.call.ListReader;
import io.stockade.aws.call.Pages;
import io.stockade.aws.call.StateWords;
import io.stockade.aws.ec2.Zones;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.Listed;
import io.stockade.cloud.Reader;
import io.stockade.graph.AutoScalingGroup;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;

/** Auto Scaling groups as AWS shows them, with what their instances say of them. */
final class AutoScalingGroups {
    /** The only version of a launch template that is ever used. */
    static final String VERSION = "1";

    /** AWS says something here only while it deletes the group. */
    private static final StateWords GROUPS =
            StateWords.of(Map.of("Delete in progress", Lifecycle.DELETING)).readyIfSilent();

    private final Supplier<AutoScalingClient> client;
    private final Calls calls;
    private final Zones zones;
    private final GroupsOfInstances instances;

    AutoScalingGroups(Supplier<AutoScalingClient> client, Calls calls, Zones zones, GroupsOfInstances instances) {
        this.client = client;
        this.calls = calls;
        this.zones = zones;
        this.instances = instances;
    }

    Reader reader() {
        return new ListReader(
                Set.of(ResourceKind.AUTO_SCALING_GROUP),
                Reader.Narrowing.OWNER,
                scope -> owned(scope.installation()).stream()
                        .map(this::seen)
                        .map(group -> Listed.tagged(group.tags(), "", group))
                        .toList());
    }

    Optional<software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup> find(String name) {
        return calls
                .run(
                        "DescribeAutoScalingGroups",
                        ResourceKind.AUTO_SCALING_GROUP.toString(),
                        name,
                        () -> client.get().describeAutoScalingGroups(request -> request.autoScalingGroupNames(name)))
                .autoScalingGroups()
                .stream()
                .findFirst();
    }

    Observed<AutoScalingGroup> seen(software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
        instances.saw(group);
        Ref template = Ref.known(template(group.launchTemplate()));
        String zone = group.availabilityZones().isEmpty()
                ? ""
                : zones.idOf(group.availabilityZones().get(0));
        AutoScalingGroup value = new AutoScalingGroup(
                group.autoScalingGroupName(),
                template,
                zone,
                group.minSize(),
                group.maxSize(),
                group.desiredCapacity(),
                outdated(group).isEmpty(),
                tags(group));
        Observed<AutoScalingGroup> seen = Observed.ready(value, group.autoScalingGroupName(), calls.now());
        return GROUPS.meaning(group.status()) == Lifecycle.READY
                ? judged(seen, group)
                : GROUPS.judge(seen, group.status(), String.valueOf(group.status()));
    }

    /** The instances that run from anything but the group's own template. Those on their way out don't count. */
    static List<Instance> outdated(software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
        String wanted = template(group.launchTemplate());
        return group.instances().stream()
                .filter(instance -> InstanceStates.of(instance) != Lifecycle.DELETING)
                .filter(instance -> !template(instance.launchTemplate()).equals(wanted))
                .toList();
    }

    /** The id of a template; with its version where that is none that we use, so that it differs from what is wanted. */
    private static String template(@Nullable LaunchTemplateSpecification template) {
        if (template == null || template.launchTemplateId() == null) {
            return "";
        }
        String version = template.version();
        return version == null || version.equals(VERSION)
                ? template.launchTemplateId()
                : template.launchTemplateId() + ":" + version;
    }

    private Observed<AutoScalingGroup> judged(
            Observed<AutoScalingGroup> seen, software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
        boolean works = has(group, Lifecycle.READY);
        if (works || group.desiredCapacity() == 0) {
            return seen.withLifecycle(Lifecycle.READY, "");
        }
        if (has(group, Lifecycle.PENDING)) {
            return seen.withLifecycle(Lifecycle.PENDING, "an instance is being launched");
        }
        Optional<Instance> strange = group.instances().stream()
                .filter(instance -> InstanceStates.of(instance) == Lifecycle.UNKNOWN)
                .findFirst();
        if (strange.isPresent()) {
            return StateWords.unknown(seen, "instance's state", strange.get().lifecycleStateAsString());
        }
        return failure(group.autoScalingGroupName())
                .map(cause -> seen.withLifecycle(Lifecycle.BROKEN, cause))
                .orElseGet(() -> seen.withLifecycle(Lifecycle.PENDING, "no instance yet"));
    }

    /** Why the last attempt to launch came to nothing; asked only of groups that have no instance. */
    private Optional<String> failure(String name) {
        List<Activity> newest;
        try {
            newest = calls.run(
                            "DescribeScalingActivities",
                            ResourceKind.AUTO_SCALING_GROUP.toString(),
                            name,
                            () -> client.get()
                                    .describeScalingActivities(request ->
                                            request.autoScalingGroupName(name).maxRecords(1)))
                    .activities();
        } catch (CloudException unexplained) {
            return Optional.empty();
        }
        return newest.stream()
                .filter(activity -> "Failed".equals(activity.statusCodeAsString())
                        || "Cancelled".equals(activity.statusCodeAsString()))
                .map(activity -> activity.statusMessage() == null ? activity.description() : activity.statusMessage())
                .findFirst();
    }

    private static boolean has(
            software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group, Lifecycle state) {
        return group.instances().stream().anyMatch(instance -> InstanceStates.of(instance) == state);
    }

    private static Tags tags(software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group) {
        Map<String, String> tags = new TreeMap<>();
        group.tags().forEach(tag -> tags.put(tag.key(), tag.value() == null ? "" : tag.value()));
        return Tags.of(tags);
    }

    private List<software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup> owned(String installation) {
        Filter filter = Filter.builder()
                .name("tag:" + Owner.INSTALLATION_TAG)
                .values(installation)
                .build();
        return Pages.all(
                token -> calls.run(
                        "DescribeAutoScalingGroups",
                        ResourceKind.AUTO_SCALING_GROUP.toString(),
                        "",
                        () -> client.get()
                                .describeAutoScalingGroups(request ->
                                        request.filters(filter).maxRecords(100).nextToken(token))),
                DescribeAutoScalingGroupsResponse::autoScalingGroups,
                DescribeAutoScalingGroupsResponse::nextToken);
    }
}
