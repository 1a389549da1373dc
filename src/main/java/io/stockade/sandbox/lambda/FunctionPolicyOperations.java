package io.stockade.sandbox.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import java.io.UncheckedIOException;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionResponse;

/** Who may invoke functions, statement by statement. */
final class FunctionPolicyOperations {
    /** Lambda developer guide, "Lambda quotas": 20 KB. */
    private static final int MOST_CHARACTERS = 20_480;

    private static final JsonMapper JSON = new JsonMapper();

    private FunctionPolicyOperations() {}

    static void register(Operations operations) {
        operations
                .add(AddPermissionRequest.class, FunctionPolicyOperations::add)
                .add(RemovePermissionRequest.class, FunctionPolicyOperations::remove)
                .add(GetPolicyRequest.class, FunctionPolicyOperations::get);
    }

    private static AddPermissionResponse add(Call call, AddPermissionRequest request) {
        FunctionConfiguration function = DeployedFunctions.require(call, request.functionName());
        if (request.statementId() == null || !request.statementId().matches("[\\w-]{1,100}")) {
            throw DeployedFunctions.constraint("statementId", request.statementId());
        }
        if (request.action() == null || !request.action().matches("lambda:\\w+|lambda:\\*|\\*")) {
            throw DeployedFunctions.constraint("action", request.action());
        }
        String name = function.functionName();
        if (call.find(FunctionStatement.TABLE, name + "/" + request.statementId())
                .isPresent()) {
            throw DeployedFunctions.conflict(
                    "The statement id (" + request.statementId()
                            + ") provided already exists. Please provide a new statement id, or remove the existing statement.");
        }
        String json = statement(function, request).toString();
        FunctionStatement added = new FunctionStatement(name, request.statementId(), json);
        call.put(FunctionStatement.TABLE, added.key(), added);
        int size = document(call, name).length();
        if (size > MOST_CHARACTERS) {
            throw AwsError.of(
                    "PolicyLengthExceededException",
                    "The final policy size (" + size + ") is bigger than the limit (" + MOST_CHARACTERS + ").");
        }
        return AddPermissionResponse.builder().statement(json).build();
    }

    private static ObjectNode statement(FunctionConfiguration function, AddPermissionRequest request) {
        ObjectNode statement = JSON.createObjectNode();
        statement.put("Sid", request.statementId());
        statement.put("Effect", "Allow");
        statement.set("Principal", principal(String.valueOf(request.principal())));
        statement.put("Action", request.action());
        statement.put("Resource", function.functionArn());
        if (request.sourceAccount() != null) {
            statement.withObject("/Condition/StringEquals").put("AWS:SourceAccount", request.sourceAccount());
        }
        if (request.sourceArn() != null) {
            statement.withObject("/Condition/ArnLike").put("AWS:SourceArn", request.sourceArn());
        }
        return statement;
    }

    private static JsonNode principal(String principal) {
        if (principal.equals("*")) {
            return JSON.getNodeFactory().textNode("*");
        }
        boolean service = principal.contains(".");
        boolean account = principal.matches("\\d{12}");
        return JSON.createObjectNode()
                .put(service ? "Service" : "AWS", account ? "arn:aws:iam::" + principal + ":root" : principal);
    }

    private static RemovePermissionResponse remove(Call call, RemovePermissionRequest request) {
        FunctionConfiguration function = DeployedFunctions.require(call, request.functionName());
        List<FunctionStatement> all = call.children(FunctionStatement.TABLE, function.functionName());
        if (all.isEmpty()) {
            throw nothing("No policy is associated with the given resource.");
        }
        FunctionStatement doomed = all.stream()
                .filter(statement -> statement.sid().equals(request.statementId()))
                .findFirst()
                .orElseThrow(() -> nothing("Statement " + request.statementId() + " is not found in resource policy."));
        call.remove(FunctionStatement.TABLE, doomed.key());
        return RemovePermissionResponse.builder().build();
    }

    private static GetPolicyResponse get(Call call, GetPolicyRequest request) {
        FunctionConfiguration function = DeployedFunctions.require(call, request.functionName());
        if (call.children(FunctionStatement.TABLE, function.functionName()).isEmpty()) {
            throw nothing("The resource you requested does not exist.");
        }
        return GetPolicyResponse.builder()
                .policy(document(call, function.functionName()))
                .revisionId(function.revisionId())
                .build();
    }

    private static AwsError nothing(String message) {
        return new AwsError("ResourceNotFoundException", 404, message);
    }

    private static String document(Call call, String function) {
        ObjectNode document =
                JSON.createObjectNode().put("Version", "2012-10-17").put("Id", "default");
        ArrayNode statements = document.putArray("Statement");
        call.children(FunctionStatement.TABLE, function).forEach(statement -> statements.add(read(statement.json())));
        return document.toString();
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("a statement that was written here is no JSON", impossible);
        }
    }
}
