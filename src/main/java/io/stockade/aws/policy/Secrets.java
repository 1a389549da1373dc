package io.stockade.aws.policy;

import io.stockade.graph.Owner;
import java.util.List;
import java.util.stream.Stream;

/**
 * What it takes to have secrets and to rotate them. Every name that we give begins with a slash, so that a secret whose
 * name doesn't is out of reach whatever its tags are.
 */
final class Secrets {
    private static final String ALL = Placeholders.arn("secretsmanager:*:{account}", "secret:/*");

    private Secrets() {}

    static List<Statement> statements() {
        return Stream.of(births(), changes(), functionsAndKeys())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Statement> births() {
        return List.of(
                Statement.of("CreateSecret", "secretsmanager", "CreateSecret")
                        .on(ALL)
                        .when(Condition.bornOurs()),
                // AWS has no key for what a creation tags; but only calls about a secret that stands name one.
                Statement.of("TagNewSecret", "secretsmanager", "TagResource")
                        .on(ALL)
                        .when(Condition.bornOurs(), aboutNoneThatStands()),
                Statement.of("ReplicateNewSecret", "secretsmanager", "ReplicateSecretToRegions")
                        .on(ALL)
                        .when(aboutNoneThatStands()),
                Statement.of("RetagSecret", "secretsmanager", "TagResource")
                        .on(ALL)
                        .when(Condition.ours(), Condition.staysOurs()),
                Statement.untagging("UntagSecret", "secretsmanager", "UntagResource")
                        .on(ALL));
    }

    private static Condition aboutNoneThatStands() {
        return Condition.of("Null", "secretsmanager:SecretId", "true");
    }

    private static List<Statement> changes() {
        return List.of(
                Statement.of(
                                "ChangeSecret",
                                "secretsmanager",
                                "CancelRotateSecret",
                                "DeleteResourcePolicy",
                                "GetSecretValue",
                                "PutSecretValue",
                                "RemoveRegionsFromReplication",
                                "ReplicateSecretToRegions",
                                "RestoreSecret",
                                "RotateSecret",
                                "UpdateSecret",
                                "UpdateSecretVersionStage")
                        .on(ALL)
                        .when(Condition.ours()),
                Statement.of("GrantSecret", "secretsmanager", "PutResourcePolicy")
                        .on(ALL)
                        .when(Condition.ours(), Condition.of("Bool", "secretsmanager:BlockPublicPolicy", "true")),
                // Without a window nobody could bring it back.
                Statement.of("RetireSecret", "secretsmanager", "DeleteSecret")
                        .on(ALL)
                        .when(
                                Condition.ours(),
                                Condition.of("NumericGreaterThanEquals", "secretsmanager:RecoveryWindowInDays", "7"),
                                Condition.of("BoolIfExists", "secretsmanager:ForceDeleteWithoutRecovery", "false")));
    }

    private static List<Statement> functionsAndKeys() {
        return List.of(
                Statement.of("InvokeOwnFunction", "lambda", "InvokeFunction")
                        .on(Placeholders.arn("lambda:*:{account}", "function:stockade-*"))
                        .when(Condition.ours()),
                // Somebody else's, which says by a tag that it is there for that.
                Statement.of("InvokeRotationFunction", "lambda", "InvokeFunction")
                        .on(Placeholders.arn("lambda:*:{account}", "function:*"))
                        .when(Condition.of(
                                "StringEquals", "aws:ResourceTag/" + Owner.ROTATES_TAG, Placeholders.INSTALLATION)),
                // Which keys is up to the keys' own policies; by themselves they can't be used.
                Statement.of("UseKeysOfSecrets", "kms", "Decrypt", "Encrypt", "GenerateDataKey")
                        .on(Placeholders.arn("kms:*:{account}", "key/*"))
                        .when(Condition.of(
                                "StringLike",
                                "kms:ViaService",
                                "secretsmanager.*.amazonaws.com",
                                "secretsmanager.*.amazonaws.com.cn")));
    }
}
