package io.stockade.contract;

import static io.stockade.contract.Script.script;
import static io.stockade.contract.Stage.then;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** Launch templates, instances, what they may be made of. */
final class Launches {
    static final List<Script> SCRIPTS = List.of(
            script("a launch template's first version is its default", Source.ec2("CreateLaunchTemplate"))
                    .about("CreateLaunchTemplate", "DescribeLaunchTemplates", "DescribeLaunchTemplateVersions")
                    .play(Launches::template)
                    .onAws("1; 1; t4g.nano"),
            script("a launch template's name is free once", Source.EC2_ERRORS)
                    .about("CreateLaunchTemplate")
                    .play(stage -> {
                        RequestLaunchTemplateData data = RequestLaunchTemplateData.builder()
                                .instanceType("t4g.nano")
                                .build();
                        String name = stage.name("twice");
                        stage.template(name, data);
                        return stage.answer(() -> stage.template(name, data));
                    })
                    .onAws("InvalidLaunchTemplateName.AlreadyExistsException"),
            script("a launch template keeps the image's alias as it was given", Source.guide("create-launch-template"))
                    .about("DescribeLaunchTemplateVersions")
                    .item(24)
                    .play(stage -> {
                        String eni = stage.networkInterface(stage.subnet(stage.vpc()));
                        String id = stage.template(stage.name("alias"), stage.launch(eni, "t4g.nano", "arm64"));
                        String image = version(stage, id).imageId();
                        return image.startsWith("resolve:ssm:") ? "the alias" : image;
                    })
                    .onAws("the alias"),
            script("a launch by the image's alias finds the image", Source.guide("using-systems-manager-parameters"))
                    .about("RunInstances")
                    .item(24)
                    .play(stage -> {
                        String eni = stage.networkInterface(stage.subnet(stage.vpc()));
                        String image = run(stage, stage.launch(eni, "t4g.nano", "arm64"))
                                .imageId();
                        return image.startsWith("ami-") ? "an image" : "no image";
                    })
                    .onAws("an image")
                    .onMoto("no image", "moto takes the alias for the image's id"),
            script("a launch template is deleted once", Source.ec2("DeleteLaunchTemplate"))
                    .about("DeleteLaunchTemplate")
                    .play(stage -> {
                        String id = stage.template(
                                stage.name("gone"),
                                RequestLaunchTemplateData.builder()
                                        .instanceType("t4g.nano")
                                        .build());
                        return then(deleteTemplate(stage, id), deleteTemplate(stage, id));
                    })
                    .onAws("done; InvalidLaunchTemplateId.NotFound")
                    .onMoto(
                            "done; InvalidLaunchTemplateName.NotFoundException",
                            "moto answers as if a name were asked for"),
            script("a launch template that isn't there has a code of its own", Source.EC2_ERRORS)
                    .about("DescribeLaunchTemplates")
                    .play(stage -> stage.answer(() -> stage.ec2.describeLaunchTemplates(
                            request -> request.launchTemplateIds("lt-0123456789abcdef0"))))
                    .onAws("InvalidLaunchTemplateId.NotFound")
                    .onMoto("done", "moto answers with an empty list"),
            script("an instance is pending before it is running", Source.guide("ec2-instance-lifecycle"))
                    .about("DescribeNetworkInterfaces")
                    .item(2)
                    .play(stage -> {
                        String eni = stage.networkInterface(stage.subnet(stage.vpc()));
                        Instance made = run(stage, stage.launch(eni, "t4g.nano", "arm64"));
                        stage.pass(Duration.ofMinutes(5));
                        return then(
                                made.state().nameAsString(),
                                instance(stage, made.instanceId()).state().nameAsString(),
                                stage.shown(eni).statusAsString());
                    })
                    .onAws("pending; running; in-use"),
            script(
                            "an interface that is kept is free again when its instance has ended",
                            Source.guide("modify-network-interface-attributes"))
                    .about("TerminateInstances", "DescribeNetworkInterfaces")
                    .item(3)
                    .play(Launches::ended)
                    .onAws("shutting-down; in-use; terminated; available")
                    .onMoto(
                            "terminated; in-use; terminated; in-use",
                            "moto's instances end at once, and keep their interfaces"),
            script("an image and a type have one architecture", Source.guide("instance-types"))
                    .about("DescribeInstanceTypes")
                    .item(7)
                    .play(stage -> {
                        String eni = stage.networkInterface(stage.subnet(stage.vpc()));
                        String architecture = stage.ec2
                                .describeInstanceTypes(
                                        request -> request.filters(Stage.filter("instance-type", "t4g.nano")))
                                .instanceTypes()
                                .get(0)
                                .processorInfo()
                                .supportedArchitecturesAsStrings()
                                .get(0);
                        return then(
                                architecture, stage.answer(() -> run(stage, stage.launch(eni, "t4g.nano", "x86_64"))));
                    })
                    .onAws("arm64; InvalidParameterValue")
                    .onMoto("arm64; done", "moto looks at neither image nor type"),
            script("a type is offered in some zones of a region", Source.ec2("DescribeInstanceTypeOfferings"))
                    .about("DescribeInstanceTypeOfferings")
                    .item(7)
                    .play(stage -> {
                        var offerings = stage.ec2
                                .describeInstanceTypeOfferings(request -> request.locationType("availability-zone-id")
                                        .filters(Stage.filter("instance-type", "t4g.nano")))
                                .instanceTypeOfferings();
                        return then(
                                offerings.size(),
                                offerings.stream()
                                                .allMatch(
                                                        each -> each.location().startsWith("euw1-az"))
                                        ? "zone ids"
                                        : offerings);
                    })
                    .onAws("3; zone ids"),
            script("an instance profile that isn't there can't be launched with", Source.EC2_ERRORS)
                    .about("CreateInstanceProfile")
                    .item(1)
                    .play(stage -> {
                        String eni = stage.networkInterface(stage.subnet(stage.vpc()));
                        String name = stage.name("late");
                        String before = stage.answer(() -> withProfile(stage, eni, name));
                        stage.iam.createInstanceProfile(request -> request.instanceProfileName(name));
                        stage.pass(Duration.ofMinutes(1));
                        return then(before, stage.answer(() -> withProfile(stage, eni, name)));
                    })
                    .onAws("InvalidParameterValue; done")
                    .onMoto("NoSuchEntity; done", "moto answers with IAM's code"));

    private Launches() {}

    /** An instance as a launch template describes it, so that the sandbox and an emulator are asked the same. */
    static Instance run(Stage stage, RequestLaunchTemplateData data) {
        return stage.ec2
                .runInstances(request -> request.minCount(1)
                        .maxCount(1)
                        .imageId(data.imageId())
                        .instanceType(data.instanceType())
                        .networkInterfaces(kept(data.networkInterfaces().get(0).networkInterfaceId())))
                .instances()
                .get(0);
    }

    private static Object withProfile(Stage stage, String eni, String profile) {
        return stage.ec2.runInstances(request -> request.minCount(1)
                .maxCount(1)
                .imageId(Stage.IMAGE + "arm64")
                .instanceType("t4g.nano")
                .iamInstanceProfile(named -> named.name(profile))
                .networkInterfaces(kept(eni)));
    }

    private static InstanceNetworkInterfaceSpecification kept(String eni) {
        return InstanceNetworkInterfaceSpecification.builder()
                .deviceIndex(0)
                .networkInterfaceId(eni)
                .deleteOnTermination(false)
                .build();
    }

    private static Instance instance(Stage stage, String id) {
        return stage.ec2
                .describeInstances(request -> request.instanceIds(id))
                .reservations()
                .get(0)
                .instances()
                .get(0);
    }

    private static ResponseLaunchTemplateData version(Stage stage, String id) {
        return stage.ec2
                .describeLaunchTemplateVersions(
                        request -> request.launchTemplateId(id).versions("1"))
                .launchTemplateVersions()
                .get(0)
                .launchTemplateData();
    }

    private static String template(Stage stage) {
        String eni = stage.networkInterface(stage.subnet(stage.vpc()));
        String id = stage.template(stage.name("first"), stage.launch(eni, "t4g.nano", "arm64"));
        var shown = stage.ec2
                .describeLaunchTemplates(request -> request.launchTemplateIds(id))
                .launchTemplates()
                .get(0);
        return then(
                shown.defaultVersionNumber(),
                shown.latestVersionNumber(),
                version(stage, id).instanceTypeAsString());
    }

    private static String deleteTemplate(Stage stage, String id) {
        return stage.answer(() -> stage.ec2.deleteLaunchTemplate(request -> request.launchTemplateId(id)));
    }

    private static String ended(Stage stage) {
        String eni = stage.networkInterface(stage.subnet(stage.vpc()));
        String id = run(stage, stage.launch(eni, "t4g.nano", "arm64")).instanceId();
        stage.pass(Duration.ofMinutes(5));
        stage.ec2.terminateInstances(request -> request.instanceIds(id));
        String atOnce = instance(stage, id).state().nameAsString();
        String held = stage.shown(eni).statusAsString();
        stage.pass(Duration.ofMinutes(5));
        return then(
                atOnce,
                held,
                instance(stage, id).state().nameAsString(),
                stage.shown(eni).statusAsString());
    }
}
