package io.stockade.contract;

import static io.stockade.contract.Script.script;
import static io.stockade.contract.Stage.then;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/** Auto Scaling groups: of one instance, that hold an interface which outlives it. */
final class Scaling {
    private static final Duration WHILE = Duration.ofMinutes(5);

    static final List<Script> SCRIPTS = List.of(
            script("a group launches by itself, after a while", Source.scalingGuide("ec2-auto-scaling-lifecycle"))
                    .about("CreateAutoScalingGroup", "DescribeAutoScalingGroups")
                    .item(22)
                    .play(stage -> {
                        String name = group(stage, "launches");
                        int atOnce = shown(stage, name).instances().size();
                        stage.pass(WHILE);
                        var instances = shown(stage, name).instances();
                        return then(atOnce, instances.size(), instances.get(0).lifecycleStateAsString());
                    })
                    .onAws("0; 1; InService")
                    .onMoto("1; 1; InService", "moto launches within the call"),
            script("an instance of a group has the group's tags", Source.scalingGuide("ec2-auto-scaling-tagging"))
                    .about("CreateAutoScalingGroup")
                    .item(22)
                    .play(Scaling::tagged)
                    .onAws("orders; its group"),
            script("a group's name is free once", Source.autoScaling("CreateAutoScalingGroup"))
                    .about("CreateAutoScalingGroup")
                    .play(stage -> {
                        String name = group(stage, "once");
                        String eni = stage.networkInterface(stage.subnet(stage.vpc("10.50.0.0/16"), "10.50.0.0/24", 0));
                        return stage.answer(() -> create(stage, name, eni, "t4g.nano", "arm64"));
                    })
                    .onAws("AlreadyExists")
                    .onMoto("done", "moto replaces the group that is there"),
            script("a group replaces an instance that ended", Source.scalingGuide("ec2-auto-scaling-health-checks"))
                    .about("DescribeAutoScalingGroups")
                    .item(22)
                    .play(Scaling::replaced)
                    .onAws("another instance"),
            script("a launch that failed is an activity of its group", Source.autoScaling("DescribeScalingActivities"))
                    .about("DescribeScalingActivities")
                    .item(4)
                    .play(stage -> {
                        String eni = stage.networkInterface(stage.subnet(stage.vpc()));
                        String name = stage.name("fails");
                        create(stage, name, eni, "t4g.nano", "x86_64");
                        stage.pass(WHILE);
                        var activities = stage.autoScaling
                                .describeScalingActivities(request ->
                                        request.autoScalingGroupName(name).maxRecords(1))
                                .activities();
                        return activities.isEmpty() ? "none" : activities.get(0).statusCodeAsString();
                    })
                    .onAws("Failed")
                    .onMoto("none", "moto's groups have no activities"),
            script("a group's sizes keep their order", Source.autoScaling("UpdateAutoScalingGroup"))
                    .about("UpdateAutoScalingGroup", "DescribeAutoScalingGroups")
                    .play(stage -> {
                        String name = group(stage, "sizes");
                        String over = stage.answer(() -> stage.autoScaling.updateAutoScalingGroup(
                                request -> request.autoScalingGroupName(name).desiredCapacity(2)));
                        stage.autoScaling.updateAutoScalingGroup(
                                request -> request.autoScalingGroupName(name).desiredCapacity(0));
                        return then(over, shown(stage, name).desiredCapacity());
                    })
                    .onAws("ValidationError; 0")
                    .onMoto("done; 0", "moto takes more than the maximum"),
            script("a group's tags are changed by themselves", Source.autoScaling("CreateOrUpdateTags"))
                    .about("CreateOrUpdateTags", "DeleteTags", "DescribeAutoScalingGroups")
                    .play(stage -> {
                        String name = group(stage, "tags");
                        stage.autoScaling.createOrUpdateTags(request -> request.tags(tag(name, "payments")));
                        String value = shown(stage, name).tags().get(0).value();
                        stage.autoScaling.deleteTags(request -> request.tags(tag(name, "payments")));
                        return then(value, shown(stage, name).tags().size());
                    })
                    .onAws("payments; 0"),
            script("a group replaces what it is told to end", Source.autoScaling("TerminateInstanceInAutoScalingGroup"))
                    .about("TerminateInstanceInAutoScalingGroup")
                    .item(22)
                    .play(stage -> {
                        String name = group(stage, "ends");
                        stage.pass(WHILE);
                        String first = shown(stage, name).instances().get(0).instanceId();
                        String answer = stage.answer(() -> stage.autoScaling.terminateInstanceInAutoScalingGroup(
                                request -> request.instanceId(first).shouldDecrementDesiredCapacity(false)));
                        stage.pass(WHILE);
                        return then(answer, another(stage, name, first));
                    })
                    .onAws("done; another instance"),
            script(
                            "a group with instances is deleted by force only, and not at once",
                            Source.autoScaling("DeleteAutoScalingGroup"))
                    .about("DeleteAutoScalingGroup", "DescribeAutoScalingGroups")
                    .item(3)
                    .play(Scaling::deleted)
                    .onAws("ResourceInUse; done; Delete in progress; gone")
                    .onMoto(
                            "done; ValidationError; gone; gone",
                            "moto ends the instances within the call, by force or not"),
            script(
                            "a group that isn't there is in no list, and can't be changed",
                            Source.autoScaling("DescribeAutoScalingGroups"))
                    .about("DescribeAutoScalingGroups", "UpdateAutoScalingGroup")
                    .play(stage -> then(
                            stage.autoScaling
                                    .describeAutoScalingGroups(request -> request.autoScalingGroupNames("nobody"))
                                    .autoScalingGroups()
                                    .size(),
                            stage.answer(() -> stage.autoScaling.updateAutoScalingGroup(request ->
                                    request.autoScalingGroupName("nobody").minSize(0)))))
                    .onAws("0; ValidationError"));

    private Scaling() {}

    private static String group(Stage stage, String name) {
        String eni = stage.networkInterface(stage.subnet(stage.vpc()));
        String own = stage.name(name);
        create(stage, own, eni, "t4g.nano", "arm64");
        return own;
    }

    private static Object create(Stage stage, String name, String eni, String type, String architecture) {
        String template = stage.template(name + "-" + eni, stage.launch(eni, type, architecture));
        return stage.autoScaling.createAutoScalingGroup(request -> request.autoScalingGroupName(name)
                .minSize(0)
                .maxSize(1)
                .desiredCapacity(1)
                .availabilityZones(stage.shown(eni).availabilityZone())
                .launchTemplate(from -> from.launchTemplateId(template).version("1"))
                .tags(tag(name, "orders")));
    }

    private static Tag tag(String group, String value) {
        return Tag.builder()
                .key("stack")
                .value(value)
                .propagateAtLaunch(true)
                .resourceType("auto-scaling-group")
                .resourceId(group)
                .build();
    }

    private static AutoScalingGroup shown(Stage stage, String name) {
        return stage.autoScaling
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames(name))
                .autoScalingGroups()
                .get(0);
    }

    private static String another(Stage stage, String name, String first) {
        return shown(stage, name).instances().stream()
                        .anyMatch(each -> !each.instanceId().equals(first))
                ? "another instance"
                : "none";
    }

    private static String tagged(Stage stage) {
        String name = group(stage, "tagged");
        stage.pass(WHILE);
        String id = shown(stage, name).instances().get(0).instanceId();
        var tags = stage.ec2
                .describeInstances(request -> request.instanceIds(id))
                .reservations()
                .get(0)
                .instances()
                .get(0)
                .tags();
        String own = tags.stream()
                .filter(tag -> tag.key().equals("stack"))
                .map(tag -> tag.value())
                .findFirst()
                .orElse("no tag");
        boolean grouped = tags.stream()
                .anyMatch(tag -> tag.key().equals("aws:autoscaling:groupName") && name.equals(tag.value()));
        return then(own, grouped ? "its group" : "no group");
    }

    private static String replaced(Stage stage) {
        String name = group(stage, "replaces");
        stage.pass(WHILE);
        String first = shown(stage, name).instances().get(0).instanceId();
        stage.ec2.terminateInstances(request -> request.instanceIds(first));
        stage.pass(WHILE);
        return another(stage, name, first);
    }

    private static String deleted(Stage stage) {
        String name = group(stage, "deleted");
        stage.pass(WHILE);
        String plain = stage.answer(
                () -> stage.autoScaling.deleteAutoScalingGroup(request -> request.autoScalingGroupName(name)));
        String forced = stage.answer(() -> stage.autoScaling.deleteAutoScalingGroup(
                request -> request.autoScalingGroupName(name).forceDelete(true)));
        String atOnce = status(stage, name);
        stage.pass(WHILE);
        return then(plain, forced, atOnce, status(stage, name));
    }

    private static String status(Stage stage, String name) {
        return stage
                .autoScaling
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames(name))
                .autoScalingGroups()
                .stream()
                .map(group -> Objects.requireNonNullElse(group.status(), "there"))
                .findFirst()
                .orElse("gone");
    }
}
