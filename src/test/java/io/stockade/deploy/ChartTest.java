package io.stockade.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.stockade.cli.ParsedCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The chart is in order, whatever is switched on: Helm takes it, the API server knows every field, the program every option. */
class ChartTest {
    private static final Path VALUES = Path.of("src/test/resources/io/stockade/deploy");

    private static final Map<String, Class<? extends KubernetesResource>> KINDS = Map.of(
            "ServiceAccount", ServiceAccount.class,
            "ClusterRole", ClusterRole.class,
            "ClusterRoleBinding", ClusterRoleBinding.class,
            "Role", Role.class,
            "RoleBinding", RoleBinding.class,
            "ConfigMap", ConfigMap.class,
            "Deployment", Deployment.class,
            "PodDisruptionBudget", PodDisruptionBudget.class,
            "NetworkPolicy", NetworkPolicy.class,
            "Service", Service.class);

    /** Known by an operator of their own, whose models aren't here. */
    private static final Set<String> OF_PROMETHEUS = Set.of("ServiceMonitor", "PrometheusRule");

    /** Takes no field that a kind doesn't have: fabric8's own mapper keeps such fields aside. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            })
            .build();

    static Stream<String> renderings() {
        return Stream.of(
                Chart.rendered(),
                Chart.rendered(VALUES.resolve("everything/values.yaml")),
                Chart.rendered(VALUES.resolve("namespaces/values.yaml")));
    }

    @Test
    void helmFindsNothingToSay() {
        LintResult lint = Chart.lint();

        assertThat(lint.getMessages()).containsExactly("[INFO] Chart.yaml: icon is recommended");
        assertThat(lint.isFailed()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void everyFieldIsOneThatItsKindHas(String rendered) throws Exception {
        for (JsonNode object : Chart.objects(rendered)) {
            String kind = object.path("kind").asText();
            if (!OF_PROMETHEUS.contains(kind)) {
                assertThat(STRICT.treeToValue(object, KINDS.get(kind))).as(kind).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void everyObjectSaysWhoseItIs(String rendered) {
        assertThat(Chart.objects(rendered)).allSatisfy(object -> {
            assertThat(object.at("/metadata/labels/app.kubernetes.io~1name").asText())
                    .isEqualTo("stockade");
            boolean ofTheCluster = object.path("kind").asText().startsWith("Cluster");
            assertThat(object.at("/metadata/namespace").isMissingNode()).isEqualTo(ofTheCluster);
        });
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void theProgramKnowsEveryOption(String rendered) {
        List<String> arguments = Chart.arguments(rendered);

        CommandLine.ParseResult parsed = ParsedCommands.create().parseArgs(arguments.toArray(String[]::new));

        assertThat(parsed.subcommand().matchedOptions()).hasSize(arguments.size() - 1);
    }

    /** What the level "restricted" of the pod security standards asks of a pod, and a root that nobody can write. */
    @ParameterizedTest
    @MethodSource("renderings")
    void thePodMayNothing(String rendered) {
        JsonNode pod = Chart.object(rendered, "Deployment").at("/spec/template/spec");
        JsonNode container = Chart.container(rendered).path("securityContext");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(container.path("allowPrivilegeEscalation")).hasToString("false");
        assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.at("/capabilities/drop")).hasToString("[\"ALL\"]");
        assertThat(pod.path("containers")).hasSize(1);
        assertThat(List.of("hostNetwork", "hostPID", "hostIPC")).noneMatch(pod::has);
        assertThat(pod.path("volumes")).noneMatch(volume -> volume.has("hostPath"));
    }

    /** All but the creation of a Lease, which RBAC can't narrow. */
    @Test
    void whatHasOneNameIsGrantedByThatName() {
        Map<String, String> names =
                Map.of("leases", "stockade", "customresourcedefinitions", "securestacks.stockade.dev");

        List<JsonNode> rules = Chart.objects(Chart.rendered()).stream()
                .flatMap(object -> Chart.list(object.path("rules")))
                .filter(rule -> names.containsKey(rule.at("/resources/0").asText()))
                .filter(rule -> !rule.path("verbs").toString().equals("[\"create\"]"))
                .toList();

        assertThat(rules)
                .hasSize(2)
                .allSatisfy(rule -> assertThat(Chart.texts(rule.path("resourceNames")))
                        .containsExactly(names.get(rule.at("/resources/0").asText())));
        assertThat(Chart.arguments(Chart.rendered())).contains("--lease=stockade-system/stockade");
    }

    /** The service account's token is in the operator's pod, and in no other that takes its account. */
    @Test
    void theTokenIsMountedByThePodThatNeedsIt() {
        String rendered = Chart.rendered();

        assertThat(Chart.object(rendered, "ServiceAccount").path("automountServiceAccountToken"))
                .hasToString("false");
        assertThat(Chart.object(rendered, "Deployment").at("/spec/template/spec/automountServiceAccountToken"))
                .hasToString("true");
    }

    @Test
    void ofNamespacesNothingIsGrantedElsewhere() {
        String rendered = Chart.rendered(VALUES.resolve("namespaces/values.yaml"));

        assertThat(Chart.object(rendered, "ClusterRole").at("/rules").findValuesAsText("resources"))
                .as("of what is in no namespace")
                .hasSize(1);
        assertThat(Chart.object(rendered, "ClusterRole")
                        .at("/rules/0/resources/0")
                        .asText())
                .isEqualTo("customresourcedefinitions");
        assertThat(Chart.objects(rendered))
                .filteredOn(object -> object.path("kind").asText().equals("RoleBinding"))
                .extracting(object -> object.at("/metadata/namespace").asText())
                .containsExactlyInAnyOrder("payments", "orders", "stockade-system");
        assertThat(Chart.arguments(rendered)).contains("--namespace=payments,orders");
    }

    @ParameterizedTest
    @CsvSource({
        "replica, 3, additional properties 'replica' not allowed",
        "sweep, often, sweep",
        "http.port, 80, http",
        "installation, My Team, installation",
        "events.queues[0], arn:aws:sqs:eu-west-1:111122223333:stockade-events, queues",
        "sandbox, true, an AWS of its own"
    })
    void valuesThatMeanNothingAreRefused(String value, String to, String message) {
        assertThatThrownBy(() -> Chart.rendered(value + "=" + to)).hasMessageContaining(message);
    }

    @Test
    void theDocumentationSetsWhatThereIs() throws IOException {
        List<String> settings = Pattern.compile("helm .* --set (\\S+)")
                .matcher(Files.readString(Path.of("docs/kubernetes.md")))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(settings)
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(Chart.rendered(setting)).contains("kind: Deployment"));
    }
}
