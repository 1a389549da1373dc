package io.stockade.sandbox.functions;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.sandbox.counterpart.Counterpart;
import java.time.Instant;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * One run of a function, and what it can reach.
 *
 * @param functionArn which function
 * @param event what it was invoked with
 * @param now the instant at which it runs
 * @param secrets Secrets Manager in the function's account and region, called by its role
 * @param counterpart the databases of the function's account and region
 */
public record Invocation(
        String functionArn, JsonNode event, Instant now, SecretsManagerClient secrets, Counterpart counterpart) {

    /** A field of the event; empty where it is not there. */
    public String field(String name) {
        return event.path(name).asText("");
    }
}
