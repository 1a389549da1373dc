package io.stockade.sandbox.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.sandbox.functions.FunctionOutcome;
import io.stockade.sandbox.functions.Functions;
import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.State;

/** Invocations: an answer with status 200 even where the function failed (API reference, Invoke). */
final class InvokeOperation {
    private static final JsonMapper JSON = new JsonMapper();

    private final Functions functions;

    private InvokeOperation(Functions functions) {
        this.functions = functions;
    }

    static void register(Operations operations, Functions functions) {
        operations.add(InvokeRequest.class, new InvokeOperation(functions)::invoke);
    }

    private InvokeResponse invoke(Call call, InvokeRequest request) {
        FunctionConfiguration function = DeployedFunctions.require(call, request.functionName());
        if (function.state() != State.ACTIVE) {
            throw DeployedFunctions.conflict(
                    "The operation cannot be performed at this time. The function is currently in the following state: "
                            + function.stateAsString());
        }
        JsonNode event = event(request.payload());
        if (request.invocationType() == InvocationType.DRY_RUN) {
            return InvokeResponse.builder().statusCode(204).build();
        }
        FunctionOutcome outcome = functions.run(call, function.functionArn(), LambdaDirectory.role(function), event);
        if (request.invocationType() == InvocationType.EVENT) {
            return InvokeResponse.builder().statusCode(202).build();
        }
        return answer(call, function, outcome);
    }

    private static JsonNode event(@Nullable SdkBytes payload) {
        try {
            return payload == null || payload.asByteArrayUnsafe().length == 0
                    ? JSON.createObjectNode()
                    : JSON.readTree(payload.asUtf8String());
        } catch (JsonProcessingException malformed) {
            throw AwsError.of("InvalidRequestContentException", "Could not parse request body into json");
        }
    }

    private static InvokeResponse answer(Call call, FunctionConfiguration function, FunctionOutcome outcome) {
        InvokeResponse.Builder answer = InvokeResponse.builder().statusCode(200).executedVersion(function.version());
        if (outcome instanceof FunctionOutcome.Answered answered) {
            return answer.payload(SdkBytes.fromUtf8String(answered.payload())).build();
        }
        ObjectNode error = JSON.createObjectNode();
        if (outcome instanceof FunctionOutcome.Failed failed) {
            error.put("errorMessage", failed.message()).put("errorType", failed.type());
        } else {
            String id = call.hexadecimal(call.nextNumber());
            error.put("errorType", "Sandbox.Timedout")
                    .put(
                            "errorMessage",
                            String.format(
                                    Locale.ROOT, "RequestId: %s Error: Task timed out after %.2f seconds", id, (double)
                                            function.timeout()));
        }
        return answer.functionError("Unhandled")
                .payload(SdkBytes.fromUtf8String(error.toString()))
                .build();
    }
}
