package io.stockade.sandbox.lambda;

import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.VpcConfigResponse;

/** What changes a function: other code, another configuration. */
final class FunctionChanges {
    private FunctionChanges() {}

    static void register(Operations operations) {
        operations
                .add(UpdateFunctionCodeRequest.class, FunctionChanges::updateCode)
                .add(UpdateFunctionConfigurationRequest.class, FunctionChanges::updateConfiguration);
    }

    private static UpdateFunctionCodeResponse updateCode(Call call, UpdateFunctionCodeRequest request) {
        FunctionConfiguration function = DeployedFunctions.require(call, request.functionName());
        DeployedFunctions.checkSettled(function);
        FunctionSource source = FunctionSource.of(request);
        DeployedFunctions.put(call, DeployedFunctions.deployment(call, function).withSource(source.text()));
        FunctionConfiguration changed =
                function.toBuilder().codeSha256(source.sha256()).build();
        return copied(FunctionProgress.update(call, changed, false), UpdateFunctionCodeResponse.builder())
                .build();
    }

    private static UpdateFunctionConfigurationResponse updateConfiguration(
            Call call, UpdateFunctionConfigurationRequest request) {
        FunctionConfiguration before = DeployedFunctions.require(call, request.functionName());
        DeployedFunctions.checkSettled(before);
        checkLimits(request.timeout(), request.memorySize());
        FunctionConfiguration.Builder after = before.toBuilder();
        Optional.ofNullable(request.runtimeAsString()).ifPresent(after::runtime);
        Optional.ofNullable(request.handler()).ifPresent(after::handler);
        Optional.ofNullable(request.description()).ifPresent(after::description);
        Optional.ofNullable(request.timeout()).ifPresent(after::timeout);
        Optional.ofNullable(request.memorySize()).ifPresent(after::memorySize);
        Role role =
                FunctionRoles.require(call, Optional.ofNullable(request.role()).orElse(before.role()));
        after.role(role.arn());
        if (request.vpcConfig() != null) {
            after.vpcConfig(FunctionNetwork.checked(call, request.vpcConfig(), role));
        }
        boolean networked = !sameNetwork(before, after.build());
        FunctionConfiguration changed = FunctionProgress.update(call, after.build(), networked);
        if (networked && FunctionNetwork.isSomewhere(before)) {
            FunctionNetwork.leave(call, before.vpcConfig());
        }
        return copied(changed, UpdateFunctionConfigurationResponse.builder()).build();
    }

    private static boolean sameNetwork(FunctionConfiguration one, FunctionConfiguration other) {
        VpcConfigResponse before = one.vpcConfig();
        VpcConfigResponse after = other.vpcConfig();
        return Set.copyOf(before.subnetIds()).equals(Set.copyOf(after.subnetIds()))
                && Set.copyOf(before.securityGroupIds()).equals(Set.copyOf(after.securityGroupIds()));
    }

    /** API reference, CreateFunction. */
    static void checkLimits(@Nullable Integer timeout, @Nullable Integer memory) {
        if (timeout != null && (timeout < 1 || timeout > 900)) {
            throw DeployedFunctions.constraint("timeout", timeout);
        }
        if (memory != null && (memory < 128 || memory > 10_240)) {
            throw DeployedFunctions.constraint("memorySize", memory);
        }
    }

    /** An answer that says of a function what its configuration does: the SDK has a type of its own for each. */
    static <B extends SdkPojo> B copied(FunctionConfiguration function, B answer) {
        Map<String, Object> values = new HashMap<>();
        for (SdkField<?> field : function.sdkFields()) {
            Object value = field.getValueOrDefault(function);
            if (value != null) {
                values.put(field.memberName(), value);
            }
        }
        for (SdkField<?> field : answer.sdkFields()) {
            Object value = values.get(field.memberName());
            if (value != null) {
                field.set(answer, value);
            }
        }
        return answer;
    }
}
