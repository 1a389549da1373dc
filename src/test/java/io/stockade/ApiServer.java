package io.stockade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.crud.AttributeSet;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.stockade.deploy.Right;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/** fabric8's API server in memory, with what it lacks and the Operator SDK uses: server-side apply, answers with a body. */
final class ApiServer implements AutoCloseable {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int CONFLICT = 409;

    private static final String PEOPLE = "kubectl";

    private final Map<String, AtomicInteger> statusWrites = new ConcurrentHashMap<>();
    private final Set<Right> asked = ConcurrentHashMap.newKeySet();

    /** Which of the requests to replace a status, by its number from 1, are answered with a conflict. */
    volatile Predicate<Integer> refused = number -> false;

    /** It says every request; kept here, since loggers that nobody keeps forget their level. */
    private static final Logger REQUESTS = Logger.getLogger("io.fabric8.mockwebserver");

    private final KubernetesMockServer server;
    private final KubernetesClient client;

    ApiServer() {
        REQUESTS.setLevel(Level.WARNING);
        server = new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), new Applying(), false);
        server.init();
        client = server.createClient();
        try (KubernetesClient people = clientOfPeople()) {
            people.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("payments")
                            .endMetadata()
                            .build())
                    .create();
            people.resource(definition(people)).create();
        }
    }

    private static CustomResourceDefinition definition(KubernetesClient client) {
        try (InputStream file = Files.newInputStream(Path.of("crds/securestacks.stockade.dev.yaml"))) {
            return client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .load(file)
                    .item();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    KubernetesClient client() {
        return client;
    }

    /** A client of people, whose requests are none of the operator's; it is to be closed. */
    KubernetesClient clientOfPeople() {
        return server.createClient(
                builder -> builder.editOrNewConfig().withUserAgent(PEOPLE).endConfig());
    }

    /** What everybody else has asked for so far. */
    Set<Right> asked() {
        return new TreeSet<>(asked);
    }

    /** How often the status of a stack was asked to be replaced. */
    int statusWrites(String stack) {
        int slash = stack.indexOf('/');
        String path = "/apis/stockade.dev/v1alpha1/namespaces/" + stack.substring(0, slash) + "/securestacks"
                + stack.substring(slash) + "/status";
        return statusWrites.getOrDefault(path, new AtomicInteger()).get();
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }

    /** Takes one request at a time. */
    private final class Applying extends KubernetesCrudDispatcher {
        Applying() {
            super(List.of(new CustomResourceDefinitionContext.Builder()
                    .withGroup("stockade.dev")
                    .withVersion("v1alpha1")
                    .withKind("SecureStack")
                    .withPlural("securestacks")
                    .withScope("Namespaced")
                    .withStatusSubresource(true)
                    .build()));
        }

        @Override
        public synchronized MockResponse dispatch(RecordedRequest request) {
            if (!PEOPLE.equals(request.getHeader("User-Agent"))) {
                asked.add(Right.of(request.getMethod(), request.getPath()));
            }
            if (request.getMethod().equals("PUT") && request.getPath().endsWith("/status")) {
                int number = statusWrites
                        .computeIfAbsent(request.getPath(), path -> new AtomicInteger())
                        .incrementAndGet();
                if (refused.test(number)) {
                    return new MockResponse().setResponseCode(CONFLICT).setBody(status(CONFLICT));
                }
            }
            Map.Entry<AttributeSet, String> before = findResource(getKey(path(request)));
            MockResponse answer = super.dispatch(request);
            boolean silent = answer.getWebSocketListener() == null
                    && (answer.getBody() == null || answer.getBody().size() == 0);
            // As the server does when the last finalizer goes, and the object with it.
            return silent && before != null ? answer.setResponseCode(200).setBody(before.getValue()) : answer;
        }

        @Override
        public MockResponse handlePatch(RecordedRequest request) {
            String type = String.valueOf(request.getHeader("Content-Type"));
            if (!type.contains("apply-patch")) {
                return super.handlePatch(request);
            }
            RecordedRequest merging = new RecordedRequest(
                    request.getHttpVersion(),
                    request.method(),
                    path(request),
                    Headers.builder()
                            .add("Content-Type", "application/merge-patch+json")
                            .build(),
                    new Buffer(merged(path(request), request.getUtf8Body()).getBytes(StandardCharsets.UTF_8)));
            return super.handlePatch(merging);
        }

        /** What is applied, with the finalizers of others; nothing else here has several owners. */
        private String merged(String path, String applied) {
            try {
                ObjectNode wanted = (ObjectNode) YAML.readTree(applied);
                Map.Entry<AttributeSet, String> known = findResource(getKey(path));
                TreeSet<String> finalizers = new TreeSet<>();
                for (JsonNode object : List.of(
                        wanted,
                        known == null
                                ? YAML.createObjectNode()
                                : context.getMapper().readTree(known.getValue()))) {
                    object.at("/metadata/finalizers").forEach(each -> finalizers.add(each.asText()));
                }
                ObjectNode metadata = (ObjectNode) wanted.get("metadata");
                metadata.remove(List.of("resourceVersion", "uid"));
                ArrayNode all = metadata.putArray("finalizers");
                finalizers.forEach(all::add);
                return wanted.toString();
            } catch (IOException unreadable) {
                throw new IllegalArgumentException(applied, unreadable);
            }
        }

        private static String path(RecordedRequest request) {
            return request.getPath().split("\\?")[0];
        }

        private static String status(int code) {
            return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":" + code + "}";
        }
    }
}
