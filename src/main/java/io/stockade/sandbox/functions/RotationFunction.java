package io.stockade.sandbox.functions;

import io.stockade.sandbox.counterpart.Counterpart;
import io.stockade.sandbox.counterpart.CounterpartException;
import io.stockade.sandbox.counterpart.CounterpartException.Reason;
import io.stockade.sandbox.counterpart.Credentials;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * What a function does that nobody told what to do: it rotates, as AWS's own rotation functions (Secrets Manager user
 * guide, "Lambda rotation functions"). A database's secret that names an admin's has two users that alternate; one
 * without has a single user that changes its own password; any other text is made anew.
 *
 * <p>A database that nobody set up is supposed to be there, with the user and the password of the secret's first
 * rotation: in the sandbox nobody else could make it.
 */
public final class RotationFunction implements SandboxFunction {
    private static final String CURRENT = "AWSCURRENT";
    private static final String PENDING = "AWSPENDING";
    private static final String EXCLUDED = "/@\"'\\";

    @Override
    public String run(Invocation invocation) {
        String secret = invocation.field("SecretId");
        String token = invocation.field("ClientRequestToken");
        if (!isTurnOf(invocation.secrets().describeSecret(request -> request.secretId(secret)), token)) {
            return "null";
        }
        switch (invocation.field("Step")) {
            case "createSecret" -> create(invocation.secrets(), secret, token);
            case "setSecret" -> set(invocation, secret, token);
            case "testSecret" -> test(invocation, secret, token);
            case "finishSecret" -> finish(invocation.secrets(), secret, token);
            default -> throw FunctionException.error("ValueError", "Invalid step parameter");
        }
        return "null";
    }

    /** False if the version is the current one already. */
    private static boolean isTurnOf(DescribeSecretResponse secret, String token) {
        if (!Boolean.TRUE.equals(secret.rotationEnabled())) {
            throw FunctionException.error("ValueError", "Secret " + secret.arn() + " is not enabled for rotation");
        }
        List<String> stages = secret.versionIdsToStages().get(token);
        if (stages == null) {
            throw FunctionException.error("ValueError", "Secret version " + token + " has no stage for rotation");
        }
        if (stages.contains(CURRENT)) {
            return false;
        }
        if (!stages.contains(PENDING)) {
            throw FunctionException.error(
                    "ValueError", "Secret version " + token + " not set as AWSPENDING for rotation");
        }
        return true;
    }

    private static void create(SecretsManagerClient secrets, String secret, String token) {
        String current = value(secrets, secret, CURRENT);
        try {
            pending(secrets, secret, token);
            return;
        } catch (ResourceNotFoundException notYet) {
            // It is made now, and never again for this token.
        }
        String password = secrets.getRandomPassword(request -> request.excludeCharacters(EXCLUDED))
                .randomPassword();
        String next = StoredCredentials.read(current)
                .map(stored -> stored.next(password))
                .orElse(password);
        secrets.putSecretValue(request -> request.secretId(secret)
                .clientRequestToken(token)
                .secretString(next)
                .versionStages(PENDING));
    }

    private static void set(Invocation invocation, String secret, String token) {
        SecretsManagerClient secrets = invocation.secrets();
        Optional<StoredCredentials> next = StoredCredentials.read(pending(secrets, secret, token));
        if (next.isEmpty()) {
            return;
        }
        StoredCredentials pending = next.get();
        StoredCredentials current = StoredCredentials.read(value(secrets, secret, CURRENT))
                .orElseThrow(() -> FunctionException.error("KeyError", "the current version is no database's"));
        Counterpart databases = invocation.counterpart();
        suppose(databases, current);
        if (logsIn(databases, pending)) {
            return;
        }
        if (pending.admin().isPresent()) {
            setByAdmin(invocation, pending.admin().get(), current, pending);
            return;
        }
        StoredCredentials valid = logsIn(databases, current)
                ? current
                : StoredCredentials.read(value(secrets, secret, "AWSPREVIOUS"))
                        .filter(previous -> logsIn(databases, previous))
                        .orElseThrow(RotationFunction::noneFits);
        change(() -> databases.changePassword(valid.credentials(), pending.user(), pending.password()));
    }

    private static void setByAdmin(
            Invocation invocation, String adminSecret, StoredCredentials current, StoredCredentials pending) {
        Counterpart databases = invocation.counterpart();
        if (!logsIn(databases, current)) {
            throw noneFits();
        }
        Credentials admin = StoredCredentials.read(value(invocation.secrets(), adminSecret, CURRENT))
                .map(stored -> new Credentials(pending.host(), stored.user(), stored.password()))
                .orElseThrow(() -> FunctionException.error("KeyError", "the admin's secret is no database's"));
        if (databases.hasUser(pending.host(), pending.user())) {
            change(() -> databases.changePassword(admin, pending.user(), pending.password()));
        } else {
            change(() -> databases.cloneUser(admin, current.user(), pending.user(), pending.password()));
        }
    }

    private static void test(Invocation invocation, String secret, String token) {
        StoredCredentials.read(pending(invocation.secrets(), secret, token)).ifPresent(pending -> {
            suppose(invocation.counterpart(), pending);
            if (!logsIn(invocation.counterpart(), pending)) {
                throw FunctionException.error(
                        "ValueError", "Unable to log into database with pending secret of secret ARN " + secret);
            }
        });
    }

    private static void finish(SecretsManagerClient secrets, String secret, String token) {
        String current = secrets.getSecretValue(
                        request -> request.secretId(secret).versionStage(CURRENT))
                .versionId();
        secrets.updateSecretVersionStage(request -> request.secretId(secret)
                .versionStage(CURRENT)
                .moveToVersionId(token)
                .removeFromVersionId(current));
    }

    private static String value(SecretsManagerClient secrets, String secret, String stage) {
        return secrets.getSecretValue(request -> request.secretId(secret).versionStage(stage))
                .secretString();
    }

    private static String pending(SecretsManagerClient secrets, String secret, String token) {
        return secrets.getSecretValue(
                        request -> request.secretId(secret).versionId(token).versionStage(PENDING))
                .secretString();
    }

    private static void suppose(Counterpart databases, StoredCredentials first) {
        if (!databases.isThere(first.host())) {
            databases.database(first.host());
            databases.user(first.host(), first.user(), first.password());
        }
    }

    /** A connection that does not come about is waited for until Lambda ends the function. */
    private static boolean logsIn(Counterpart databases, StoredCredentials stored) {
        return switch (databases.login(stored.host(), stored.user(), stored.password())) {
            case OK -> true;
            case WRONG_PASSWORD -> false;
            case UNREACHABLE -> throw FunctionException.timeout();
        };
    }

    private static void change(Runnable change) {
        try {
            change.run();
        } catch (CounterpartException refused) {
            if (refused.reason() == Reason.NETWORK) {
                throw FunctionException.timeout();
            }
            throw FunctionException.error("OperationalError", String.valueOf(refused.getMessage()));
        }
    }

    private static FunctionException noneFits() {
        return FunctionException.error(
                "ValueError", "Unable to log into database with previous, current, or pending secret");
    }
}
