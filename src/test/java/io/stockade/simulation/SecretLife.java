package io.stockade.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.stockade.plan.PlanText;
import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.Preview;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import io.stockade.sandbox.Sandbox;
import io.stockade.sandbox.functions.FunctionException;
import io.stockade.sandbox.functions.SandboxFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What may happen to a stack with secrets of every form, and what others say of it while they know the values. */
final class SecretLife {
    static final String REGION = "eu-west-1";

    /** What a life makes at the least; fewer mean that it was not lived. */
    static final int LEAST_VALUES = 12;

    private static final String ACCOUNT = Simulation.ACCOUNT;
    private static final String FUNCTION = "arn:aws:lambda:" + REGION + ":" + ACCOUNT + ":function:";
    private static final String HOOKS = "hooks";
    private static final String ROTATES = "rotates";
    private static final String QUOTED = "canary-quoted-7Hq2Lw9Zt4Xv";
    private static final String MANIFEST = """
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata: {name: vault}
            spec:
              region: eu-west-1
              environment: prod
              network: {zones: 2, nat: {mode: None}}
              secrets:
                - {name: key, value: {random: {length: 40}}, rotation: {every: 1d}}
                - name: token
                  value: {random: {length: 40}}
                  rotation: {every: 1d, hooks: {functionArn: "%1$shooks"}}
                - name: login
                  value: {database: {engine: postgres, host: db.internal, username: app}}
                  rotation: {every: 1d, lambda: {functionArn: "%1$srotates"}}
                - {name: partner-token, value: {external: {}}}
            """.formatted(FUNCTION);
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final Simulation simulation;
    private final Sandbox console;
    private final List<String> said = new ArrayList<>();
    private final List<String> memories = new ArrayList<>();
    private String stack = "";

    SecretLife(Simulation simulation) {
        this.simulation = simulation;
        this.console = simulation.sandbox.as("console");
    }

    /** What was told of the stack in full, and planned. */
    List<String> said() {
        return said;
    }

    /** What was remembered at each stage. */
    String memories() {
        return String.join("\n", memories);
    }

    void create() {
        function(HOOKS);
        function(ROTATES);
        hooksAreWell();
        console.functions().register(FUNCTION + ROTATES, rotating());
        stack = simulation.apply(Simulation.manifest(MANIFEST));
        simulation.untilReady(stack);
        simulation.act(() -> secrets()
                .putSecretValue(
                        request -> request.secretId("/prod/vault/partner-token").secretString(QUOTED + "-by-hand")));
        note();
    }

    /** Makes the new version, as AWS's own functions do, without a database behind it. */
    private static SandboxFunction rotating() {
        return invocation -> {
            String secret = invocation.field("SecretId");
            String token = invocation.field("ClientRequestToken");
            SecretsManagerClient secrets = invocation.secrets();
            if (invocation.field("Step").equals("createSecret")) {
                secrets.putSecretValue(request -> request.secretId(secret)
                        .clientRequestToken(token)
                        .versionStages("AWSPENDING")
                        .secretString("{\"host\":\"db.internal\",\"username\":\"app\",\"password\":\"made-by-function-"
                                + token.substring(0, 12) + "\"}"));
            }
            if (invocation.field("Step").equals("finishSecret")) {
                Map<String, List<String>> stages = secrets.describeSecret(request -> request.secretId(secret))
                        .versionIdsToStages();
                String old = stages.entrySet().stream()
                        .filter(entry -> entry.getValue().contains("AWSCURRENT"))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow();
                secrets.updateSecretVersionStage(request -> request.secretId(secret)
                        .versionStage("AWSCURRENT")
                        .moveToVersionId(token)
                        .removeFromVersionId(old));
            }
            return "null";
        };
    }

    void daysPass(int days) {
        for (int day = 0; day < days; day++) {
            simulation.time.runUntil(simulation.time.now().plus(Duration.ofDays(1)));
            simulation.sweep(stack);
            note();
        }
    }

    void hooksAreWell() {
        console.functions().register(FUNCTION + HOOKS, invocation -> "null");
    }

    /** They fail, and quote the value in each way in which a function can answer. So does AWS itself. */
    void hooksTellAll() {
        console.functions().register(FUNCTION + HOOKS, invocation -> {
            String value = invocation
                    .secrets()
                    .getSecretValue(request -> request.secretId(invocation.field("SecretId"))
                            .versionId(invocation.field("ClientRequestToken")))
                    .secretString();
            throw FunctionException.error("ValueError", "the login with '" + value + "' was refused: " + QUOTED);
        });
        simulation
                .sandbox
                .faults()
                .once(
                        FaultPoint.action("PutSecretValue"),
                        new Fault.Refused("InvalidParameterException", 400, "the value " + QUOTED + " is not allowed"));
    }

    void askForRotations() {
        DesiredStack known = Objects.requireNonNull(simulation.wanted.get(stack));
        simulation.put(new DesiredStack(
                known.manifest(),
                known.generation(),
                known.state(),
                null,
                null,
                null,
                new TreeMap<>(Map.of("key", "now", "login", "now")),
                known.driftDecisions()));
    }

    /** A policy is opened, a version is left pending, a value is put by hand, and a secret is deleted. */
    void somebodyMeddles() {
        simulation.act(() -> {
            secrets()
                    .putResourcePolicy(request -> request.secretId("/prod/vault/key")
                            .resourcePolicy(
                                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                                            + "{\"AWS\":\"arn:aws:iam::999988887777:root\"},"
                                            + "\"Action\":\"secretsmanager:GetSecretValue\",\"Resource\":\"*\"}]}"));
            secrets()
                    .putSecretValue(request -> request.secretId("/prod/vault/key")
                            .clientRequestToken("left-pending-by-somebody-else-0001")
                            .versionStages("AWSPENDING")
                            .secretString(QUOTED + "-pending"));
            secrets().deleteSecret(request -> request.secretId("/prod/vault/partner-token"));
        });
        simulation.sweep(stack);
        note();
    }

    void plan() {
        Preview preview = simulation.outsidePreview(stack);
        said.add(PlanText.of(preview.plan(), preview.gated(), preview.risk(), false));
    }

    void delete() {
        simulation.delete(stack);
        simulation.untilGone(stack);
    }

    private void note() {
        try {
            said.add(JSON.writeValueAsString(simulation.detail(stack)));
            memories.add(JSON.writeValueAsString(simulation.memory.find(stack).orElseThrow()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private SecretsManagerClient secrets() {
        return console.secretsManager(ACCOUNT, REGION);
    }

    /** A function of somebody else's that Secrets Manager may invoke. */
    private void function(String name) {
        IamClient iam = console.iam(ACCOUNT, REGION);
        LambdaClient lambda = console.lambda(ACCOUNT, REGION);
        simulation.act(() -> iam.createRole(request -> request.roleName(name)
                .assumeRolePolicyDocument("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                        + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}]}")));
        simulation.time.runUntil(simulation.time.now().plusSeconds(30));
        simulation.act(() -> lambda.createFunction(request -> request.functionName(name)
                .runtime("python3.13")
                .handler("rotate.handler")
                .role("arn:aws:iam::" + ACCOUNT + ":role/" + name)
                .code(code -> code.s3Bucket("code").s3Key("rotate.zip").s3ObjectVersion("1"))));
        simulation.time.runUntil(simulation.time.now().plusSeconds(120));
        simulation.act(() -> lambda.addPermission(request -> request.functionName(name)
                .statementId("secrets")
                .action("lambda:InvokeFunction")
                .principal("secretsmanager.amazonaws.com")));
    }
}
