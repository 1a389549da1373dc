package io.stockade.aws.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockade.graph.PolicyDocument;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a function's policy, as AddPermission takes it.
 *
 * @param text all that it says, to tell whether two are the same
 */
record Permission(
        String sid,
        String action,
        String principal,
        @Nullable String sourceArn,
        @Nullable String sourceAccount,
        String text) {
    private static final JsonMapper JSON = new JsonMapper();

    /** The statements of a policy, by their ids. */
    static SortedMap<String, Permission> of(PolicyDocument policy) {
        SortedMap<String, Permission> all = new TreeMap<>();
        try {
            JsonNode statements = JSON.readTree(policy.json()).path("Statement");
            Iterable<JsonNode> each = statements.isObject() ? List.of(statements) : statements;
            for (JsonNode statement : each) {
                all.put(statement.path("Sid").asText(), of(statement));
            }
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException("a policy document is no JSON", malformed);
        }
        return all;
    }

    private static Permission of(JsonNode statement) {
        JsonNode principal = statement.path("Principal");
        String named = principal.path("Service").asText(principal.path("AWS").asText(principal.asText()));
        SortedMap<String, String> conditions = new TreeMap<>();
        for (JsonNode operator : statement.path("Condition")) {
            for (Map.Entry<String, JsonNode> key : operator.properties()) {
                conditions.put(
                        key.getKey().toLowerCase(Locale.ROOT), key.getValue().asText());
            }
        }
        return new Permission(
                statement.path("Sid").asText(),
                statement.path("Action").asText(),
                named,
                conditions.get("aws:sourcearn"),
                conditions.get("aws:sourceaccount"),
                statement.toString());
    }
}
