package io.stockade.simulation;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/** What can be done to functions of a stack, and to the role that they run as. */
final class FunctionDrifts {
    private static final String STACK = "secrets";
    private static final String FUNCTION = "Function/rotate-login";
    private static final String ROLE = "Role/rotate-login";

    private FunctionDrifts() {}

    static List<DriftCase> all() {
        return Stream.of(configurations(), places(), codes(), others())
                .flatMap(List::stream)
                .toList();
    }

    private static DriftCase drift(String subject, Consumer<Console> action) {
        return DriftCase.of(STACK, subject, action);
    }

    private static DriftCase configured(String subject, Consumer<UpdateFunctionConfigurationRequest.Builder> other) {
        return drift(
                subject,
                console -> console.lambda.updateFunctionConfiguration(
                        request -> other.accept(request.functionName(console.id(FUNCTION)))));
    }

    private static List<DriftCase> configurations() {
        return List.of(
                configured("Function.runtime", request -> request.runtime("python3.12")),
                configured("Function.handler", request -> request.handler("other.handler")),
                configured("Function.timeoutSeconds", request -> request.timeout(3)),
                configured("Function.memory", request -> request.memorySize(512)),
                configured(
                        "Function.role",
                        request ->
                                request.role("arn:aws:iam::" + Simulation.ACCOUNT + ":role/" + Account.FUNCTION_ROLE)));
    }

    private static List<DriftCase> places() {
        return List.of(
                drift(
                        "Function.subnets",
                        console -> console.lambda.updateFunctionConfiguration(
                                request -> request.functionName(console.id(FUNCTION))
                                        .vpcConfig(place -> place.subnetIds(console.id("Subnet/data-zone1"))
                                                .securityGroupIds(console.id("SecurityGroup/rotate-login"))))),
                drift(
                        "Function.groups",
                        console -> console.lambda.updateFunctionConfiguration(request -> request.functionName(
                                        console.id(FUNCTION))
                                .vpcConfig(place -> place.subnetIds(
                                                console.id("Subnet/data-zone1"), console.id("Subnet/data-zone2"))
                                        .securityGroupIds(console.id("SecurityGroup/db"))))));
    }

    /** Where code came from, Lambda does not tell: what it was taken from is noted in tags. */
    private static List<DriftCase> codes() {
        return List.of(
                drift("Function.codeBucket", console -> note(console, "theirs/rotation/postgres.zip")),
                drift("Function.codeKey", console -> note(console, "artifacts/other.zip")),
                drift(
                        "Function.codeVersion",
                        console ->
                                console.lambda.updateFunctionCode(request -> request.functionName(console.id(FUNCTION))
                                        .s3Bucket("theirs")
                                        .s3Key("rotation/postgres.zip"))));
    }

    private static void note(Console console, String place) {
        console.lambda.tagResource(
                request -> request.resource(console.id(FUNCTION)).tags(Map.of("stockade.dev/code", place)));
    }

    private static List<DriftCase> others() {
        return List.of(
                drift(
                        "Function.policy",
                        console -> console.lambda.addPermission(request -> request.functionName(console.id(FUNCTION))
                                .statementId("theirs")
                                .action("lambda:InvokeFunction")
                                .principal("444455556666"))),
                drift(
                        "Function.tags",
                        console -> console.lambda.untagResource(request ->
                                request.resource(console.id(FUNCTION)).tagKeys("stockade.dev/resource"))),
                drift(
                        "Function.deleted",
                        console ->
                                console.lambda.deleteFunction(request -> request.functionName(console.id(FUNCTION)))),
                drift(
                        "Role.inlinePolicy",
                        console -> console.iam.putRolePolicy(request -> request.roleName(console.id(ROLE))
                                .policyName("stockade")
                                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                                        + "\"Action\":[\"ec2:*\",\"secretsmanager:*\"],\"Resource\":\"*\"}}"))));
    }
}
