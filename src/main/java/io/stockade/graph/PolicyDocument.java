package io.stockade.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * An IAM policy in canonical JSON, so that two spellings of one policy are equal: keys sorted, a list of one written as
 * its element, lists sorted. IAM gives the order of lists no meaning, be they of texts or of statements.
 *
 * @param json the canonical form
 */
public record PolicyDocument(String json) {
    /** Allows nothing: there is no policy. */
    public static final PolicyDocument NONE = new PolicyDocument("{}");

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads any spelling of a policy. The stacks of an account have the same few: each text is kept once.
     *
     * @throws IllegalArgumentException if it is no JSON object
     */
    public static PolicyDocument parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (!node.isObject()) {
                throw new IllegalArgumentException("a policy is a JSON object, but this is: " + node.getNodeType());
            }
            return new PolicyDocument(canonical(node).toString().intern());
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("the policy is no JSON: " + malformed.getOriginalMessage(), malformed);
        }
    }

    private static JsonNode canonical(JsonNode node) {
        if (node.isObject()) {
            ObjectNode sorted = JSON.createObjectNode();
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            Collections.sort(names);
            names.forEach(name -> sorted.set(name, canonical(node.get(name))));
            return sorted;
        }
        if (node.isArray()) {
            return canonicalList((ArrayNode) node);
        }
        return node;
    }

    private static JsonNode canonicalList(ArrayNode list) {
        if (list.size() == 1) {
            return canonical(list.get(0));
        }
        List<JsonNode> elements = new ArrayList<>();
        list.forEach(element -> elements.add(canonical(element)));
        elements.sort(Comparator.comparing(element -> element.isTextual() ? element.textValue() : element.toString()));
        return JSON.createArrayNode().addAll(elements);
    }

    @Override
    public String toString() {
        return json;
    }
}
