package io.stockade.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.stockade.history.HistoryEntry;
import io.stockade.reconcile.StackDetail;
import io.stockade.reconcile.StackEvent;
import io.stockade.spec.SecureStack;
import io.stockade.status.DriftRecord;
import io.stockade.web.CallReport;
import io.stockade.web.DriftReply;
import io.stockade.web.Items;
import io.stockade.web.PlanReply;
import io.stockade.web.RotationRequest;
import io.stockade.web.StackList;
import io.stockade.web.StackObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service, as the commands ask it over HTTP. Everything that goes wrong is a {@link Failure} that says what to do. */
final class Api {
    static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(com.fasterxml.jackson.annotation.JsonInclude.Value.construct(
                    com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL,
                    com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;

    private final URI server;
    private final @Nullable String token;
    private final HttpClient client;

    Api(URI server, @Nullable String token) {
        this.server = server;
        this.token = token;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    StackList list() {
        return read(send("GET", "stacks", null), new TypeReference<>() {});
    }

    /** Everything about a stack, and nothing if it is gone: it may go between two looks. */
    StackDetail detail(String stack) {
        return new StackDetail(
                items("stacks/" + stack + "/resources", new TypeReference<>() {}),
                drifts(stack),
                items("stacks/" + stack + "/secrets", new TypeReference<>() {}));
    }

    /** All drifts, worst first, and after them those that somebody accepted; none if the stack is gone. */
    List<DriftRecord> drifts(String stack) {
        return items("stacks/" + stack + "/drifts", new TypeReference<>() {});
    }

    /** The newest, oldest first; none if it is gone and nothing is known of its end. */
    List<StackEvent> events(String stack) {
        return items("stacks/" + stack + "/events", new TypeReference<>() {});
    }

    /** The last changes, oldest first. */
    List<HistoryEntry> changes(String stack) {
        return read(send("GET", "stacks/" + stack + "/changes", null), new TypeReference<Items<HistoryEntry>>() {})
                .items();
    }

    private <T> List<T> items(String path, TypeReference<Items<T>> type) {
        HttpResponse<String> response = exchange("GET", path, null);
        return response.statusCode() == NOT_FOUND
                ? List.of()
                : read(body(response), type).items();
    }

    /** @param stack whose; {@code null} for everybody's */
    CallReport calls(@Nullable String stack) {
        String query = stack == null ? "" : "?stack=" + URLEncoder.encode(stack, StandardCharsets.UTF_8);
        return read(send("GET", "calls" + query, null), new TypeReference<>() {});
    }

    PlanReply plan(SecureStack stack) {
        return read(send("POST", "plan", stack), new TypeReference<>() {});
    }

    StackObject apply(SecureStack stack) {
        return read(send("PUT", "stacks/" + stack.key(), stack), new TypeReference<>() {});
    }

    StackObject approve(String stack, String plan) {
        return read(send("POST", "stacks/" + stack + "/approve", Map.of("plan", plan)), new TypeReference<>() {});
    }

    RotationRequest rotate(String stack, String secret) {
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20");
        return read(
                send("POST", "stacks/" + stack + "/secrets/" + encoded + "/rotate", null), new TypeReference<>() {});
    }

    /** Who may have made a drift. */
    String who(String stack, String key) {
        DriftReply reply = read(send("GET", drift(stack, key) + "/who", null), new TypeReference<>() {});
        return reply.message();
    }

    private static String drift(String stack, String key) {
        return "stacks/" + stack + "/drifts/"
                + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** @param choice {@code null} withdraws what was decided */
    DriftReply decide(String stack, String key, @Nullable String choice) {
        String path = drift(stack, key) + "/decision";
        return read(
                choice == null ? send("DELETE", path, null) : send("PUT", path, Map.of("decision", choice)),
                new TypeReference<>() {});
    }

    StackObject delete(String stack) {
        return read(send("DELETE", "stacks/" + stack, null), new TypeReference<>() {});
    }

    String tamper(String stack, String what, long seed) {
        Map<String, String> answer = read(
                send("POST", "sandbox/tamper", Map.of("stack", stack, "what", what, "seed", seed)),
                new TypeReference<>() {});
        return answer.getOrDefault("done", "");
    }

    /** The stack that a user named, with or without its namespace. */
    static StackObject named(StackList list, String name) {
        List<StackObject> found = list.items().stream()
                .filter(stack ->
                        stack.key().equals(name) || stack.metadata().name().equals(name))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        List<String> keys = (found.isEmpty() ? list.items() : found)
                .stream().map(StackObject::key).toList();
        if (found.size() > 1) {
            throw new Failure("'" + name + "' is the name of several stacks; say which: " + String.join(", ", keys));
        }
        throw new Failure("there is no stack '" + name + "'"
                + (keys.isEmpty() ? "; there are no stacks at all" : "; there is: " + String.join(", ", keys)));
    }

    private String send(String method, String path, @Nullable Object body) {
        return body(exchange(method, path, body));
    }

    private String body(HttpResponse<String> response) {
        if (response.statusCode() >= 300) {
            throw new Failure(message(response));
        }
        return response.body();
    }

    private HttpResponse<String> exchange(String method, String path, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/api/v1/" + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpRequest.BodyPublisher content = body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
            return client.send(request.method(method, content).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new Failure("no service answers at " + server + " ("
                    + unreachable.getClass().getSimpleName()
                    + "); start one with 'stockade run --folder DIR', or name another with --server");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted");
        }
    }

    private String message(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body())
                    .path("message")
                    .asText("the service answered " + response.statusCode());
        } catch (JsonProcessingException other) {
            return server + " answered " + response.statusCode()
                    + ", and not as a Stockade service would; check --server";
        }
    }

    private <T> T read(String body, TypeReference<T> type) {
        try {
            return JSON.readValue(body, type);
        } catch (JsonProcessingException other) {
            throw new Failure(
                    "the answer of " + server + " can't be understood; is it of the same release as this command?");
        }
    }
}
