package io.stockade.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.spec.SecureStack;
import io.stockade.spec.manifest.ManifestReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A spec, by the names of its values.
 *
 * @param zoneIds in place of those of the value; empty where they follow from it
 */
record Draft(Map<Property, String> values, List<String> zoneIds) {
    /** Small, and valid with one more or one less of most things. */
    static final Draft START = new Draft(
            Map.of(
                    Property.ZONES,
                    "one",
                    Property.TIERS,
                    "two",
                    Property.NAT,
                    "none",
                    Property.ENDPOINTS,
                    "s3",
                    Property.GROUPS,
                    "two",
                    Property.LINKS,
                    "one"),
            List.of());

    Draft {
        values = Collections.unmodifiableMap(new EnumMap<>(values));
        zoneIds = List.copyOf(zoneIds);
    }

    String value(Property property) {
        return values.getOrDefault(property, Property.ABSENT);
    }

    boolean has(Property property, String value) {
        return value(property).equals(value);
    }

    Draft with(Property property, String value) {
        Map<Property, String> other = new EnumMap<>(values);
        other.put(property, value);
        return new Draft(other, zoneIds);
    }

    /** What is to be made, in these zones, whatever is to be done about drift, deletion and approval. */
    Draft essence(List<String> zones) {
        Map<Property, String> other = new EnumMap<>(values);
        other.keySet().removeIf(Property::manner);
        other.put(Property.APPROVAL, "never");
        return new Draft(other, zones);
    }

    /** What it says; empty if it is not valid. */
    Optional<SecureStack> stack() {
        return ManifestReader.read(manifest().getBytes(StandardCharsets.UTF_8), "walk.json")
                .stack();
    }

    /** As JSON, of the stack that plays are about. */
    String manifest() {
        return manifest("play", "10.80.0.0/16");
    }

    String manifest(String name, String cidr) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ObjectNode network = nodes.objectNode().put("cidr", cidr);
        ObjectNode spec = nodes.objectNode().put("region", Lab.REGION).put("environment", "prod");
        for (Property property : Property.values()) {
            Map<String, JsonNode> fields = property.fields(value(property));
            (property.network() ? network : spec).setAll(fields);
        }
        if (!zoneIds.isEmpty()) {
            network.remove("zones");
            zoneIds.forEach(network.putArray("zoneIds")::add);
        }
        ObjectNode manifest =
                nodes.objectNode().put("apiVersion", "stockade.dev/v1alpha1").put("kind", "SecureStack");
        manifest.putObject("metadata").put("name", name);
        manifest.set("spec", spec.set("network", network));
        return manifest.toString();
    }
}
