package io.stockade.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/** Somebody to whom sinks send, on this machine. */
final class Receiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String PATH = "/hook/T0-very-secret-path";

    private final HttpServer server;
    private final List<Request> taken = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<String> mood = body -> 204;
    private final AtomicInteger asked = new AtomicInteger();

    /** What came, with the header that signs it. */
    record Request(String body, String signature, String type) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    /** Answers so from now on; what is answered 2xx was taken. */
    void answer(int status) {
        mood = body -> status;
    }

    void answer(ToIntFunction<String> byBody) {
        mood = byBody;
    }

    List<Request> taken() {
        return List.copyOf(taken);
    }

    int asked() {
        return asked.get();
    }

    private void take(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = mood.applyAsInt(body);
        if (status < 300) {
            taken.add(new Request(
                    body,
                    String.valueOf(exchange.getRequestHeaders().getFirst(Signature.HEADER)),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"))));
        }
        if (status == 302) {
            exchange.getResponseHeaders().add("Location", url().replace(PATH, "/elsewhere"));
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
