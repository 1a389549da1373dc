package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.stockade.kube.Leadership;
import io.stockade.kube.RawStack;
import io.stockade.sandbox.JournalEntry;
import io.stockade.sandbox.Sandbox;
import io.stockade.web.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of stacks whose manifests are objects of a cluster, from apply to nothing left. */
class ClusterServiceTest {
    private static final String NAMESPACE = "payments";
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Polling polling = new Polling();
    private final ApiServer server = new ApiServer();
    private final Sandbox sandbox = ClusterService.sandbox();
    private ClusterService service = new ClusterService(server, sandbox);

    @AfterEach
    void stop() {
        polling.close();
        service.close();
        server.close();
    }

    @Test
    void anExampleIsBuiltChangedRepairedAndDeleted() throws IOException {
        create("orders", example("orders"));
        RawStack ready = await("orders", is("Ready", "True"));
        assertThat(ready.getMetadata().getFinalizers()).containsExactly("stockade.dev/stack");
        assertThat(ready.getStatus().path("observedGeneration").asLong()).isEqualTo(1);
        assertThat(ready.getStatus().path("memory").asText()).isNotEmpty();

        object("orders").edit(object -> {
            ((ObjectNode) object.getSpec()).putObject("tags").put("team", "payments");
            return object;
        });
        await("orders", is("Ready", "True").and(observed(2)));

        service.service().stacks().tamper(key("orders"), "open-ssh", 1);
        service.service().stacks().reconcile(key("orders"));
        awaitEvent("orders", "DriftGone");
        assertThat(events("orders")).contains("Ready", "DriftFound");
        assertThat(await("orders", is("Ready", "True"))
                        .getStatus()
                        .at("/drift/total")
                        .asInt())
                .isZero();

        object("orders").delete();
        await("orders", Objects::isNull);
        assertThat(Remains.of(
                        "default",
                        key("orders"),
                        Remains.in("eu-west-1", service.service().cloud().clouds())))
                .isEmpty();
    }

    @Test
    void anObjectThatNobodyCanReadIsStalledAndOthersGoOn() throws IOException {
        create("broken", "spec: {region: eu-west-1, approvals: 3}");
        create("orders", example("minimal"));

        RawStack broken = await("broken", is("Stalled", "True"));

        JsonNode stalled = condition(broken, "Stalled");
        assertThat(stalled.path("reason").asText()).isEqualTo("InvalidManifest");
        assertThat(stalled.path("message").asText()).contains("spec.approvals: ", "did you mean 'approval'?");
        assertThat(events("broken")).containsExactly("InvalidManifest");
        await("orders", is("Ready", "True"));

        object("broken").delete();
        await("broken", Objects::isNull);
    }

    @Test
    void everyWriteOfAStatusMayBeRefusedOnce() throws IOException {
        server.refused = number -> number % 2 == 1;

        create("orders", example("minimal"));

        await("orders", is("Ready", "True"));
        object("orders").delete();
        await("orders", Objects::isNull);
        assertThat(server.statusWrites(key("orders"))).isGreaterThan(2);
    }

    @Test
    void anotherOperatorKnowsWhatTheFirstOneMade() throws IOException {
        create("orders", example("minimal"));
        await("orders", is("Ready", "True"));
        long before = creations();
        service.close();
        service = new ClusterService(server, sandbox);
        boolean unused = polling.until(
                () -> service.service().stacks().find(key("orders")).isPresent(), known -> known);

        service.service().stacks().tamper(key("orders"), "delete-route", 1);
        awaitEvent("orders", "DriftGone");

        assertThat(creations() - before).as("the route alone is made again").isEqualTo(1);
        assertThat(sandbox.journal().entries(entry -> entry.action().equals("CreateVpc")))
                .hasSize(1);
    }

    @Test
    void whoeverLosesTheLeadInTheMiddleIsFollowedAndCallsNobodyAnyMore() throws IOException {
        service.close();
        Revocable first = new Revocable();
        try (ClusterService deposed = new ClusterService(server, sandbox, first)) {
            create("orders", example("minimal"));
            long vpcs = polling.until(() -> made("CreateVpc"), count -> count > 0);
            first.revoked = true;
            service = new ClusterService(server, sandbox);

            await("orders", is("Ready", "True"));

            assertThat(made("CreateVpc")).isEqualTo(vpcs).isEqualTo(1);
            assertThat(deposed.service().stacks().list().problems()).contains("revoked");
            assertThat(deposed.service().stacks().totals()).containsEntry("stockade.leader", 0);
            assertThat(service.service().stacks().totals()).containsEntry("stockade.leader", 1);
        }
    }

    @Test
    void peopleAreToldToAskTheCluster() throws IOException {
        create("orders", example("minimal"));
        await("orders", is("Ready", "True"));

        assertThat(service.service().stacks().find(key("orders"))).isPresent();
        assertThatThrownBy(() -> service.service().stacks().delete(key("orders")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(405))
                .hasMessageContaining("'kubectl -n payments delete securestack orders'");
    }

    private long creations() {
        return sandbox.journal().entries(JournalEntry::mutating).stream()
                .filter(JournalEntry::succeeded)
                .filter(entry ->
                        entry.action().startsWith("Create") || entry.action().startsWith("Allocate"))
                .count();
    }

    private long made(String action) {
        return sandbox.journal().entries(entry -> entry.action().equals(action)).stream()
                .filter(JournalEntry::succeeded)
                .count();
    }

    /** The lead, until it is taken away. */
    private static final class Revocable implements Leadership {
        private volatile boolean revoked;

        @Override
        public Optional<String> idle() {
            return revoked ? Optional.of("revoked") : Optional.empty();
        }

        @Override
        public Optional<String> refusal(Duration longest) {
            return idle();
        }
    }

    private static String example(String name) throws IOException {
        return Files.readString(Path.of("docs/examples/" + name + ".yaml"));
    }

    private void create(String name, String manifest) throws IOException {
        RawStack object = new RawStack();
        object.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(NAMESPACE).build());
        object.setSpec(YAML.readTree(manifest).get("spec"));
        server.client().resource(object).create();
    }

    private Resource<RawStack> object(String name) {
        return server.client().resources(RawStack.class).inNamespace(NAMESPACE).withName(name);
    }

    private RawStack await(String name, Predicate<RawStack> reached) {
        return polling.until(() -> object(name).get(), reached);
    }

    private List<String> events(String name) {
        return server.client().events().v1().events().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(event -> event.getRegarding().getName().equals(name))
                .map(Event::getReason)
                .toList();
    }

    private void awaitEvent(String name, String reason) {
        List<String> unused = polling.until(() -> events(name), reasons -> reasons.contains(reason));
    }

    private static Predicate<RawStack> is(String condition, String status) {
        return object -> object != null
                && condition(object, condition).path("status").asText().equals(status);
    }

    private static Predicate<RawStack> observed(long generation) {
        return object ->
                object != null && object.getStatus().path("observedGeneration").asLong() == generation;
    }

    private static JsonNode condition(RawStack object, String type) {
        if (object.getStatus() != null) {
            for (JsonNode condition : object.getStatus().path("conditions")) {
                if (condition.path("type").asText().equals(type)) {
                    return condition;
                }
            }
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private static String key(String name) {
        return NAMESPACE + "/" + name;
    }
}
