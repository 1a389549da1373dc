package io.stockade.blueprint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.stockade.graph.Component;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.Tags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A blueprint as YAML that people can review: every resource with every field, in creation order. */
final class Rendering {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE));

    private Rendering() {}

    static String yaml(Blueprint blueprint) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "notices", blueprint.notices().stream().map(Rendering::notice).toList());
        document.put("effectiveAccess", blueprint.effectiveAccess());
        document.put("addressPlan", plan(blueprint));
        document.put("counts", counts(blueprint.graph()));
        Map<String, Object> graph = new LinkedHashMap<>();
        blueprint.graph().nodes().forEach((address, node) -> graph.put(address.toString(), node(node)));
        document.put("graph", graph);
        if (!blueprint.secrets().isEmpty()) {
            document.put(
                    "secrets",
                    blueprint.secrets().stream().map(Object::toString).toList());
        }
        try {
            return YAML.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String notice(Notice notice) {
        return notice.severity() + " " + notice.path() + ": " + notice.message();
    }

    private static Map<String, Object> plan(Blueprint blueprint) {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("vpc", String.valueOf(blueprint.addressPlan().vpc()));
        plan.put("zoneIds", blueprint.addressPlan().zoneIds());
        plan.put("natZone", String.valueOf(blueprint.addressPlan().natZone()));
        plan.put("zoneSlots", blueprint.addressPlan().zoneSlots());
        plan.put("tierSlots", blueprint.addressPlan().tierSlots());
        return plan;
    }

    private static Map<String, Integer> counts(ResourceGraph graph) {
        Map<String, Integer> counts = new TreeMap<>();
        graph.nodes().keySet().forEach(address -> counts.merge(address.kind().toString(), 1, Integer::sum));
        return counts;
    }

    private static Map<String, Object> node(ResourceGraph.Node node) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Resource resource = node.resource();
        for (Component component : Component.of(resource.getClass())) {
            fields.put(component.name(), plain(component.of(resource)));
        }
        fields.put("needs", node.needs().stream().map(Object::toString).toList());
        return fields;
    }

    private static Object plain(@Nullable Object value) {
        if (value instanceof Tags tags) {
            return tags.values();
        }
        if (value instanceof SortedSet<?> set) {
            return List.copyOf(set).stream().map(Rendering::plain).toList();
        }
        if (value instanceof Ref ref) {
            return ref.text();
        }
        return value instanceof Integer || value instanceof Boolean
                ? value
                : Objects.requireNonNullElse(value, "none").toString();
    }
}
