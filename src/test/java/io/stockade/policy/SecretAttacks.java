package io.stockade.policy;

import io.stockade.graph.Owner;
import io.stockade.simulation.UsedCalls;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What nobody can do to secrets, functions and keys, whoever holds Stockade's credentials. */
final class SecretAttacks {
    private static final Map<String, String> NOBODYS = Map.of("Name", "billing");
    private static final Map<String, String> OURS = Map.of(Owner.INSTALLATION_TAG, UsedCalls.INSTALLATION);
    private static final Map<String, String> OTHERS = Map.of(Owner.INSTALLATION_TAG, "somebody-else");

    private SecretAttacks() {}

    static List<Arguments> all() {
        return Stream.of(values(), ownership(), exposure(), others())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Arguments> values() {
        return List.of(
                attack(
                        "read another installation's secret",
                        stands("GetSecretValue").of(OTHERS)),
                attack("read a secret without tags", stands("GetSecretValue").of(NOBODYS)),
                attack(
                        "read a secret of another name, whatever its tags",
                        new Demand("secretsmanager:GetSecretValue", arn("billing")).of(OURS)),
                attack("read many secrets at once", new Demand("secretsmanager:BatchGetSecretValue", "*")),
                attack("write another's secret", stands("PutSecretValue").of(OTHERS)),
                attack(
                        "make an old version current",
                        stands("UpdateSecretVersionStage").of(OTHERS)),
                attack("rotate another's secret", stands("RotateSecret").of(OTHERS)));
    }

    private static List<Arguments> ownership() {
        return List.of(
                attack("make a secret without our tag", newborn("CreateSecret").tagging(NOBODYS)),
                attack("make a secret for another", newborn("CreateSecret").tagging(OTHERS)),
                attack("tag a new secret for another", newborn("TagResource").tagging(OTHERS)),
                attack(
                        "take a secret without tags",
                        stands("TagResource").of(NOBODYS).tagging(OURS)),
                attack("take another's secret", stands("TagResource").of(OTHERS).tagging(OURS)),
                attack("give a secret away", stands("TagResource").of(OURS).tagging(OTHERS)),
                attack("untag a secret", stands("UntagResource").of(OURS)));
    }

    private static List<Arguments> exposure() {
        return List.of(
                attack(
                        "make a policy public",
                        stands("PutResourcePolicy").of(OURS).with("secretsmanager:BlockPublicPolicy", "false")),
                attack(
                        "grant without that AWS looks",
                        stands("PutResourcePolicy").of(OURS)),
                attack(
                        "grant another's secret",
                        stands("PutResourcePolicy").of(OTHERS).with("secretsmanager:BlockPublicPolicy", "true")),
                attack(
                        "carry another's secret to another region",
                        stands("ReplicateSecretToRegions").of(OTHERS)),
                attack(
                        "carry a secret without tags away",
                        stands("ReplicateSecretToRegions").of(NOBODYS)),
                attack(
                        "delete without recovery",
                        stands("DeleteSecret").of(OURS).with("secretsmanager:ForceDeleteWithoutRecovery", "true")),
                attack(
                        "delete without recovery and say otherwise",
                        stands("DeleteSecret")
                                .of(OURS)
                                .with("secretsmanager:RecoveryWindowInDays", "7")
                                .with("secretsmanager:ForceDeleteWithoutRecovery", "true")),
                attack("delete without a window", stands("DeleteSecret").of(OURS)),
                attack(
                        "delete another's",
                        stands("DeleteSecret").of(OTHERS).with("secretsmanager:RecoveryWindowInDays", "30")));
    }

    private static List<Arguments> others() {
        Map<String, String> lent = Map.of(Owner.ROTATES_TAG, "somebody-else");
        return List.of(
                attack("invoke any function", function("web").of(NOBODYS)),
                attack(
                        "invoke a function that rotates for another",
                        function("web").of(lent)),
                attack(
                        "invoke another installation's function",
                        function("stockade-x").of(OTHERS)),
                attack("decrypt by a key itself", key("Decrypt")),
                attack(
                        "decrypt by way of another service",
                        key("Decrypt").with("kms:ViaService", "s3.eu-west-1.amazonaws.com")),
                attack(
                        "lend a key to somebody",
                        key("CreateGrant").with("kms:ViaService", "secretsmanager.eu-west-1.amazonaws.com")));
    }

    private static Arguments attack(String what, Demand demand) {
        return Arguments.of(what, demand);
    }

    private static Demand newborn(String action) {
        return new Demand("secretsmanager:" + action, arn("/prod/orders/db"));
    }

    /** About a secret that is there, which the request names. */
    private static Demand stands(String action) {
        return newborn(action).with("secretsmanager:SecretId", arn("/prod/orders/db"));
    }

    private static String arn(String name) {
        return "arn:aws:secretsmanager:eu-west-1:" + UsedCalls.ACCOUNT + ":secret:" + name + "-AbCdEf";
    }

    private static Demand function(String name) {
        return new Demand(
                "lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:" + UsedCalls.ACCOUNT + ":function:" + name);
    }

    private static Demand key(String action) {
        return new Demand(
                "kms:" + action,
                "arn:aws:kms:eu-west-1:" + UsedCalls.ACCOUNT + ":key/11111111-2222-3333-4444-555555555555");
    }
}
