package io.stockade.aws.policy;

import java.util.List;

/** What it takes to have policies for readers and writers of secrets, and to attach them to roles, whoever's those are. */
final class SecretAccess {
    private SecretAccess() {}

    static List<Statement> statements() {
        String policy = Placeholders.named("policy");
        return List.of(
                Statement.of("CreatePolicy", "iam", "CreatePolicy").on(policy).when(Condition.bornOurs()),
                // IAM has no key for what a creation tags: something without tags but with our name may be new.
                Statement.of("TagPolicy", "iam", "TagPolicy")
                        .on(policy)
                        .when(Condition.notAnothers(), Condition.staysOurs()),
                Statement.untagging("UntagPolicy", "iam", "UntagPolicy").on(policy),
                Statement.of(
                                "ChangePolicy",
                                "iam",
                                "CreatePolicyVersion",
                                "DeletePolicy",
                                "DeletePolicyVersion",
                                "ListPolicyVersions")
                        .on(policy)
                        .when(Condition.ours()),
                Statement.of("AttachAccess", "iam", "AttachRolePolicy", "DetachRolePolicy")
                        .on(Placeholders.anyRole())
                        .when(Condition.of("ArnLike", "iam:PolicyARN", policy)));
    }
}
