package io.stockade.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stockade.ServiceProcess;
import io.stockade.ServiceProcess.Manner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that were stored under a schema without most of today's rules and some of its fields. */
class OlderSchemaIT {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String REPAIR = "{\"spec\": {\"network\": null, \"securityGroups\": null}}";
    private static final String SOON = "--timeout=120s";

    /** What today's schema has and the older one doesn't. */
    private static final List<String> RULES = List.of(
            "x-kubernetes-validations",
            "x-kubernetes-map-type",
            "default",
            "format",
            "pattern",
            "enum",
            "maximum",
            "minimum",
            "maxLength",
            "minLength",
            "maxItems",
            "minItems",
            "maxProperties");

    @TempDir
    private Path home;

    @Test
    void theyAreReconciledAfterTheUpgrade() throws Exception {
        try (RealCluster cluster = RealCluster.start(home.resolve("cluster"));
                ServiceProcess service =
                        new ServiceProcess(home.resolve("service"), Manner.cluster(cluster.kubeconfig(), 100))) {
            cluster.learn(older());
            Kubectl kubectl = cluster.namespace("older");
            apply(kubectl, "fine", "{region: eu-west-1}");
            apply(kubectl, "odd", "{region: eu-west-1, network: {zones: 9}, securityGroups: [{name: sg-app}]}");

            cluster.learn(RealCluster.CRD);
            service.start();

            kubectl.ok("wait", "--for=condition=Ready", "stack/fine", SOON);
            kubectl.ok("wait", "--for=condition=Stalled", "stack/odd", SOON);
            assertThat(kubectl.ok("get", "stack", "odd", "-o", "jsonpath={.status.conditions[?(@.type=='Stalled')]}"))
                    .contains("InvalidManifest", "spec.network.zones: is '9'; expected 1 to 6")
                    .contains("spec.securityGroups[0].name: begins with sg-");
            kubectl.ok("label", "stack", "odd", "team=payments");

            kubectl.ok("patch", "stack", "odd", "--type=merge", "-p", REPAIR);
            kubectl.ok("wait", "--for=condition=Ready", "stack/odd", SOON);
            kubectl.ok("delete", "securestacks", "--all", SOON);
        }
    }

    private static void apply(Kubectl kubectl, String name, String spec) throws IOException, InterruptedException {
        kubectl.okWith(Stacks.manifest(name, spec), "apply", "-f", "-");
    }

    /** Without rules, and without the fields that came later. */
    private Path older() throws IOException {
        ObjectNode crd = (ObjectNode) YAML.readTree(RealCluster.CRD.toFile());
        ObjectNode schema = (ObjectNode) crd.at("/spec/versions/0/schema/openAPIV3Schema");
        ((ObjectNode) schema.at("/properties/spec/properties")).remove(List.of("approval", "secretAccess", "secrets"));
        ((ObjectNode) schema.at("/properties/status/properties")).remove(List.of("secrets", "calls"));
        for (String rule : RULES) {
            loosen(schema, rule);
        }
        return Files.writeString(home.resolve("older.yaml"), YAML.writeValueAsString(crd));
    }

    private static void loosen(JsonNode schema, String rule) {
        if (schema instanceof ObjectNode object && !object.path(rule).has("type")) {
            object.remove(rule);
        }
        schema.forEach(child -> loosen(child, rule));
    }
}
