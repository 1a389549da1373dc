package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Network ACLs: the default one of each VPC, for reading. */
final class NetworkAclOperations {
    private static final Filters<NetworkAcl> FILTERS = new Filters<NetworkAcl>()
            .one("vpc-id", NetworkAcl::vpcId)
            .one("network-acl-id", NetworkAcl::networkAclId)
            .one("default", NetworkAcl::isDefault)
            .one("owner-id", NetworkAcl::ownerId)
            .each("association.subnet-id", NetworkAcl::associations, NetworkAclAssociation::subnetId)
            .each(
                    "association.association-id",
                    NetworkAcl::associations,
                    NetworkAclAssociation::networkAclAssociationId);

    private NetworkAclOperations() {}

    static void register(Operations operations) {
        operations.add(DescribeNetworkAclsRequest.class, NetworkAclOperations::describe);
    }

    /** VPC user guide, "Default network ACL": rule 100 lets everything in and out, what is left is denied. */
    static void createDefault(Call call, Vpc vpc) {
        String id = call.newId(Kinds.NETWORK_ACL.prefix());
        Things.put(
                call,
                Kinds.NETWORK_ACL,
                id,
                NetworkAcl.builder()
                        .networkAclId(id)
                        .vpcId(vpc.vpcId())
                        .isDefault(true)
                        .ownerId(call.account())
                        .entries(
                                entry(100, true, RuleAction.ALLOW),
                                entry(32767, true, RuleAction.DENY),
                                entry(100, false, RuleAction.ALLOW),
                                entry(32767, false, RuleAction.DENY))
                        .tags(List.of())
                        .build());
    }

    private static NetworkAclEntry entry(int number, boolean egress, RuleAction action) {
        return NetworkAclEntry.builder()
                .ruleNumber(number)
                .egress(egress)
                .ruleAction(action)
                .protocol("-1")
                .cidrBlock("0.0.0.0/0")
                .build();
    }

    private static DescribeNetworkAclsResponse describe(Call call, DescribeNetworkAclsRequest request) {
        Page<NetworkAcl> page = Listing.of(call, Kinds.NETWORK_ACL)
                .ids(request.networkAclIds())
                .shown(acl -> shown(call, acl))
                .filters(FILTERS, request.filters())
                .page(request.maxResults(), request.nextToken())
                .get();
        return DescribeNetworkAclsResponse.builder()
                .networkAcls(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    /** With every subnet of the VPC, since none can have another one here. */
    private static NetworkAcl shown(Call call, NetworkAcl acl) {
        List<NetworkAclAssociation> associations = call.children(Kinds.SUBNET.table(), acl.vpcId()).stream()
                .map(subnet -> NetworkAclAssociation.builder()
                        .networkAclAssociationId(subnet.subnetId().replace("subnet-", "aclassoc-"))
                        .networkAclId(acl.networkAclId())
                        .subnetId(subnet.subnetId())
                        .build())
                .toList();
        return acl.toBuilder().associations(associations).build();
    }
}
