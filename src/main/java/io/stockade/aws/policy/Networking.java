package io.stockade.aws.policy;

import java.util.List;

/** What it takes to build, change and delete a network without a way out for private tiers. */
final class Networking {
    private Networking() {}

    static List<Statement> statements() {
        String[] types = {"vpc", "subnet", "route-table", "internet-gateway", "security-group"};
        return List.of(
                Born.one("CreateVpc", "vpc"),
                Born.one("CreateSubnet", "subnet"),
                Born.one("CreateRouteTable", "route-table"),
                Born.one("CreateInternetGateway", "internet-gateway"),
                Born.one("CreateSecurityGroup", "security-group"),
                Born.tags(
                        "TagNewNetwork",
                        List.of(
                                "CreateVpc",
                                "CreateSubnet",
                                "CreateRouteTable",
                                "CreateInternetGateway",
                                "CreateSecurityGroup"),
                        types),
                Statement.of("RetagNetwork", "ec2", "CreateTags")
                        .on(Placeholders.ec2(types))
                        .when(Condition.ours(), Condition.staysOurs()),
                Statement.untagging("UntagNetwork", "ec2", "DeleteTags").on(Placeholders.ec2(types)),
                changes(types),
                // AWS asks about the gateway too, which must be ours; somebody may have attached it elsewhere.
                Statement.of("DetachFromAnywhere", "ec2", "DetachInternetGateway")
                        .on(Placeholders.ec2("vpc")),
                defaults());
    }

    private static Statement changes(String[] types) {
        return Statement.of(
                        "ChangeNetwork",
                        "ec2",
                        "AssociateRouteTable",
                        "AttachInternetGateway",
                        "AuthorizeSecurityGroupEgress",
                        "AuthorizeSecurityGroupIngress",
                        "CreateRoute",
                        "CreateRouteTable",
                        "CreateSecurityGroup",
                        "CreateSubnet",
                        "DeleteInternetGateway",
                        "DeleteRoute",
                        "DeleteRouteTable",
                        "DeleteSecurityGroup",
                        "DeleteSubnet",
                        "DeleteVpc",
                        "DetachInternetGateway",
                        "DisassociateRouteTable",
                        "ModifySubnetAttribute",
                        "ModifyVpcAttribute",
                        "ReplaceRoute",
                        "ReplaceRouteTableAssociation",
                        "RevokeSecurityGroupEgress",
                        "RevokeSecurityGroupIngress",
                        "UpdateSecurityGroupRuleDescriptionsEgress",
                        "UpdateSecurityGroupRuleDescriptionsIngress")
                .on(Placeholders.ec2(types))
                .when(Condition.ours());
    }

    /**
     * AWS makes the default group and the main table with the VPC, and takes no tags for them. They are only ever
     * emptied: a right to tag them would be one to take over any group and table without tags.
     */
    private static Statement defaults() {
        return Statement.of(
                        "EmptyDefaults",
                        "ec2",
                        "DeleteRoute",
                        "RevokeSecurityGroupEgress",
                        "RevokeSecurityGroupIngress")
                .on(Placeholders.ec2("route-table", "security-group"))
                .when(Condition.nobodys(), Condition.of("ArnLike", "ec2:Vpc", Placeholders.ec2("vpc")));
    }
}
