package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.stockade.deploy.Chart;
import io.stockade.deploy.Right;
import io.stockade.kube.LeaderLease;
import io.stockade.kube.RawStack;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator may do in a cluster what it does in the life of its stacks, and nothing else. */
class ClusterRightsTest {
    private final Polling polling = new Polling();
    private final ApiServer server = new ApiServer();
    private final KubernetesClient people = server.clientOfPeople();
    private final ClusterService service = new ClusterService(server, ClusterService.sandbox());

    @AfterEach
    void stop() {
        polling.close();
        service.close();
        people.close();
        server.close();
    }

    @Test
    void isGrantedWhatItAsksForAndNoMore() {
        server.refused = number -> number == 2;

        live("orders", JsonNodeFactory.instance.objectNode().put("region", "eu-west-1"));
        refuse("broken", JsonNodeFactory.instance.objectNode().put("regio", "eu-west-1"));

        lead();

        assertThat(Right.granted(Chart.rendered())).containsExactlyInAnyOrderElementsOf(server.asked());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /apis/stockade.dev/v1alpha1/securestacks?limit=1, list securestacks.stockade.dev",
        "GET, /apis/stockade.dev/v1alpha1/securestacks?limit=1&watch=true, watch securestacks.stockade.dev",
        "GET, /apis/stockade.dev/v1alpha1/namespaces/a/securestacks/b, get securestacks.stockade.dev",
        "PUT, /apis/stockade.dev/v1alpha1/namespaces/a/securestacks/b/status, update securestacks/status.stockade.dev",
        "PATCH, /apis/stockade.dev/v1alpha1/namespaces/a/securestacks/b?force=true, patch securestacks.stockade.dev",
        "DELETE, /apis/stockade.dev/v1alpha1/namespaces/a/securestacks, deletecollection securestacks.stockade.dev",
        "POST, /apis/events.k8s.io/v1/namespaces/a/events, create events.events.k8s.io",
        "GET, /api/v1/namespaces/a, get namespaces",
        "GET, /api/v1/namespaces, list namespaces",
        "GET, /api/v1/namespaces/a/secrets/b, get secrets",
        "GET, /version, get /version"
    })
    void requestsAreReadAsRbacDoes(String method, String path, String right) {
        assertThat(Right.of(method, path)).hasToString(right);
    }

    /** Taken, and given back. */
    private void lead() {
        LeaderLease lease = LeaderLease.of(server.client(), "stockade-system", "stockade", "one");
        LeaderLease.Role unused = lease.tick();
        lease.release();
    }

    /** Made, changed, and taken down. */
    private void live(String name, ObjectNode spec) {
        create(name, spec);
        await(name, is("Ready", "True"));
        object(name).edit(object -> {
            ((ObjectNode) object.getSpec()).putObject("tags").put("team", "payments");
            return object;
        });
        await(name, is("Ready", "True").and(ClusterRightsTest::isOfTheSecondSpec));
        object(name).delete();
        await(name, Objects::isNull);
    }

    private void refuse(String name, ObjectNode spec) {
        create(name, spec);
        await(name, is("Stalled", "True"));
        object(name).delete();
        await(name, Objects::isNull);
    }

    private void create(String name, ObjectNode spec) {
        RawStack object = new RawStack();
        object.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace("payments").build());
        object.setSpec(spec);
        people.resource(object).create();
    }

    private void await(String name, Predicate<RawStack> reached) {
        RawStack unused = polling.until(() -> object(name).get(), reached);
    }

    private Resource<RawStack> object(String name) {
        return people.resources(RawStack.class).inNamespace("payments").withName(name);
    }

    private static boolean isOfTheSecondSpec(RawStack object) {
        return object.getStatus().path("observedGeneration").asLong() == 2;
    }

    private static Predicate<RawStack> is(String type, String status) {
        return object -> {
            if (object == null || object.getStatus() == null) {
                return false;
            }
            for (JsonNode condition : object.getStatus().path("conditions")) {
                if (condition.path("type").asText().equals(type)) {
                    return condition.path("status").asText().equals(status);
                }
            }
            return false;
        };
    }
}
