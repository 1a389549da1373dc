package io.stockade.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockade.sandbox.counterpart.Counterpart;
import io.stockade.sandbox.counterpart.Credentials;
import io.stockade.sandbox.counterpart.Login;

/** A database's login as a secret holds it: reference_secret_json_structure.html of the user guide. */
public record StoredLogin(String host, String user, String password) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static StoredLogin of(String value) {
        try {
            JsonNode json = JSON.readTree(value);
            return new StoredLogin(
                    json.path("host").asText(),
                    json.path("username").asText(),
                    json.path("password").asText());
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    public Login tryAt(Counterpart databases) {
        return databases.login(host, user, password);
    }

    Credentials credentials() {
        return new Credentials(host, user, password);
    }
}
