package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * What Lambda has in VPCs: an interface for each subnet and set of groups, shared by all functions with both (Lambda
 * developer guide, "Giving Lambda functions access to resources in an Amazon VPC").
 */
public final class FunctionInterfaces {
    private FunctionInterfaces() {}

    /**
     * The VPC of subnets and groups.
     *
     * @throws AwsError with EC2's codes if one is not there, or they are not all in one VPC
     */
    public static String vpc(Call call, List<String> subnetIds, List<String> groupIds) {
        Set<String> vpcs = subnetIds.stream()
                .map(id -> Things.require(call, Kinds.SUBNET, id).vpcId())
                .collect(Collectors.toCollection(TreeSet::new));
        groupIds.forEach(
                id -> vpcs.add(Things.require(call, Kinds.SECURITY_GROUP, id).vpcId()));
        if (vpcs.size() != 1) {
            throw AwsError.invalidParameter("You have specified resources that belong to different networks.");
        }
        return vpcs.iterator().next();
    }

    /**
     * Has an interface in each subnet.
     *
     * @throws AwsError if a subnet has no free address
     */
    public static void open(Call call, String function, List<String> subnetIds, List<String> groupIds) {
        for (String id : subnetIds) {
            Subnet subnet = Things.require(call, Kinds.SUBNET, id);
            if (find(call, subnet, groupIds).isEmpty()) {
                String name = "AWS Lambda VPC ENI-" + function + "-" + call.hexadecimal(call.nextNumber());
                Interfaces.put(
                        call,
                        Interfaces.requested(
                                        call, Interfaces.create(call, subnet, null), NetworkInterfaceType.LAMBDA, name)
                                .groups(Interfaces.groups(call, subnet.vpcId(), groupIds))
                                .build());
            }
        }
    }

    /** Takes away the interface in a subnet, if it is there. */
    public static void close(Call call, String subnetId, List<String> groupIds) {
        Things.find(call, Kinds.SUBNET, subnetId)
                .flatMap(subnet -> find(call, subnet, groupIds))
                .ifPresent(idle -> Interfaces.remove(call, idle));
    }

    private static Optional<NetworkInterface> find(Call call, Subnet subnet, List<String> groupIds) {
        return SubnetOperations.interfaces(call, subnet).stream()
                .filter(each -> each.interfaceType() == NetworkInterfaceType.LAMBDA)
                .filter(each -> each.groups().stream()
                        .map(GroupIdentifier::groupId)
                        .collect(Collectors.toSet())
                        .equals(Set.copyOf(groupIds)))
                .findFirst();
    }
}
