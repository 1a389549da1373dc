package io.stockade.aws.policy;

import java.util.List;
import java.util.stream.Stream;

/** What it takes to make roles, and to give NAT instances one, which Session Manager wants. */
final class Roles {
    private Roles() {}

    static List<Statement> statements() {
        return Stream.concat(making().stream(), givingToInstances().stream()).toList();
    }

    /** To make, change and delete roles of ours, whatever they are for. */
    static List<Statement> making() {
        String role = Placeholders.named("role");
        String profile = Placeholders.named("instance-profile");
        return List.of(
                Statement.of("CreateRole", "iam", "CreateInstanceProfile", "CreateRole")
                        .on(role, profile)
                        .when(Condition.bornOurs()),
                // IAM has no key for what a creation tags: something without tags but with our name may be new.
                Statement.of("TagRole", "iam", "TagInstanceProfile", "TagRole")
                        .on(role, profile)
                        .when(Condition.notAnothers(), Condition.staysOurs()),
                Statement.untagging("UntagRole", "iam", "UntagInstanceProfile", "UntagRole")
                        .on(role, profile),
                changes().on(role, profile).when(Condition.ours()));
    }

    private static List<Statement> givingToInstances() {
        String role = Placeholders.named("role");
        return List.of(
                Statement.of("AttachSessionManager", "iam", "AttachRolePolicy")
                        .on(role)
                        .when(Condition.ours(), onlySessionManager()),
                // AWS gives no reliable answer about tags here, so that names must do.
                Statement.of("PassRole", "iam", "PassRole")
                        .on(role)
                        .when(Condition.of(
                                "StringEquals", "iam:PassedToService", "ec2.amazonaws.com", "ec2.amazonaws.com.cn")));
    }

    private static Statement changes() {
        return Statement.of(
                "ChangeRole",
                "iam",
                "AddRoleToInstanceProfile",
                "DeleteInstanceProfile",
                "DeleteRole",
                "DeleteRolePermissionsBoundary",
                "DeleteRolePolicy",
                "DetachRolePolicy",
                "PutRolePermissionsBoundary",
                "RemoveRoleFromInstanceProfile",
                "UpdateAssumeRolePolicy");
    }

    /** A role that could be given any policy would be everything that there is. */
    private static Condition onlySessionManager() {
        return Condition.of(
                "ArnEquals", "iam:PolicyARN", Placeholders.arn("iam::aws", "policy/AmazonSSMManagedInstanceCore"));
    }
}
