package io.stockade.sandbox.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.sandbox.counterpart.Credentials;
import java.util.Optional;

/**
 * What a database's secret holds, in the JSON that AWS's own rotation functions read (Secrets Manager user guide, "JSON
 * structure of AWS Secrets Manager secrets").
 */
final class StoredCredentials {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLONE = "_clone";

    private final ObjectNode fields;

    private StoredCredentials(ObjectNode fields) {
        this.fields = fields;
    }

    /** Empty for a secret that is no database's. */
    static Optional<StoredCredentials> read(String value) {
        try {
            JsonNode json = JSON.readTree(value);
            return json instanceof ObjectNode object && object.has("host") && object.has("username")
                    ? Optional.of(new StoredCredentials(object))
                    : Optional.empty();
        } catch (JsonProcessingException plainText) {
            return Optional.empty();
        }
    }

    String host() {
        return fields.path("host").asText();
    }

    String user() {
        return fields.path("username").asText();
    }

    String password() {
        return fields.path("password").asText();
    }

    Credentials credentials() {
        return new Credentials(host(), user(), password());
    }

    /** The secret of the admin who changes the users of this one: then two users alternate. */
    Optional<String> admin() {
        return Optional.of(fields.path("masterarn").asText("")).filter(arn -> !arn.isEmpty());
    }

    /** Whose password is the next: this one's, or the other's of two. */
    String nextUser() {
        if (admin().isEmpty()) {
            return user();
        }
        return user().endsWith(CLONE) ? user().substring(0, user().length() - CLONE.length()) : user() + CLONE;
    }

    /** The value that is stored next. */
    String next(String password) {
        ObjectNode next = fields.deepCopy();
        next.put("username", nextUser());
        next.put("password", password);
        return next.toString();
    }

    @Override
    public String toString() {
        return "credentials of " + user() + " at " + host();
    }
}
