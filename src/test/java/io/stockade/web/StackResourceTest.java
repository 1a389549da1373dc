package io.stockade.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockade.history.HistoryEntry;
import io.stockade.reconcile.StackDetail;
import io.stockade.reconcile.StackEvent;
import io.stockade.spec.SecureStack;
import io.stockade.spec.manifest.ManifestReader;
import io.stockade.status.StackStatus.SecretEntry;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What programs see of the API: whole objects, messages in JSON, and nothing for those who must stay outside. */
@QuarkusTest
class StackResourceTest {
    private static final String MANIFEST =
            "{\"apiVersion\":\"stockade.dev/v1alpha1\",\"kind\":\"SecureStack\",\"metadata\":{\"name\":\"orders\","
                    + "\"namespace\":\"payments\"},\"spec\":{\"region\":\"eu-west-1\"}}";

    @TestHTTPResource
    URI root = URI.create("http://localhost");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void listsWholeObjectsWithATag() throws Exception {
        HttpResponse<String> first = send(request("api/v1/stacks").GET());
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again =
                send(request("api/v1/stacks").header("If-None-Match", tag).GET());

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body())
                .contains("\"kind\":\"SecureStackList\"", "\"kind\":\"SecureStack\"", "\"region\":\"eu-west-1\"")
                .doesNotContain("null");
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    void whatIsNotThereSaysSo() throws Exception {
        HttpResponse<String> answer =
                send(request("api/v1/stacks/payments/none").GET());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"message\":\"there is no stack payments/none");
    }

    @Test
    void appliesWhatThePathNames() throws Exception {
        HttpResponse<String> applied = put("api/v1/stacks/payments/orders", MANIFEST);
        HttpResponse<String> slipped = put("api/v1/stacks/payments/billing", MANIFEST);
        HttpResponse<String> broken = put("api/v1/stacks/payments/orders", "{");

        assertThat(applied.statusCode()).isEqualTo(200);
        assertThat(slipped.statusCode()).isEqualTo(400);
        assertThat(slipped.body()).contains("is of stack payments/orders, not payments/billing");
        assertThat(broken.statusCode()).isEqualTo(400);
    }

    @Test
    void refusalsKeepTheirStatus() throws Exception {
        HttpResponse<String> answer = send(request("api/v1/sandbox/tamper")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"stack\":\"payments/orders\",\"what\":\"x\"}")));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("works in AWS");
    }

    @Test
    void aRotationIsAskedForUnderTheRulesOfOtherWrites() throws Exception {
        String path = "api/v1/stacks/payments/orders/secrets/key/rotate";
        HttpRequest.BodyPublisher nothing = HttpRequest.BodyPublishers.noBody();

        HttpResponse<String> asked =
                send(request(path).header("Content-Type", "application/json").POST(nothing));
        HttpResponse<String> plain =
                send(request(path).header("Content-Type", "text/plain").POST(nothing));
        HttpResponse<String> foreign = send(request(path)
                .header("Content-Type", "application/json")
                .header("Origin", "https://evil.example")
                .POST(nothing));

        assertThat(asked.body()).contains("\"secret\":\"key\"", "\"message\":\"secret key is rotated now\"");
        assertThat(List.of(asked.statusCode(), plain.statusCode(), foreign.statusCode()))
                .containsExactly(200, 415, 403);
    }

    @Test
    void writesThatAreNotJsonAreTurnedAway() throws Exception {
        HttpResponse<String> answer = send(request("api/v1/stacks/payments/orders/reconcile")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void foreignPagesAreTurnedAwayEverywhere() throws Exception {
        for (String path : List.of("api/v1/stacks", "q/health", "q/metrics")) {
            HttpResponse<String> answer =
                    send(request(path).header("Origin", "https://evil.example").GET());

            assertThat(answer.statusCode()).as(path).isEqualTo(403);
        }
    }

    @Test
    void healthAndMetricsAnswer() throws Exception {
        assertThat(send(request("q/health").GET()).body()).contains("\"status\": \"UP\"");
        assertThat(send(request("q/metrics").GET()).body()).contains("stockade_aws_calls 7.0");
    }

    @Inject
    StackMetrics metrics;

    @Test
    void callsAreTold() throws Exception {
        HttpResponse<String> all = send(request("api/v1/calls").GET());
        HttpResponse<String> none =
                send(request("api/v1/calls?stack=payments/none").GET());
        metrics.refresh();

        assertThat(all.body()).contains("\"lastHour\":{\"sent\":7,\"writes\":2,\"held\":1");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(send(request("q/metrics").GET()).body())
                .contains("stockade_calls_total{account=\"111122223333\",action=\"CreateVpc\",outcome=\"held\","
                        + "region=\"eu-west-1\"} 3.0");
    }

    @Test
    void secretsAreToldAndMeasured() throws Exception {
        HttpResponse<String> secrets =
                send(request("api/v1/stacks/payments/orders/secrets").GET());
        metrics.refresh();

        assertThat(secrets.body())
                .contains("\"fullName\":\"/prod/orders/key\"", "\"versions\":{\"AWSCURRENT\":\"v1\"}");
        assertThat(send(request("q/metrics").GET()).body())
                .contains("stockade_secrets{state=\"Failed\"} 1.0")
                .contains("stockade_secret_age_seconds{stack=\"payments/orders\"} 86400.0")
                .contains("stockade_secret_rotations_total{outcome=\"Rotated\",strategy=\"Generated\"} 3.0");
    }

    @Test
    void whatTheServiceMeasuresOfItselfIsTold() throws Exception {
        metrics.refresh();

        assertThat(send(request("q/metrics").GET()).body())
                .contains("stockade_passes_total{outcome=\"told\"} 4.0")
                .contains("stockade_queue{state=\"waiting\"} 2.0")
                .contains("stockade_drift_correction_seconds_count 3.0")
                .contains("stockade_drift_correction_seconds_sum 12.5");
    }

    @Test
    void changesAreTold() throws Exception {
        HttpResponse<String> changes =
                send(request("api/v1/stacks/payments/orders/changes").GET());

        assertThat(changes.body())
                .isEqualTo("{\"items\":[{\"time\":\"1970-01-01T00:00:00Z\",\"stack\":\"payments/orders\","
                        + "\"cause\":\"ManifestChanged\",\"why\":\"generation 1\",\"plan\":\"p\",\"changes\":[{"
                        + "\"action\":\"create\",\"resource\":\"Vpc/vpc\",\"outcome\":\"done\",\"message\":\"\"}],"
                        + "\"total\":1,\"calls\":2,\"seconds\":0.5}]}");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve("/" + path));
    }

    private HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Stands in for a service: one stack, and no door but loopback's. */
    @Alternative
    @Priority(1)
    @Singleton
    static class Beans {
        @Produces
        @Alternative
        @Priority(1)
        @Singleton
        Door door() {
            return new Door(null);
        }

        @Produces
        @Alternative
        @Priority(1)
        @Singleton
        Stacks stacks() {
            return new OneStack();
        }
    }

    /** A service with one stack. */
    private static final class OneStack implements Stacks {
        private final SecureStack stack = ManifestReader.read(MANIFEST.getBytes(StandardCharsets.UTF_8), "a.json")
                .stack()
                .orElseThrow();
        private final StackObject object = StackObject.of(stack, null, null);

        @Override
        public StackList list() {
            return StackList.of("2026-01-01T00:00:00Z", List.of(object), List.of());
        }

        @Override
        public Optional<StackObject> find(String name) {
            return Optional.of(object).filter(each -> each.key().equals(name));
        }

        @Override
        public Optional<StackDetail> detail(String name) {
            SecretEntry secret = new SecretEntry(
                    "key",
                    "/prod/orders/key",
                    "Generated",
                    "Failed",
                    "setSecret",
                    "LoginRefused",
                    "the login was refused",
                    2,
                    "2025-12-31T00:00:00Z",
                    "2026-02-01T00:00:00Z",
                    Map.of("AWSCURRENT", "v1"));
            return Optional.of(new StackDetail(List.of(), List.of(), List.of(secret)));
        }

        @Override
        public List<StackEvent> events(String name) {
            return List.of();
        }

        @Override
        public List<HistoryEntry> changes(String name) {
            HistoryEntry.Done done = new HistoryEntry.Done("create", "Vpc/vpc", "done", "");
            return List.of(new HistoryEntry(
                    Instant.EPOCH, name, "ManifestChanged", "generation 1", null, "p", List.of(done), 1, 2, 0.5));
        }

        @Override
        public StackObject apply(byte[] manifest) {
            return object;
        }

        @Override
        public StackObject approve(String name, String plan) {
            return object;
        }

        @Override
        public StackObject reconcile(String name) {
            return object;
        }

        @Override
        public RotationRequest rotate(String name, String secret) {
            return new RotationRequest(name, secret, "2026-01-01T00:00:00Z", "secret " + secret + " is rotated now");
        }

        @Override
        public DriftReply who(String name, String key) {
            return new DriftReply(name, key, "unknown");
        }

        @Override
        public DriftReply decide(String name, String key, @Nullable String choice) {
            return new DriftReply(name, key, choice == null ? "withdrawn" : choice);
        }

        @Override
        public StackObject delete(String name) {
            return object;
        }

        @Override
        public PlanReply plan(byte[] manifest) {
            return new PlanReply("payments/orders", "id", false, "No changes.", "", null);
        }

        @Override
        public String tamper(String name, String what, long seed) {
            throw new Refusal(404, "this service works in AWS");
        }

        @Override
        public CallReport calls(@Nullable String name) {
            return new CallReport("2026-01-01T00:00:00Z", new CallReport.Count(7, 2, 1, 0, 0), List.of(), List.of());
        }

        @Override
        public List<CallReport.Total> callTotals() {
            return List.of(new CallReport.Total("CreateVpc", "111122223333", "eu-west-1", "held", 3));
        }

        @Override
        public List<RotationTotal> rotationTotals() {
            return List.of(new RotationTotal("Generated", "Rotated", 3));
        }

        @Override
        public List<Measure> measures() {
            return List.of(
                    Measure.counter("stockade.passes", "", Map.of("outcome", "told"), 4),
                    Measure.gauge("stockade.queue", "", Map.of("state", "waiting"), 2),
                    Measure.timer("stockade.drift.correction", "", 3, 12.5));
        }

        @Override
        public Map<String, Number> totals() {
            return Map.of("stockade.aws.calls", 7);
        }
    }
}
