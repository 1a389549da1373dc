package io.stockade.simulation;

import io.stockade.sandbox.counterpart.Login;
import io.stockade.sandbox.functions.FunctionException;
import io.stockade.sandbox.functions.Invocation;
import io.stockade.sandbox.functions.SandboxFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * Sets and tests the password of a single user when Stockade says so, step by step as AWS's function does:
 * github.com/aws-samples/aws-secrets-manager-rotation-lambdas, SecretsManagerRDSPostgreSQLRotationSingleUser.
 */
final class LoginHook implements SandboxFunction {
    @Override
    public String run(Invocation invocation) {
        String version = invocation.field("ClientRequestToken");
        switch (invocation.field("Step")) {
            case "setSecret" -> set(invocation, version);
            case "testSecret" -> test(invocation, version);
            default -> throw FunctionException.error("ValueError", "Invalid step parameter");
        }
        return "null";
    }

    private static void set(Invocation invocation, String version) {
        Map<String, List<String>> stages = invocation
                .secrets()
                .describeSecret(request -> request.secretId(invocation.field("SecretId")))
                .versionIdsToStages();
        if (!stages.getOrDefault(version, List.of()).contains("AWSPENDING")) {
            throw FunctionException.error("ValueError", "the version is not set as AWSPENDING for rotation");
        }
        StoredLogin pending = read(invocation, version);
        if (works(invocation, pending)) {
            return;
        }
        StoredLogin valid = Optional.of(labelled(invocation, stages, "AWSCURRENT"))
                .filter(current -> works(invocation, current))
                .or(() -> Optional.of(labelled(invocation, stages, "AWSPREVIOUS"))
                        .filter(previous -> works(invocation, previous)))
                .orElseThrow(LoginHook::refused);
        invocation.counterpart().changePassword(valid.credentials(), pending.user(), pending.password());
    }

    private static void test(Invocation invocation, String version) {
        if (!works(invocation, read(invocation, version))) {
            throw refused();
        }
    }

    private static StoredLogin labelled(Invocation invocation, Map<String, List<String>> stages, String label) {
        String version = stages.entrySet().stream()
                .filter(entry -> entry.getValue().contains(label))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(LoginHook::refused);
        return read(invocation, version);
    }

    private static StoredLogin read(Invocation invocation, String version) {
        GetSecretValueResponse found = invocation
                .secrets()
                .getSecretValue(request ->
                        request.secretId(invocation.field("SecretId")).versionId(version));
        return StoredLogin.of(found.secretString());
    }

    private static boolean works(Invocation invocation, StoredLogin login) {
        return login.tryAt(invocation.counterpart()) == Login.OK;
    }

    private static FunctionException refused() {
        return FunctionException.error("ValueError", "Unable to log into database");
    }
}
