package io.stockade.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An endpoint of AWS's query protocol that writes down what it is asked, and answers as it was told. */
final class RecordingServer implements AutoCloseable {
    /** The connection is cut where the answer should come. */
    static final Answer SILENCE = new Answer(0, "");

    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");
    private static final String CALLER = "<GetCallerIdentityResponse><GetCallerIdentityResult>"
            + "<Arn>arn:aws:iam::111122223333:user/u</Arn><Account>111122223333</Account>"
            + "</GetCallerIdentityResult></GetCallerIdentityResponse>";

    final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    RecordingServer() throws IOException {
        answers.put("GetCallerIdentity", new Answer(200, CALLER));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** A request as it came. */
    record Request(String action, String body, String userAgent, String authorization) {}

    /** What is answered. */
    record Answer(int status, String body) {
        /** A refusal in EC2's words; the services of the query protocol have others, and the same status. */
        static Answer refusal(int status, String code) {
            return new Answer(
                    status,
                    "<Response><Errors><Error><Code>" + code
                            + "</Code><Message>no</Message></Error></Errors></Response>");
        }

        /** A refusal in the words of STS. */
        static Answer denied(String message) {
            return new Answer(
                    403,
                    "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>" + message
                            + "</Message></Error></ErrorResponse>");
        }

        /** A session of a role. */
        static Answer session(String key, Instant end) {
            return new Answer(
                    200,
                    "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>" + key
                            + "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>"
                            + end + "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>");
        }
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void answer(String action, Answer answer) {
        answers.put(action, answer);
    }

    long count(String action) {
        return requests.stream()
                .filter(request -> request.action().equals(action))
                .count();
    }

    Request last(String action) {
        return requests.stream()
                .filter(request -> request.action().equals(action))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher matcher = ACTION.matcher(body);
        String action = matcher.find() ? matcher.group(1) : "";
        requests.add(new Request(
                action,
                body,
                exchange.getRequestHeaders().getFirst("User-Agent"),
                exchange.getRequestHeaders().getFirst("Authorization")));
        Answer answer = answers.getOrDefault(action, Answer.refusal(500, "InternalError"));
        if (answer.status() > 0) {
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
