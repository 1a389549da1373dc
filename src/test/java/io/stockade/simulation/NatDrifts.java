package io.stockade.simulation;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;

/** What can be done to NAT gateways, and to NAT instances with all that they need. */
final class NatDrifts {
    private static final String INSTANCE = "instance";
    private static final String GATEWAY = "gateway";
    private static final String CARD = "NetworkInterface/nat-zone1";
    private static final String GROUP = "AutoScalingGroup/nat-zone1";
    private static final String TEMPLATE = "LaunchTemplate/nat-zone1";
    private static final String ADDRESS = "ElasticIp/nat-instance-zone1";
    private static final String ROLE = "Role/nat";
    private static final String PROFILE = "InstanceProfile/nat";

    private NatDrifts() {}

    static List<DriftCase> all() {
        return Stream.of(gateways(), addresses(), cards(), templates(), groups(), sizes(), roles(), profiles())
                .flatMap(List::stream)
                .toList();
    }

    private static DriftCase drift(String subject, Consumer<Console> action) {
        return DriftCase.of(INSTANCE, subject, action);
    }

    private static List<DriftCase> gateways() {
        return List.of(
                DriftCase.of(GATEWAY, "NatGateway.tags", console -> console.untag("NatGateway/nat-zone1")),
                DriftCase.of(
                        GATEWAY,
                        "NatGateway.deleted",
                        console -> console.ec2.deleteNatGateway(
                                request -> request.natGatewayId(console.id("NatGateway/nat-zone1")))));
    }

    private static List<DriftCase> addresses() {
        return List.of(
                drift("ElasticIp.tags", console -> console.untag(ADDRESS)),
                drift("ElasticIp.deleted", console -> {
                    unmap(console);
                    console.ec2.releaseAddress(request -> request.allocationId(console.id(ADDRESS)));
                }),
                drift("AddressAssociation.address", NatDrifts::unmap),
                drift("AddressAssociation.networkInterface", console -> {
                            String other = console.ec2
                                    .createNetworkInterface(
                                            request -> request.subnetId(console.id("Subnet/public-zone2"))
                                                    .description("other"))
                                    .networkInterface()
                                    .networkInterfaceId();
                            console.ec2.associateAddress(request -> request.allocationId(console.id(ADDRESS))
                                    .networkInterfaceId(other)
                                    .allowReassociation(true));
                        })
                        .undoneBy(console -> console.ec2
                                .describeNetworkInterfaces(
                                        request -> request.filters(Console.filter("description", "other")))
                                .networkInterfaces()
                                .forEach(card -> console.ec2.deleteNetworkInterface(
                                        request -> request.networkInterfaceId(card.networkInterfaceId())))));
    }

    private static void unmap(Console console) {
        String mapping = console.mapping(ADDRESS);
        console.ec2.disassociateAddress(request -> request.associationId(mapping));
    }

    private static List<DriftCase> cards() {
        return List.of(
                drift(
                        "NetworkInterface.groups",
                        console -> console.ec2.modifyNetworkInterfaceAttribute(request ->
                                request.networkInterfaceId(console.id(CARD)).groups(console.id("SecurityGroup/app")))),
                drift(
                        "NetworkInterface.sourceDestCheck",
                        console -> console.ec2.modifyNetworkInterfaceAttribute(
                                request -> request.networkInterfaceId(console.id(CARD))
                                        .sourceDestCheck(value -> value.value(true)))),
                drift(
                        "NetworkInterface.description",
                        console -> console.ec2.modifyNetworkInterfaceAttribute(
                                request -> request.networkInterfaceId(console.id(CARD))
                                        .description(value -> value.value("changed")))),
                drift("NetworkInterface.tags", console -> console.untag(CARD)),
                drift("NetworkInterface.deleted", console -> {
                    unmap(console);
                    end(console);
                    console.ec2.deleteNetworkInterface(request -> request.networkInterfaceId(console.id(CARD)));
                }));
    }

    /** Ends the instance, and waits until it let go of its interface. */
    private static void end(Console console) {
        String instance = console.instance();
        console.autoScaling.updateAutoScalingGroup(
                request -> request.autoScalingGroupName(console.id(GROUP)).desiredCapacity(0));
        console.ec2.terminateInstances(request -> request.instanceIds(instance));
        NetworkInterfaceAttachment attached;
        do {
            attached = console.ec2
                    .describeNetworkInterfaces(request -> request.networkInterfaceIds(console.id(CARD)))
                    .networkInterfaces()
                    .get(0)
                    .attachment();
        } while (attached != null && attached.instanceId() != null);
    }

    private static List<DriftCase> templates() {
        return List.of(
                drift("LaunchTemplate.tags", console -> console.untag(TEMPLATE)),
                drift(
                        "LaunchTemplate.deleted",
                        console -> console.ec2.deleteLaunchTemplate(
                                request -> request.launchTemplateId(console.id(TEMPLATE)))));
    }

    private static List<DriftCase> groups() {
        return List.of(
                drift("AutoScalingGroup.template", console -> {
                            useOtherTemplate(console);
                        })
                        .undoneBy(NatDrifts::deleteOtherTemplate),
                drift("AutoScalingGroup.instancesCurrent", console -> {
                            useOtherTemplate(console);
                            String old = console.instance();
                            console.ec2.terminateInstances(request -> request.instanceIds(old));
                            awaitReplacement(console, old);
                            console.autoScaling.updateAutoScalingGroup(
                                    request -> request.autoScalingGroupName(console.id(GROUP))
                                            .launchTemplate(template -> template.launchTemplateId(console.id(TEMPLATE))
                                                    .version("1")));
                        })
                        .undoneBy(NatDrifts::deleteOtherTemplate),
                drift(
                        "AutoScalingGroup.zoneId",
                        console -> console.autoScaling.updateAutoScalingGroup(
                                request -> request.autoScalingGroupName(console.id(GROUP))
                                        .availabilityZones(console.zone("zone2")))),
                drift(
                        "AutoScalingGroup.tags",
                        console -> console.autoScaling.createOrUpdateTags(request -> request.tags(Tag.builder()
                                .resourceType("auto-scaling-group")
                                .resourceId(console.id(GROUP))
                                .key("stockade.dev/resource")
                                .value("changed")
                                .propagateAtLaunch(false)
                                .build()))),
                drift(
                        "AutoScalingGroup.deleted",
                        console -> console.autoScaling.deleteAutoScalingGroup(request ->
                                request.autoScalingGroupName(console.id(GROUP)).forceDelete(true))));
    }

    private static void useOtherTemplate(Console console) {
        String other = console.ec2
                .createLaunchTemplate(request -> request.launchTemplateName("other")
                        .launchTemplateData(data -> data.imageId("resolve:ssm:/aws/service/ami-amazon-linux-latest/"
                                        + "al2023-ami-kernel-default-arm64")
                                .instanceType("t4g.micro")
                                .networkInterfaces(LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.builder()
                                        .deviceIndex(0)
                                        .networkInterfaceId(console.id(CARD))
                                        .build())))
                .launchTemplate()
                .launchTemplateId();
        LaunchTemplateSpecification specification = LaunchTemplateSpecification.builder()
                .launchTemplateId(other)
                .version("1")
                .build();
        console.autoScaling.updateAutoScalingGroup(
                request -> request.autoScalingGroupName(console.id(GROUP)).launchTemplate(specification));
    }

    private static void awaitReplacement(Console console, String old) {
        boolean replaced;
        do {
            replaced = console.autoScaling.describeAutoScalingGroups().autoScalingGroups().get(0).instances().stream()
                    .anyMatch(each -> !each.instanceId().equals(old)
                            && each.lifecycleStateAsString().equals("InService"));
        } while (!replaced);
    }

    private static void deleteOtherTemplate(Console console) {
        console.ec2.deleteLaunchTemplate(request -> request.launchTemplateName("other"));
    }

    private static List<DriftCase> sizes() {
        return List.of(
                drift(
                        "AutoScalingGroup.minSize",
                        console -> console.autoScaling.updateAutoScalingGroup(request ->
                                request.autoScalingGroupName(console.id(GROUP)).minSize(1))),
                drift(
                        "AutoScalingGroup.maxSize",
                        console -> console.autoScaling.updateAutoScalingGroup(request ->
                                request.autoScalingGroupName(console.id(GROUP)).maxSize(2))),
                drift(
                        "AutoScalingGroup.desiredCapacity",
                        console -> console.autoScaling.updateAutoScalingGroup(request ->
                                request.autoScalingGroupName(console.id(GROUP)).desiredCapacity(0))));
    }

    private static List<DriftCase> roles() {
        return List.of(
                drift(
                        "Role.trust",
                        console -> console.iam.updateAssumeRolePolicy(request -> request.roleName(console.id(ROLE))
                                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                        + "\"Principal\":{\"AWS\":\"arn:aws:iam::444455556666:root\"},"
                                        + "\"Action\":\"sts:AssumeRole\"}]}"))),
                drift(
                        "Role.managedPolicies",
                        console -> console.iam.attachRolePolicy(request -> request.roleName(console.id(ROLE))
                                .policyArn("arn:aws:iam::aws:policy/AdministratorAccess"))),
                drift(
                        "Role.permissionsBoundary",
                        console -> console.iam.deleteRolePermissionsBoundary(
                                request -> request.roleName(console.id(ROLE)))),
                drift(
                        "Role.tags",
                        console -> console.iam.untagRole(
                                request -> request.roleName(console.id(ROLE)).tagKeys("stockade.dev/resource"))),
                drift("Role.deleted", console -> {
                    leaveProfile(console);
                    console.iam
                            .listAttachedRolePolicies(request -> request.roleName(console.id(ROLE)))
                            .attachedPolicies()
                            .forEach(policy -> console.iam.detachRolePolicy(request ->
                                    request.roleName(console.id(ROLE)).policyArn(policy.policyArn())));
                    console.iam.deleteRole(request -> request.roleName(console.id(ROLE)));
                }));
    }

    private static List<DriftCase> profiles() {
        return List.of(
                drift("InstanceProfile.role", NatDrifts::leaveProfile),
                drift(
                        "InstanceProfile.tags",
                        console -> console.iam.untagInstanceProfile(request ->
                                request.instanceProfileName(console.id(PROFILE)).tagKeys("stockade.dev/resource"))),
                drift("InstanceProfile.deleted", console -> {
                    leaveProfile(console);
                    console.iam.deleteInstanceProfile(request -> request.instanceProfileName(console.id(PROFILE)));
                }));
    }

    private static void leaveProfile(Console console) {
        console.iam.removeRoleFromInstanceProfile(
                request -> request.instanceProfileName(console.id(PROFILE)).roleName(console.id(ROLE)));
    }
}
