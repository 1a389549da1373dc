package io.stockade.aws.policy;

import java.util.List;
import java.util.stream.Stream;

/** What it takes to see everything. AWS can't narrow most of these calls to certain things. */
final class Reading {
    private Reading() {}

    static List<Statement> statements() {
        return Stream.concat(Stream.of(network()), others().stream()).toList();
    }

    private static Statement network() {
        return Statement.of(
                "Read",
                "ec2",
                "DescribeAccountAttributes",
                "DescribeAddresses",
                "DescribeAvailabilityZones",
                "DescribeInstanceTypeOfferings",
                "DescribeInstanceTypes",
                "DescribeInternetGateways",
                "DescribeLaunchTemplateVersions",
                "DescribeLaunchTemplates",
                "DescribeManagedPrefixLists",
                "DescribeNatGateways",
                "DescribeNetworkInterfaces",
                "DescribeRouteTables",
                "DescribeSecurityGroups",
                "DescribeSubnets",
                // Could be narrowed by tag, and is not: a VPC that lost its tag is to be seen all the same.
                "DescribeVpcAttribute",
                "DescribeVpcEndpointServices",
                "DescribeVpcEndpoints",
                "DescribeVpcs");
    }

    private static List<Statement> others() {
        return List.of(
                Statement.of("ReadGroups", "autoscaling", "DescribeAutoScalingGroups", "DescribeScalingActivities"),
                Statement.of("ListRoles", "iam", "ListInstanceProfiles", "ListPolicies", "ListRoles"),
                Statement.of(
                                "ReadRoles",
                                "iam",
                                "GetInstanceProfile",
                                "GetRole",
                                "GetRolePolicy",
                                "ListAttachedRolePolicies",
                                "ListRolePolicies")
                        .on(Placeholders.namedAnywhere("instance-profile"), Placeholders.namedAnywhere("role")),
                Statement.of("ReadPolicies", "iam", "GetPolicy", "GetPolicyVersion", "ListEntitiesForPolicy")
                        .on(Placeholders.namedAnywhere("policy")),
                Statement.of("ListFunctions", "lambda", "ListFunctions"),
                // Not GetFunction, which gives away the code.
                Statement.of("ReadFunctions", "lambda", "GetFunctionConfiguration", "GetPolicy", "ListTags")
                        .on(Placeholders.functions()),
                Statement.of("ListSecrets", "secretsmanager", "ListSecrets"),
                // Never a value; a secret that lost its tag, or has a name that we want, is to be seen all the same.
                Statement.of("ReadSecrets", "secretsmanager", "DescribeSecret", "GetResourcePolicy")
                        .on(Placeholders.arn("secretsmanager:*:{account}", "secret:/*")));
    }
}
