package io.stockade.live;

import io.stockade.aws.AwsClients;
import io.stockade.graph.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Finds and deletes what carries the suite's installation tag, and nothing else. It stands on the SDK alone, since what
 * it cleans up after may be a defect of the product.
 */
final class LiveCleanup {
    private static final int ROUNDS = 60;
    private static final int PAUSE_SECONDS = 10;

    private final AwsClients clients;
    private final String installation;
    private final Consumer<String> told;

    LiveCleanup(AwsClients clients, String installation, Consumer<String> told) {
        this.clients = clients;
        this.installation = installation;
        this.told = told;
    }

    /** Something of the suite, and the call that deletes it. */
    record Left(String what, Runnable end) {
        @Override
        public String toString() {
            return what;
        }
    }

    /** All that is there, what depends on others first. */
    List<Left> list() {
        List<Left> all = new ArrayList<>();
        groups(all);
        networks(all);
        insides(all);
        roles(all);
        return all;
    }

    /** Deletes it all; what AWS does not let go yet is tried again. */
    List<Left> delete() throws InterruptedException {
        List<Left> left = list();
        for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
            left.forEach(this::end);
            left = list();
            if (!left.isEmpty()) {
                TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
            }
        }
        return left;
    }

    private void end(Left each) {
        try {
            each.end().run();
            told.accept("deleted " + each);
        } catch (SdkException notYet) {
            told.accept("not yet: " + each + ": " + notYet.getMessage());
        }
    }

    private Filter ours() {
        return Filter.builder()
                .name("tag:" + Owner.INSTALLATION_TAG)
                .values(installation)
                .build();
    }

    private void groups(List<Left> all) {
        clients.autoScaling().describeAutoScalingGroupsPaginator().autoScalingGroups().stream()
                .filter(group -> group.tags().stream().anyMatch(tag -> owns(tag.key(), tag.value())))
                .map(group -> group.autoScalingGroupName())
                .forEach(name -> all.add(new Left(
                        "AutoScalingGroup " + name,
                        () -> clients.autoScaling()
                                .deleteAutoScalingGroup(request ->
                                        request.autoScalingGroupName(name).forceDelete(true)))));
    }

    private void networks(List<Left> all) {
        Ec2Client ec2 = clients.ec2();
        ec2.describeVpcEndpointsPaginator(request -> request.filters(ours())).vpcEndpoints().stream()
                .filter(endpoint -> !endpoint.stateAsString().equalsIgnoreCase("deleted"))
                .map(endpoint -> endpoint.vpcEndpointId())
                .forEach(id -> all.add(new Left(
                        "endpoint " + id, () -> ec2.deleteVpcEndpoints(request -> request.vpcEndpointIds(id)))));
        ec2.describeNatGatewaysPaginator(request -> request.filter(ours())).natGateways().stream()
                .filter(gateway -> !gateway.stateAsString().equals("deleted"))
                .map(gateway -> gateway.natGatewayId())
                .forEach(id -> all.add(new Left(
                        "NAT gateway " + id, () -> ec2.deleteNatGateway(request -> request.natGatewayId(id)))));
        ec2.describeNetworkInterfacesPaginator(request -> request.filters(ours())).networkInterfaces().stream()
                .map(card -> card.networkInterfaceId())
                .forEach(id -> all.add(new Left(
                        "network interface " + id,
                        () -> ec2.deleteNetworkInterface(request -> request.networkInterfaceId(id)))));
        ec2.describeAddresses(request -> request.filters(ours())).addresses().stream()
                .map(address -> address.allocationId())
                .forEach(id -> all.add(
                        new Left("address " + id, () -> ec2.releaseAddress(request -> request.allocationId(id)))));
        ec2.describeLaunchTemplatesPaginator(request -> request.filters(ours())).launchTemplates().stream()
                .map(template -> template.launchTemplateId())
                .forEach(id -> all.add(new Left(
                        "launch template " + id,
                        () -> ec2.deleteLaunchTemplate(request -> request.launchTemplateId(id)))));
    }

    private void insides(List<Left> all) {
        Ec2Client ec2 = clients.ec2();
        ec2.describeSubnetsPaginator(request -> request.filters(ours())).subnets().stream()
                .map(subnet -> subnet.subnetId())
                .forEach(id ->
                        all.add(new Left("subnet " + id, () -> ec2.deleteSubnet(request -> request.subnetId(id)))));
        ec2.describeRouteTablesPaginator(request -> request.filters(ours())).routeTables().stream()
                .filter(table -> table.associations().stream().noneMatch(each -> Boolean.TRUE.equals(each.main())))
                .forEach(table -> all.add(new Left("route table " + table.routeTableId(), () -> {
                    table.associations()
                            .forEach(each -> ec2.disassociateRouteTable(
                                    request -> request.associationId(each.routeTableAssociationId())));
                    ec2.deleteRouteTable(request -> request.routeTableId(table.routeTableId()));
                })));
        ec2.describeInternetGatewaysPaginator(request -> request.filters(ours()))
                .internetGateways()
                .forEach(gateway -> all.add(new Left("internet gateway " + gateway.internetGatewayId(), () -> {
                    gateway.attachments()
                            .forEach(each -> ec2.detachInternetGateway(
                                    request -> request.internetGatewayId(gateway.internetGatewayId())
                                            .vpcId(each.vpcId())));
                    ec2.deleteInternetGateway(request -> request.internetGatewayId(gateway.internetGatewayId()));
                })));
        ec2.describeSecurityGroupsPaginator(request -> request.filters(ours())).securityGroups().stream()
                .filter(group -> !group.groupName().equals("default"))
                .forEach(group -> all.add(new Left("security group " + group.groupId(), () -> {
                    if (!group.ipPermissions().isEmpty()) {
                        ec2.revokeSecurityGroupIngress(
                                request -> request.groupId(group.groupId()).ipPermissions(group.ipPermissions()));
                    }
                    ec2.deleteSecurityGroup(request -> request.groupId(group.groupId()));
                })));
        ec2.describeVpcsPaginator(request -> request.filters(ours())).vpcs().stream()
                .map(vpc -> vpc.vpcId())
                .forEach(id -> all.add(new Left("VPC " + id, () -> ec2.deleteVpc(request -> request.vpcId(id)))));
    }

    private void roles(List<Left> all) {
        IamClient iam = clients.iam();
        iam.listInstanceProfilesPaginator().instanceProfiles().stream()
                .filter(profile -> profile.instanceProfileName().startsWith("stockade-"))
                .filter(profile -> iam
                        .listInstanceProfileTags(request -> request.instanceProfileName(profile.instanceProfileName()))
                        .tags()
                        .stream()
                        .anyMatch(tag -> owns(tag.key(), tag.value())))
                .forEach(profile -> all.add(new Left("instance profile " + profile.instanceProfileName(), () -> {
                    profile.roles()
                            .forEach(role -> iam.removeRoleFromInstanceProfile(
                                    request -> request.instanceProfileName(profile.instanceProfileName())
                                            .roleName(role.roleName())));
                    iam.deleteInstanceProfile(request -> request.instanceProfileName(profile.instanceProfileName()));
                })));
        iam.listRolesPaginator().roles().stream()
                .map(role -> role.roleName())
                .filter(name -> name.startsWith("stockade-"))
                .filter(name -> iam.listRoleTags(request -> request.roleName(name)).tags().stream()
                        .anyMatch(tag -> owns(tag.key(), tag.value())))
                .forEach(name -> all.add(new Left("role " + name, () -> {
                    iam.listAttachedRolePolicies(request -> request.roleName(name))
                            .attachedPolicies()
                            .forEach(policy -> iam.detachRolePolicy(
                                    request -> request.roleName(name).policyArn(policy.policyArn())));
                    iam.deleteRole(request -> request.roleName(name));
                })));
    }

    private boolean owns(String key, String value) {
        return key.equals(Owner.INSTALLATION_TAG) && installation.equals(value);
    }
}
