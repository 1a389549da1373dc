package io.stockade;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stockade.reconcile.StackDetail;
import io.stockade.web.Items;
import io.stockade.web.Refusal;
import io.stockade.web.Stacks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The HTTP API of a service without the framework around it, which keeps every answer that it gave. */
final class ApiDouble implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private final Stacks stacks;
    private final HttpServer server;
    private final List<String> answers = new CopyOnWriteArrayList<>();

    ApiDouble(Stacks stacks) throws IOException {
        this.stacks = stacks;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<String> answers() {
        return List.copyOf(answers);
    }

    private void answer(HttpExchange exchange) throws IOException {
        int status = 200;
        byte[] body;
        try {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath().substring("/api/v1/".length());
            body = JSON.writeValueAsBytes(found(exchange.getRequestMethod(), path.split("/", -1), sent));
        } catch (Refusal refused) {
            status = refused.status();
            body = JSON.writeValueAsBytes(Map.of("message", String.valueOf(refused.getMessage())));
        } catch (RuntimeException failed) {
            status = 500;
            body = JSON.writeValueAsBytes(Map.of("message", String.valueOf(failed)));
        }
        answers.add(new String(body, java.nio.charset.StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Object found(String method, String[] path, byte[] body) throws IOException {
        if (path[0].equals("plan")) {
            return stacks.plan(body);
        }
        if (path[0].equals("calls")) {
            return stacks.calls(null);
        }
        if (path.length == 1) {
            return stacks.list();
        }
        if (path[0].equals("sandbox")) {
            JsonNode asked = JSON.readTree(body);
            return Map.of(
                    "done",
                    stacks.tamper(
                            asked.path("stack").asText(),
                            asked.path("what").asText(),
                            asked.path("seed").asLong()));
        }
        String stack = path[1] + "/" + path[2];
        if (path.length > 5 && path[3].equals("drifts")) {
            if (path[5].equals("who")) {
                return stacks.who(stack, path[4]);
            }
            JsonNode choice = JSON.readTree(body).path("decision");
            return stacks.decide(stack, path[4], choice.isTextual() ? choice.asText() : null);
        }
        if (path.length > 5) {
            return stacks.rotate(stack, path[4]);
        }
        StackDetail detail = stacks.detail(stack).orElse(StackDetail.NONE);
        return switch (path.length > 3 ? path[3] : method) {
            case "resources" -> Items.of(detail.resources());
            case "drifts" -> Items.of(detail.drifts());
            case "secrets" -> Items.of(detail.secrets());
            case "events" -> Items.of(stacks.events(stack));
            case "changes" -> Items.of(stacks.changes(stack));
            case "reconcile" -> stacks.reconcile(stack);
            case "approve" -> stacks.approve(stack, "no-such-plan");
            case "PUT" -> stacks.apply(body);
            case "DELETE" -> stacks.delete(stack);
            default -> stacks.find(stack).orElseThrow(() -> new Refusal(404, "there is no stack " + stack));
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
