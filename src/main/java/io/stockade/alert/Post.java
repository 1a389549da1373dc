package io.stockade.alert;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import javax.net.ssl.SSLException;

/** Sends a body by HTTP, once. It follows nobody elsewhere, reads no answer, and repeats nothing that anybody says. */
final class Post {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    /** It will not be taken however often it is sent; all other refusals may be mended at the receiver's. */
    private static final Set<Integer> OF_THIS_MESSAGE = Set.of(400, 413, 415, 422);

    /** It would tell addresses, whatever level anybody sets. Held, since a logger that nobody holds may be forgotten. */
    private static final Logger TELLTALE = Logger.getLogger("jdk.internal.httpclient.debug");

    private final HttpClient client;

    private Post(HttpClient client) {
        this.client = client;
    }

    static Post create() {
        return new Post(HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build());
    }

    void send(Reference url, Map<String, String> headers, byte[] body) throws UndeliveredException {
        // Each time, in case somebody configured logging anew.
        TELLTALE.setFilter(message -> false);
        String address = url.reveal();
        Optional<String> problem = Address.problem(address);
        if (problem.isPresent()) {
            throw UndeliveredException.down("the address in " + url + " " + problem.get());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .timeout(ANSWER)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        judge(exchange(request.build()));
    }

    private HttpResponse<Void> exchange(HttpRequest request) throws UndeliveredException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (HttpTimeoutException slow) {
            throw UndeliveredException.down("no answer in time");
        } catch (ConnectException unreachable) {
            throw UndeliveredException.down("nobody answers at its address");
        } catch (SSLException distrusted) {
            throw UndeliveredException.down(
                    "no trusted connection: " + distrusted.getClass().getSimpleName());
        } catch (IOException broken) {
            throw UndeliveredException.down(
                    "the connection broke: " + broken.getClass().getSimpleName());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw UndeliveredException.down("the service is ending");
        }
    }

    private static void judge(HttpResponse<Void> response) throws UndeliveredException {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return;
        }
        String said = "it answered " + status;
        if (OF_THIS_MESSAGE.contains(status)) {
            throw UndeliveredException.refused(said);
        }
        if (status >= 300 && status < 400) {
            throw UndeliveredException.down(said + ", and redirects are not followed");
        }
        Optional<Duration> pause = response.headers().firstValue("Retry-After").flatMap(Post::seconds);
        throw pause.isPresent() ? UndeliveredException.busy(said, pause.get()) : UndeliveredException.down(said);
    }

    private static Optional<Duration> seconds(String text) {
        if (!text.matches("[0-9]{1,6}")) {
            return Optional.empty();
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(text));
        return Optional.of(asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked);
    }
}
