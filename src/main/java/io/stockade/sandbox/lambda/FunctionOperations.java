package io.stockade.sandbox.lambda;

import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionCodeLocation;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.PackageType;

/** Functions. */
final class FunctionOperations {
    /** API reference, ListFunctions: 50 at most, even where more are asked for. */
    private static final int PAGE_SIZE = 50;

    private FunctionOperations() {}

    static void register(Operations operations) {
        operations
                .add(CreateFunctionRequest.class, FunctionOperations::create)
                .add(GetFunctionRequest.class, FunctionOperations::get)
                .add(GetFunctionConfigurationRequest.class, FunctionOperations::getConfiguration)
                .add(ListFunctionsRequest.class, FunctionOperations::list)
                .add(DeleteFunctionRequest.class, FunctionOperations::delete);
    }

    private static CreateFunctionResponse create(Call call, CreateFunctionRequest request) {
        String name = request.functionName();
        check(request);
        if (call.find(DeployedFunctions.TABLE, name).isPresent()) {
            throw DeployedFunctions.conflict("Function already exist: " + name);
        }
        Role role = FunctionRoles.require(call, request.role());
        FunctionSource source = FunctionSource.of(request.code());
        FunctionConfiguration function = FunctionConfiguration.builder()
                .functionName(name)
                .functionArn(DeployedFunctions.arn(call, name))
                .runtime(request.runtime())
                .handler(request.handler())
                .role(role.arn())
                .description(Objects.requireNonNullElse(request.description(), ""))
                .timeout(Objects.requireNonNullElse(request.timeout(), 3))
                .memorySize(Objects.requireNonNullElse(request.memorySize(), 128))
                .codeSha256(source.sha256())
                .codeSize(1024L)
                .packageType(PackageType.ZIP)
                .architectures(Architecture.X86_64)
                .version("$LATEST")
                .vpcConfig(FunctionNetwork.checked(call, request.vpcConfig(), role))
                .build();
        DeployedFunctions.put(
                call,
                new Deployment(name, source.text(), FunctionTagOperations.merged(call, Map.of(), request.tags())));
        return FunctionChanges.copied(FunctionProgress.create(call, function), CreateFunctionResponse.builder())
                .build();
    }

    private static void check(CreateFunctionRequest request) {
        if (request.functionName() == null || !request.functionName().matches("[\\w-]{1,64}")) {
            throw DeployedFunctions.constraint("functionName", request.functionName());
        }
        if (request.packageType() == PackageType.IMAGE) {
            throw new UnsupportedOperationException("the sandbox has no functions from images");
        }
        if (request.runtime() == null || request.handler() == null) {
            throw DeployedFunctions.invalid(
                    "Runtime and Handler are mandatory parameters for functions created with deployment packages.");
        }
        FunctionChanges.checkLimits(request.timeout(), request.memorySize());
    }

    private static GetFunctionResponse get(Call call, GetFunctionRequest request) {
        FunctionConfiguration function = DeployedFunctions.require(call, request.functionName());
        // API reference, FunctionCodeLocation: a link to AWS's own copy, and nothing of where that was taken from.
        return GetFunctionResponse.builder()
                .configuration(function)
                .code(FunctionCodeLocation.builder()
                        .repositoryType("S3")
                        .location("https://awslambda-" + call.region() + "-tasks.s3." + call.region()
                                + ".amazonaws.com/snapshots/" + call.account() + "/" + function.functionName())
                        .build())
                .tags(DeployedFunctions.deployment(call, function).tags())
                .build();
    }

    private static GetFunctionConfigurationResponse getConfiguration(
            Call call, GetFunctionConfigurationRequest request) {
        return FunctionChanges.copied(
                        DeployedFunctions.require(call, request.functionName()),
                        GetFunctionConfigurationResponse.builder())
                .build();
    }

    private static ListFunctionsResponse list(Call call, ListFunctionsRequest request) {
        Page<FunctionConfiguration> page = Page.of(
                call,
                call.rows(DeployedFunctions.TABLE),
                function -> Optional.of(listed(function)),
                Math.min(PAGE_SIZE, Objects.requireNonNullElse(request.maxItems(), PAGE_SIZE)),
                request.marker());
        return ListFunctionsResponse.builder()
                .functions(page.items())
                .nextMarker(page.nextToken())
                .build();
    }

    /** API reference, ListFunctions: "returns a subset", in which there is nothing about states. */
    private static FunctionConfiguration listed(FunctionConfiguration function) {
        String none = null;
        return function.toBuilder()
                .state(none)
                .stateReason(none)
                .stateReasonCode(none)
                .lastUpdateStatus(none)
                .lastUpdateStatusReason(none)
                .lastUpdateStatusReasonCode(none)
                .build();
    }

    private static DeleteFunctionResponse delete(Call call, DeleteFunctionRequest request) {
        FunctionConfiguration function = DeployedFunctions.require(call, request.functionName());
        String name = function.functionName();
        call.children(FunctionStatement.TABLE, name)
                .forEach(statement -> call.remove(FunctionStatement.TABLE, statement.key()));
        call.remove(Deployment.TABLE, name);
        call.remove(DeployedFunctions.TABLE, name);
        if (FunctionNetwork.isSomewhere(function)) {
            FunctionNetwork.leave(call, function.vpcConfig());
        }
        return DeleteFunctionResponse.builder().build();
    }
}
