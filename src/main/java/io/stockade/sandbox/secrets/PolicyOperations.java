package io.stockade.sandbox.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockade.sandbox.secrets.StoredSecret.Details;
import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.ValidateResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.ValidateResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.ValidationErrorsEntry;

/** Who may do what with a secret, as its own policy says. */
final class PolicyOperations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 20_480;

    private PolicyOperations() {}

    static void register(Operations operations) {
        operations
                .add(PutResourcePolicyRequest.class, PolicyOperations::put)
                .add(GetResourcePolicyRequest.class, PolicyOperations::get)
                .add(DeleteResourcePolicyRequest.class, PolicyOperations::delete)
                .add(ValidateResourcePolicyRequest.class, PolicyOperations::validate);
    }

    private static PutResourcePolicyResponse put(Call call, PutResourcePolicyRequest request) {
        StoredSecret secret = Vault.requireOwn(call, request.secretId());
        JsonNode policy = read(request.resourcePolicy())
                .orElseThrow(() ->
                        AwsError.of("MalformedPolicyDocumentException", "This resource policy contains invalid Json."));
        if (Boolean.TRUE.equals(request.blockPublicPolicy()) && admitsEverybody(policy)) {
            throw AwsError.of(
                    "PublicPolicyException", "This resource policy grants broad access to the secret and is blocked.");
        }
        Vault.save(call, with(secret, String.valueOf(request.resourcePolicy())));
        return PutResourcePolicyResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .build();
    }

    private static GetResourcePolicyResponse get(Call call, GetResourcePolicyRequest request) {
        StoredSecret secret = Vault.requireLive(call, request.secretId());
        return GetResourcePolicyResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .resourcePolicy(SecretOperations.text(secret.details().policy()))
                .build();
    }

    private static DeleteResourcePolicyResponse delete(Call call, DeleteResourcePolicyRequest request) {
        StoredSecret secret = Vault.requireOwn(call, request.secretId());
        Vault.save(call, with(secret, ""));
        return DeleteResourcePolicyResponse.builder()
                .arn(secret.arn())
                .name(secret.name())
                .build();
    }

    private static ValidateResourcePolicyResponse validate(Call call, ValidateResourcePolicyRequest request) {
        if (request.secretId() != null) {
            Vault.require(call, request.secretId());
        }
        Optional<JsonNode> policy = read(request.resourcePolicy());
        ValidateResourcePolicyResponse.Builder response = ValidateResourcePolicyResponse.builder();
        if (policy.isEmpty()) {
            return response.policyValidationPassed(false)
                    .validationErrors(error("SYNTAX", "This resource policy contains invalid Json."))
                    .build();
        }
        return admitsEverybody(policy.get())
                ? response.policyValidationPassed(false)
                        .validationErrors(error("PUBLIC_ACCESS", "This resource policy grants broad access."))
                        .build()
                : response.policyValidationPassed(true).build();
    }

    private static ValidationErrorsEntry error(String check, String message) {
        return ValidationErrorsEntry.builder()
                .checkName(check)
                .errorMessage(message)
                .build();
    }

    private static StoredSecret with(StoredSecret secret, String policy) {
        Details before = secret.details();
        return secret.with(new Details(before.description(), before.kmsKey(), policy));
    }

    private static Optional<JsonNode> read(@Nullable String document) {
        if (document == null || document.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(document))
                    .filter(JsonNode::isObject)
                    .filter(policy -> policy.has("Statement"));
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    /** An allowance for every principal that no condition narrows. */
    private static boolean admitsEverybody(JsonNode policy) {
        JsonNode statements = policy.get("Statement");
        if (!statements.isArray()) {
            return broad(statements);
        }
        for (JsonNode statement : statements) {
            if (broad(statement)) {
                return true;
            }
        }
        return false;
    }

    private static boolean broad(JsonNode statement) {
        JsonNode principal = statement.path("Principal");
        return statement.path("Effect").asText().equals("Allow")
                && !statement.has("Condition")
                && (isEverybody(principal) || isEverybody(principal.path("AWS")));
    }

    private static boolean isEverybody(JsonNode principal) {
        for (JsonNode one : principal) {
            if (principal.isArray() && one.asText().equals("*")) {
                return true;
            }
        }
        return principal.asText().equals("*");
    }
}
