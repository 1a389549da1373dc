package io.stockade.aws.secretsmanager;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.aws.call.CallTimes;
import io.stockade.aws.call.Calls;
import io.stockade.aws.call.Once;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.SecretStore;
import io.stockade.cloud.SecretValue;
import io.stockade.graph.ResourceKind;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * The values of secrets in AWS. Requests and answers with a value live as long as their call; of a failure nothing is
 * told that AWS said.
 */
final class SecretVersions implements SecretStore {
    /** A step that got no answer is done again by whoever asked for it, who knows what came before. */
    private static final AwsRequestOverrideConfiguration ONE_ATTEMPT = Once.ATTEMPT.toBuilder()
            .apiCallAttemptTimeout(CallTimes.FUNCTION)
            .apiCallTimeout(CallTimes.FUNCTION)
            .build();

    private static final JsonMapper JSON = new JsonMapper();

    private final SecretCalls secrets;
    private final Supplier<LambdaClient> functions;
    private final Calls toFunctions;

    /** @param calls to both services */
    SecretVersions(Supplier<SecretsManagerClient> secrets, Supplier<LambdaClient> functions, Calls calls) {
        Calls unquoted = calls.unquoted();
        this.secrets = new SecretCalls(secrets, unquoted.to("secretsmanager"));
        this.functions = functions;
        this.toFunctions = unquoted.to("lambda");
    }

    @Override
    public SortedMap<String, String> labels(String secret) {
        DescribeSecretResponse answer =
                call("DescribeSecret", secret, client -> client.describeSecret(request -> request.secretId(secret)));
        SortedMap<String, String> labels = new TreeMap<>();
        answer.versionIdsToStages().forEach((version, stages) -> stages.forEach(label -> labels.put(label, version)));
        return labels;
    }

    @Override
    public void put(String secret, String token, SecretValue value, String label) {
        value.lend(text -> call(
                "PutSecretValue",
                secret,
                client -> client.putSecretValue(request -> request.secretId(secret)
                        .clientRequestToken(token)
                        .secretString(text)
                        .versionStages(label))));
    }

    @Override
    public Optional<SecretValue> find(String secret, String version) {
        Optional<GetSecretValueResponse> answer = Calls.found(() -> call(
                "GetSecretValue",
                secret,
                client -> client.getSecretValue(
                        request -> request.secretId(secret).versionId(version))));
        return answer.map(held -> text(secret, version, held));
    }

    private static SecretValue text(String secret, String version, GetSecretValueResponse held) {
        if (held.secretString() == null) {
            throw new CloudException(
                    Category.INVALID,
                    "GetSecretValue",
                    "",
                    "GetSecretValue Secret " + secret + ": its version " + version
                            + " holds bytes and no text, so it is none of ours",
                    null);
        }
        return SecretValue.of(held.secretString());
    }

    @Override
    public void move(String secret, String label, @Nullable String to, @Nullable String from) {
        call(
                "UpdateSecretVersionStage",
                secret,
                client -> client.updateSecretVersionStage(request -> request.secretId(secret)
                        .versionStage(label)
                        .moveToVersionId(to)
                        .removeFromVersionId(from)));
    }

    @Override
    public void rotate(String secret, String token) {
        call(
                "RotateSecret",
                secret,
                client -> client.rotateSecret(request ->
                        request.secretId(secret).clientRequestToken(token).rotateImmediately(true)));
    }

    @Override
    public StepAnswer invoke(String function, String step, String secret, String token) {
        ObjectNode event = JSON.createObjectNode()
                .put("Step", step)
                .put("SecretId", secret)
                .put("ClientRequestToken", token);
        InvokeResponse answer = toFunctions.run(
                "Invoke",
                ResourceKind.FUNCTION.toString(),
                function,
                () -> functions
                        .get()
                        .invoke(request -> request.functionName(function)
                                .invocationType(InvocationType.REQUEST_RESPONSE)
                                .logType(LogType.NONE)
                                .payload(SdkBytes.fromUtf8String(event.toString()))
                                .overrideConfiguration(ONE_ATTEMPT)));
        return answer.functionError() == null ? StepAnswer.DONE : StepFailures.of(answer.payload());
    }

    private <T> T call(String action, String secret, Function<SecretsManagerClient, T> call) {
        return secrets.call(action, ResourceKind.SECRET, secret, call);
    }
}
