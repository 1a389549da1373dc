package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stockade.aws.call.CallLedger;
import io.stockade.aws.call.CallLog;
import io.stockade.cli.Machinery;
import io.stockade.deploy.Chart;
import io.stockade.kube.RawStack;
import io.stockade.rotation.SecretHealth;
import io.stockade.web.StackMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chart's alerts and the dashboard ask for what the service tells: an alert with a misspelt name never rings. */
class AlertsTest {
    private static final Pattern METRIC = Pattern.compile("stockade_\\w+");
    private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\)");
    private static final Pattern MATCHED = Pattern.compile("(\\w+)=~?\"([^\"]*)\"");

    /** What Prometheus itself puts on everything that it reads of a pod. */
    private static final Set<String> OF_PROMETHEUS = Set.of("namespace");

    /** What is told once a stack was looked at, and has its secrets. */
    private static final Set<String> OF_A_STACK =
            Set.of("stockade_secrets", "stockade_secret_age_seconds", "stockade_stack_observation_age_seconds");

    private static final String QUEUE = "https://sqs.eu-west-1.amazonaws.com/111122223333/stockade-events";

    private final ApiServer server = new ApiServer();
    private final Polling polling = new Polling();

    @TempDir
    Path home;

    private ClusterService service;

    @BeforeEach
    void start() throws IOException {
        Path alerts = Files.writeString(home.resolve("alerts.yaml"), "sinks: [{name: ops, type: log}]");
        service = new ClusterService(
                server, ClusterService.sandbox(), new Machinery.Telling(alerts, null, home.resolve("state")));
    }

    @AfterEach
    void stop() {
        polling.close();
        service.close();
        server.close();
    }

    @Test
    void askForWhatIsTold() throws Exception {
        RawStack object = new RawStack();
        object.setMetadata(new ObjectMetaBuilder()
                .withName("orders")
                .withNamespace("payments")
                .build());
        object.setSpec(Chart.objects("{region: eu-west-1, secrets: [{name: key, value: {random: {length: 32}}}]}")
                .get(0));
        server.client().resource(object).create();
        polling.until(() -> told(), metrics -> metrics.keySet().containsAll(OF_A_STACK));

        Map<String, Set<String>> told = told();

        for (String expression : expressions()) {
            assertThat(asked(expression)).as(expression).hasSize(1);
        }
        List<String> all = new ArrayList<>(expressions());
        all.addAll(ofTheDashboard());
        for (String expression : all) {
            Set<String> labels = labels(expression);
            labels.removeAll(OF_PROMETHEUS);
            assertThat(asked(expression)).as(expression).isNotEmpty().allSatisfy(metric -> {
                assertThat(told).containsKeys(metric);
                assertThat(told.get(metric)).as(expression).containsAll(labels);
            });
        }
    }

    private static List<String> asked(String expression) {
        return all(METRIC, expression).map(MatchResult::group).distinct().toList();
    }

    private static List<String> ofTheDashboard() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of("deploy/grafana/stockade.json").toFile());
        List<String> expressions = dashboard.path("panels").findValuesAsText("expr");
        assertThat(expressions).hasSizeGreaterThan(10);
        return expressions;
    }

    @Test
    void askForStatesThatThereAre() {
        Set<String> states = Arrays.stream(SecretHealth.State.values())
                .map(SecretHealth.State::toString)
                .collect(Collectors.toSet());
        Map<String, Set<String>> known = Map.of(
                "state",
                states,
                "outcome",
                Set.of(CallLog.THROTTLED, CallLog.HELD, "dead", "defect"),
                "severity",
                Set.of("Critical"),
                "namespace",
                Set.of("stockade-system"));

        List<MatchResult> matched = expressions().stream()
                .flatMap(expression -> all(MATCHED, expression))
                .toList();

        assertThat(matched)
                .isNotEmpty()
                .allSatisfy(match -> assertThat(known.get(match.group(1)))
                        .contains(match.group(2).split("\\|")));
    }

    /** The names and labels of all metrics, as Prometheus sees them. */
    private Map<String, Set<String>> told() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new StackMetrics(service.service().stacks(), registry).refresh();
        Map<String, Set<String>> told = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            Meter.Id id = meter.getId();
            Set<String> labels = id.getTags().stream().map(Tag::getKey).collect(Collectors.toSet());
            endings(id.getType()).forEach(ending -> told.put(name(id.getName()) + ending, labels));
        }
        // A sandbox has no queues.
        UnheardQueues.to(List.of(QUEUE), InstantSource.system(), new CallLedger(InstantSource.system()))
                .measures()
                .forEach(measure ->
                        told.put(name(measure.name()), measure.labels().keySet()));
        service.service().stacks().totals().keySet().forEach(name -> told.put(name(name), Set.of()));
        return told;
    }

    /** What Prometheus' own conventions add to a name. */
    private static List<String> endings(Meter.Type type) {
        return switch (type) {
            case COUNTER -> List.of("_total");
            case TIMER -> List.of("_seconds_sum", "_seconds_count");
            case GAUGE, LONG_TASK_TIMER, DISTRIBUTION_SUMMARY, OTHER -> List.of("");
        };
    }

    private static String name(String meter) {
        return meter.replace('.', '_');
    }

    private static List<String> expressions() {
        String rendered = Chart.rendered(Path.of("src/test/resources/io/stockade/deploy/everything/values.yaml"));
        JsonNode rules = Chart.object(rendered, "PrometheusRule").at("/spec/groups/0/rules");
        return StreamSupport.stream(rules.spliterator(), false)
                .map(rule -> rule.path("expr").asText())
                .toList();
    }

    private static Set<String> labels(String expression) {
        Set<String> labels = new TreeSet<>();
        all(BY, expression)
                .forEach(match -> labels.addAll(List.of(match.group(1).split(",\\s*"))));
        all(MATCHED, expression).forEach(match -> labels.add(match.group(1)));
        return labels;
    }

    private static Stream<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }
}
