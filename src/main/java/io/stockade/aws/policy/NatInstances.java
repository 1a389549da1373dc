package io.stockade.aws.policy;

import java.util.ArrayList;
import java.util.List;

/** What it takes to have NAT instances: interface, address, template, Auto Scaling group. */
final class NatInstances {
    private NatInstances() {}

    static List<Statement> statements() {
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
                        // The instance is asked about where one has the interface.
                        .on(Placeholders.ec2(
                                "elastic-ip",
                                "instance",
                                "launch-template",
                                "network-interface",
                                "security-group",
                                "subnet"))
                        .when(Condition.ours()),
                Statement.of("RunFromOwnTemplate", "ec2", "RunInstances")
                        .on(Placeholders.ec2("launch-template", "security-group", "subnet"))
                        .when(Condition.ours()),
                run(),
                Statement.of("ReadImageParameter", "ssm", "GetParameters")
                        .on(Placeholders.arn("ssm:*:", "parameter/aws/service/ami-amazon-linux-latest/*")),
                Statement.of("CreateGroup", "autoscaling", "CreateAutoScalingGroup")
                        .on(Placeholders.autoScalingGroups())
                        .when(Condition.bornOurs()),
                Statement.of("RetagGroup", "autoscaling", "CreateOrUpdateTags")
                        .on(Placeholders.autoScalingGroups())
                        .when(Condition.ours(), Condition.staysOurs()),
                Statement.of(
                                "ChangeGroup",
                                "autoscaling",
                                "DeleteAutoScalingGroup",
                                "TerminateInstanceInAutoScalingGroup",
                                "UpdateAutoScalingGroup")
                        .on(Placeholders.autoScalingGroups())
                        .when(Condition.ours()),
                Statement.of("LetAutoScalingWork", "iam", "CreateServiceLinkedRole")
                        .on(Placeholders.arn("iam::{account}", "role/aws-service-role/autoscaling.amazonaws.com/*"))
                        .when(Condition.of("StringEquals", "iam:AWSServiceName", "autoscaling.amazonaws.com")));
    }

    /** Nothing runs but from a template, which must be ours by the statement before. */
    private static Statement run() {
        List<String> resources = new ArrayList<>(List.of(Placeholders.ec2("instance", "network-interface", "volume")));
        resources.add(Placeholders.arn("ec2:*:", "image/*"));
        return Statement.of("RunByTemplateOnly", "ec2", "RunInstances")
                .on(resources.toArray(String[]::new))
                .when(Condition.of("ArnLike", "ec2:LaunchTemplate", Placeholders.ec2("launch-template")));
    }
}
