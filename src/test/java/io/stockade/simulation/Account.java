package io.stockade.simulation;

import io.stockade.SandboxClients;
import io.stockade.aws.AwsClients;
import io.stockade.sandbox.Tampering;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What an account has before a stack with secrets comes: roles of people and of services, and functions of others. */
public final class Account {
    /** A role by which Lambda may connect functions to VPCs. */
    static final String FUNCTION_ROLE = "functions";

    private static final List<String> ROLES = List.of("orders-api", "platform", "audit", "dba");
    private static final List<String> FUNCTIONS = List.of("rotate-mysql", "rotate-theirs", "webhook-token");

    private Account() {}

    /** Makes all of it, before the first stack does. */
    static void furnish(Simulation simulation) {
        AwsClients console =
                SandboxClients.of(simulation.sandbox.as(Tampering.PRINCIPAL), Simulation.ACCOUNT, Console.REGION);
        furnish(
                console,
                simulation::act,
                duration -> simulation.time.runUntil(simulation.time.now().plus(duration)));
    }

    /**
     * Makes all of it.
     *
     * @param act has calls made
     * @param wait lets time pass
     */
    public static void furnish(AwsClients console, Consumer<Runnable> act, Consumer<Duration> wait) {
        act.accept(() -> ROLES.forEach(role -> role(console, role, "ec2.amazonaws.com")));
        act.accept(() -> {
            role(console, FUNCTION_ROLE, "lambda.amazonaws.com");
            console.iam()
                    .putRolePolicy(request -> request.roleName(FUNCTION_ROLE)
                            .policyName("network")
                            .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                                    + "\"Action\":\"ec2:*\",\"Resource\":\"*\"}}"));
        });
        // Lambda sees a role only a while after it was made.
        wait.accept(Duration.ofMinutes(1));
        act.accept(() -> FUNCTIONS.forEach(name -> function(console, name)));
        wait.accept(Duration.ofMinutes(1));
    }

    private static void role(AwsClients clients, String name, String service) {
        clients.iam()
                .createRole(request -> request.roleName(name)
                        .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                                + "\"Principal\":{\"Service\":\"" + service + "\"},\"Action\":\"sts:AssumeRole\"}}"));
    }

    private static void function(AwsClients clients, String name) {
        clients.lambda()
                .createFunction(request -> request.functionName(name)
                        .runtime("python3.13")
                        .handler("lambda_function.lambda_handler")
                        .role("arn:aws:iam::" + Simulation.ACCOUNT + ":role/" + FUNCTION_ROLE)
                        .code(code -> code.s3Bucket("theirs").s3Key(name + ".zip")));
        clients.lambda()
                .addPermission(request -> request.functionName(name)
                        .statementId("rotate")
                        .action("lambda:InvokeFunction")
                        .principal("secretsmanager.amazonaws.com"));
    }

    /** The ARN of one of its functions. */
    static String functionArn(String name) {
        return "arn:aws:lambda:" + Console.REGION + ":" + Simulation.ACCOUNT + ":function:" + name;
    }
}
