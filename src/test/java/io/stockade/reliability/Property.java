package io.stockade.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What of a spec may be otherwise from one step of a walk to the next; {@code walks.yaml} has the values. */
enum Property {
    ZONES("network.zones"),
    TIERS("network.tiers"),
    NAT("network.nat"),
    ENDPOINTS("network.endpoints"),
    GROUPS("groups"),
    LINKS("links"),
    TAGS("tags"),
    SECRETS("secrets"),
    SECRET_ACCESS("secret-access"),
    IAM("iam"),
    APPROVAL("approval"),
    DRIFT("drift"),
    DELETION("deletion"),
    PAUSE("pause");

    /** The value that leaves it out. */
    static final String ABSENT = "absent";

    private static final JsonNode FILE = file();

    final String text;

    Property(String text) {
        this.text = text;
    }

    static Property of(String text) {
        return Arrays.stream(values())
                .filter(property -> property.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no property " + text));
    }

    /** What of a walk changes nothing that is made. */
    boolean manner() {
        return switch (this) {
            case APPROVAL, DRIFT, DELETION, PAUSE -> true;
            case ZONES, TIERS, NAT, ENDPOINTS, GROUPS, LINKS, TAGS, SECRETS, SECRET_ACCESS, IAM -> false;
        };
    }

    boolean network() {
        return text.startsWith("network.");
    }

    /** The names of its values, {@link #ABSENT} among them. */
    List<String> choices() {
        List<String> names = new ArrayList<>(List.of(ABSENT));
        FILE.get(text).fieldNames().forEachRemaining(names::add);
        return Collections.unmodifiableList(names);
    }

    /** What a manifest says where it has a value. */
    Map<String, JsonNode> fields(String value) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        JsonNode chosen = FILE.get(text).get(value);
        if (chosen == null && !value.equals(ABSENT)) {
            throw new IllegalArgumentException("no value " + value + " of " + text);
        }
        if (chosen != null) {
            chosen.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        }
        return fields;
    }

    private static JsonNode file() {
        try (InputStream text = Objects.requireNonNull(Property.class.getResourceAsStream("walks.yaml"))) {
            return new YAMLMapper().readTree(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
