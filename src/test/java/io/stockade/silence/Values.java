package io.stockade.silence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockade.sandbox.Sandbox;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** Reads every value that is kept, of versions without a label too, as somebody at the console. */
public final class Values {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONSOLE = "console";

    private final SecretsManagerClient secrets;
    private final Canaries canaries;

    private Values(SecretsManagerClient secrets, Canaries canaries) {
        this.secrets = secrets;
        this.canaries = canaries;
    }

    /** Has all values of a region be looked for. */
    public static void of(Sandbox sandbox, String account, String region, Canaries canaries) {
        of(sandbox.as(CONSOLE).secretsManager(account, region), canaries);
    }

    /** Has all values be looked for that can be read by a client. */
    public static void of(SecretsManagerClient client, Canaries canaries) {
        Values values = new Values(client, canaries);
        values.secrets.listSecretsPaginator(request -> request.maxResults(100)).stream()
                .flatMap(page -> page.secretList().stream())
                .forEach(values::versions);
    }

    private void versions(SecretListEntry secret) {
        secrets.listSecretVersionIds(request -> request.secretId(secret.arn()).includeDeprecated(true))
                .versions()
                .forEach(version -> value(secret.arn(), version.versionId()));
    }

    private void value(String secret, String version) {
        try {
            String text = secrets.getSecretValue(
                            request -> request.secretId(secret).versionId(version))
                    .secretString();
            canaries.add(password(text));
        } catch (ResourceNotFoundException empty) {
            // A rotation that ended before it made a value leaves a version without one.
            return;
        }
    }

    /** Of a login only the password is hidden: its host and user are in the manifest. */
    private static String password(String text) {
        try {
            String password = JSON.readTree(text).path("password").asText("");
            return password.isEmpty() ? text : password;
        } catch (JsonProcessingException plain) {
            return text;
        }
    }
}
