package io.stockade.aws.policy;

import java.util.List;
import java.util.stream.Stream;

/** What it takes to have NAT instances: interface, address, template, Auto Scaling group. */
final class NatInstances {
    private NatInstances() {}

    static List<Statement> statements() {
        return Stream.of(parts(), launches(), groups()).flatMap(List::stream).toList();
    }

    private static List<Statement> parts() {
        return List.of(
                Born.one("AllocateAddress", "elastic-ip"),
                Born.one("CreateNetworkInterface", "network-interface"),
                Born.one("CreateLaunchTemplate", "launch-template"),
                Born.tags(
                        "TagNewNatInstance",
                        List.of("AllocateAddress", "CreateLaunchTemplate", "CreateNetworkInterface", "RunInstances"),
                        "elastic-ip",
                        "instance",
                        "launch-template",
                        "network-interface"),
                Statement.of("RetagNatInstance", "ec2", "CreateTags")
                        .on(Placeholders.ec2("elastic-ip", "launch-template", "network-interface"))
                        .when(Condition.ours(), Condition.staysOurs()),
                // A launch template with other tags is another one.
                Statement.untagging("UntagNatInstance", "ec2", "DeleteTags")
                        .on(Placeholders.ec2("elastic-ip", "network-interface")),
                Statement.of(
                                "ChangeNatInstance",
                                "ec2",
                                "AssociateAddress",
                                "CreateNetworkInterface",
                                "DeleteLaunchTemplate",
                                "DeleteNetworkInterface",
                                "DisassociateAddress",
                                "ModifyNetworkInterfaceAttribute",
                                "ReleaseAddress")
                        // The instance may be asked about where one has the interface.
                        .on(Placeholders.ec2(
                                "elastic-ip",
                                "instance",
                                "launch-template",
                                "network-interface",
                                "security-group",
                                "subnet"))
                        .when(Condition.ours()));
    }

    /** Whoever gives a template to a group must be allowed to launch from it: from nothing but a template of ours. */
    private static List<Statement> launches() {
        String[] launched = Stream.concat(
                        Stream.of(Placeholders.ec2("instance", "network-interface", "volume")),
                        Stream.of(Placeholders.arn("ec2:*:", "image/*")))
                .toArray(String[]::new);
        return List.of(
                Statement.of("RunFromOwnTemplate", "ec2", "RunInstances")
                        .on(Placeholders.ec2("launch-template", "security-group", "subnet"))
                        .when(Condition.ours()),
                Statement.of("RunByTemplateOnly", "ec2", "RunInstances")
                        .on(launched)
                        .when(Condition.of("ArnLike", "ec2:LaunchTemplate", Placeholders.ec2("launch-template"))),
                Statement.of("ReadImageParameter", "ssm", "GetParameters")
                        .on(Placeholders.arn("ssm:*:", "parameter/aws/service/ami-amazon-linux-latest/*")));
    }

    private static List<Statement> groups() {
        String groups = Placeholders.autoScalingGroups();
        return List.of(
                Statement.of("CreateGroup", "autoscaling", "CreateAutoScalingGroup")
                        .on(groups)
                        .when(Condition.bornOurs()),
                Statement.of("RetagGroup", "autoscaling", "CreateOrUpdateTags")
                        .on(groups)
                        .when(Condition.ours(), Condition.staysOurs()),
                Statement.untagging("UntagGroup", "autoscaling", "DeleteTags").on(groups),
                Statement.of(
                                "ChangeGroup",
                                "autoscaling",
                                "DeleteAutoScalingGroup",
                                "TerminateInstanceInAutoScalingGroup",
                                "UpdateAutoScalingGroup")
                        .on(groups)
                        .when(Condition.ours()),
                Statement.of("LetAutoScalingWork", "iam", "CreateServiceLinkedRole")
                        .on(Placeholders.arn("iam::{account}", "role/aws-service-role/autoscaling.amazonaws.com/*"))
                        .when(Condition.of("StringEquals", "iam:AWSServiceName", "autoscaling.amazonaws.com")));
    }
}
