package io.stockade.simulation;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** What can be done to secrets, to their rotation, and to the policies that open all of them. */
final class SecretDrifts {
    private static final String STACK = "secrets";
    private static final String TOKEN = "Secret/token";
    private static final String LOGIN = "Secret/login";
    private static final String SEARCH = "Secret/search";
    private static final String READERS = "ManagedPolicy/readers";
    private static final String EVERYBODY = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
            + "\"Principal\":{\"AWS\":\"arn:aws:iam::444455556666:root\"},"
            + "\"Action\":\"secretsmanager:*\",\"Resource\":\"*\"}}";

    private SecretDrifts() {}

    static List<DriftCase> all() {
        return Stream.of(secrets(), deletions(), rotations(), policies())
                .flatMap(List::stream)
                .toList();
    }

    private static DriftCase drift(String subject, Consumer<Console> action) {
        return DriftCase.of(STACK, subject, action);
    }

    private static List<DriftCase> secrets() {
        return List.of(
                drift(
                        "Secret.description",
                        console -> console.secrets.updateSecret(
                                request -> request.secretId(console.id(TOKEN)).description("changed"))),
                drift(
                        "Secret.kmsKey",
                        console -> console.secrets.updateSecret(
                                request -> request.secretId(console.id(TOKEN)).kmsKeyId("alias/theirs"))),
                drift(
                        "Secret.replicas",
                        console ->
                                console.secrets.replicateSecretToRegions(request -> request.secretId(console.id(SEARCH))
                                        .addReplicaRegions(ReplicaRegionType.builder()
                                                .region("us-east-1")
                                                .build()))),
                drift(
                        "Secret.recoveryWindowDays",
                        console -> console.secrets.tagResource(request -> request.secretId(console.id(TOKEN))
                                .tags(Tag.builder()
                                        .key("stockade.dev/recovery-window")
                                        .value("30")
                                        .build()))),
                drift(
                        "Secret.policy",
                        console -> console.secrets.putResourcePolicy(
                                request -> request.secretId(console.id(TOKEN)).resourcePolicy(EVERYBODY))),
                drift(
                        "Secret.tags",
                        console -> console.secrets.untagResource(
                                request -> request.secretId(console.id(TOKEN)).tagKeys("stockade.dev/resource"))));
    }

    private static List<DriftCase> deletions() {
        return List.of(
                drift(
                        "Secret.scheduledForDeletion",
                        console -> console.secrets.deleteSecret(
                                request -> request.secretId(console.id(LOGIN)).recoveryWindowInDays(7L))),
                drift(
                        "Secret.deleted",
                        console -> console.secrets.deleteSecret(
                                request -> request.secretId(console.id(TOKEN)).forceDeleteWithoutRecovery(true))));
    }

    private static List<DriftCase> rotations() {
        return List.of(
                drift(
                        "SecretRotation.secret",
                        console -> console.secrets.cancelRotateSecret(request -> request.secretId(console.id(LOGIN)))),
                drift(
                        "SecretRotation.function",
                        console -> rotate(console, SEARCH, "rotate-theirs", "cron(0 4 1 6 ? *)", "2h")),
                drift(
                        "SecretRotation.schedule",
                        console -> rotate(console, SEARCH, "rotate-mysql", "rate(900 days)", "2h")),
                drift(
                        "SecretRotation.window",
                        console -> rotate(console, SEARCH, "rotate-mysql", "cron(0 4 1 6 ? *)", "1h")),
                drift(
                        "SecretRotation.unexpected",
                        console -> rotate(console, TOKEN, "rotate-theirs", "rate(900 days)", "1h")));
    }

    private static void rotate(Console console, String secret, String function, String schedule, String window) {
        console.secrets.rotateSecret(request -> request.secretId(console.id(secret))
                .clientRequestToken("somebody-at-the-console-" + function + schedule.length() + window)
                .rotationLambdaARN(Account.functionArn(function))
                .rotationRules(rules -> rules.scheduleExpression(schedule).duration(window))
                .rotateImmediately(false));
    }

    private static List<DriftCase> policies() {
        return List.of(
                drift(
                        "ManagedPolicy.document",
                        console -> console.iam.createPolicyVersion(request -> request.policyArn(console.id(READERS))
                                .setAsDefault(true)
                                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                                        + "\"Action\":\"secretsmanager:*\",\"Resource\":\"*\"}}"))),
                drift(
                        "ManagedPolicy.roles",
                        console -> console.iam.attachRolePolicy(
                                request -> request.roleName("dba").policyArn(console.id(READERS)))),
                drift(
                        "ManagedPolicy.tags",
                        console -> console.iam.untagPolicy(request ->
                                request.policyArn(console.id(READERS)).tagKeys("stockade.dev/resource"))),
                drift("ManagedPolicy.deleted", console -> {
                    String policy = console.id(READERS);
                    console.iam
                            .listEntitiesForPolicy(request -> request.policyArn(policy))
                            .policyRoles()
                            .forEach(role -> console.iam.detachRolePolicy(
                                    request -> request.policyArn(policy).roleName(role.roleName())));
                    console.iam.listPolicyVersions(request -> request.policyArn(policy)).versions().stream()
                            .filter(version -> !version.isDefaultVersion())
                            .forEach(version -> console.iam.deletePolicyVersion(
                                    request -> request.policyArn(policy).versionId(version.versionId())));
                    console.iam.deletePolicy(request -> request.policyArn(policy));
                }));
    }
}
