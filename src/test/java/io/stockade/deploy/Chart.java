package io.stockade.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The chart, rendered by Helm's own code. */
public final class Chart {
    static final Path FOLDER = Path.of("deploy/helm/stockade");

    /** The oldest that the chart takes. */
    private static final String KUBERNETES = "1.29.0";

    private static final String NAMESPACE = "stockade-system";
    private static final YAMLMapper YAML = new YAMLMapper();

    private Chart() {}

    /** What {@code helm template} makes of it with its own values. */
    public static String rendered() {
        return trimmed(template().call());
    }

    /** The same with the values of a file. */
    public static String rendered(Path values) {
        return trimmed(template().withValuesFile(values.toAbsolutePath()).call());
    }

    /** @param settings as {@code --set} takes them: value=to, with commas between several */
    static String rendered(String settings) {
        TemplateCommand template = template();
        for (String setting : settings.split(",")) {
            String[] parts = setting.split("=", 2);
            template.set(parts[0], parts[1]);
        }
        return trimmed(template.call());
    }

    /** What {@code helm lint --strict} says. */
    static LintResult lint() {
        return new Helm(FOLDER.toAbsolutePath()).lint().strict().call();
    }

    /** The objects that a file of YAML holds. */
    public static List<JsonNode> objects(String yaml) {
        List<JsonNode> objects = new ArrayList<>();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            documents.forEachRemaining(objects::add);
        } catch (IOException broken) {
            throw new UncheckedIOException(yaml, broken);
        }
        return objects.stream().filter(JsonNode::isObject).toList();
    }

    /** The one object of a kind. */
    public static JsonNode object(String yaml, String kind) {
        List<JsonNode> found = objects(yaml).stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("there are " + found.size() + " of kind " + kind + ":\n" + yaml);
        }
        return found.get(0);
    }

    /** The only container of the Deployment. */
    static JsonNode container(String yaml) {
        return object(yaml, "Deployment").at("/spec/template/spec/containers/0");
    }

    static List<String> arguments(String yaml) {
        return texts(container(yaml).path("args")).toList();
    }

    static Stream<JsonNode> list(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    static Stream<String> texts(JsonNode list) {
        return list(list).map(JsonNode::asText);
    }

    private static TemplateCommand template() {
        return new Helm(FOLDER.toAbsolutePath())
                .template()
                .withName("stockade")
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES)
                .skipCrds();
    }

    /** Helm ends with as many empty lines as there are empty templates. */
    private static String trimmed(String rendered) {
        return rendered.strip() + "\n";
    }
}
