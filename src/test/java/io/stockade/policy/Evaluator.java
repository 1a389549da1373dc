package io.stockade.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * IAM's answer to a demand, for as much of the policy language as the files use; what it doesn't know is an error.
 * docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
final class Evaluator {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> statements = new ArrayList<>();

    /** @param documents the policies of a role, with their placeholders filled in */
    Evaluator(List<String> documents) {
        for (String document : documents) {
            parsed(document).get("Statement").forEach(statements::add);
        }
    }

    private static JsonNode parsed(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    boolean allows(Demand demand) {
        boolean allowed = false;
        for (JsonNode statement : statements) {
            if (fits(statement, demand)) {
                if (!statement.get("Effect").asText().equals("Allow")) {
                    return false;
                }
                allowed = true;
            }
        }
        return allowed;
    }

    private static boolean fits(JsonNode statement, Demand demand) {
        return texts(statement.get("Action")).stream().anyMatch(action -> like(action, demand.action()))
                && texts(statement.get("Resource")).stream().anyMatch(arn -> like(arn, demand.arn()))
                && statement.path("Condition").properties().stream()
                        .allMatch(operator -> operator.getValue().properties().stream()
                                .allMatch(key -> holds(
                                        operator.getKey(),
                                        texts(key.getValue()),
                                        demand.context().get(key.getKey()))));
    }

    /** @param actual what the request says; {@code null} where it says nothing */
    private static boolean holds(String operator, List<String> wanted, @Nullable List<String> actual) {
        return switch (operator) {
            case "StringEquals" -> actual != null && actual.stream().anyMatch(wanted::contains);
            case "StringEqualsIfExists" -> actual == null || actual.stream().anyMatch(wanted::contains);
            case "Bool" -> actual != null && actual.stream().anyMatch(wanted::contains);
            case "BoolIfExists" -> actual == null || actual.stream().anyMatch(wanted::contains);
            case "NumericGreaterThanEquals" ->
                actual != null
                        && actual.stream().anyMatch(each -> Integer.parseInt(each) >= Integer.parseInt(wanted.get(0)));
            case "ArnLike", "ArnEquals", "StringLike" ->
                actual != null
                        && actual.stream().anyMatch(each -> wanted.stream().anyMatch(pattern -> like(pattern, each)));
            // Of no values at all it holds, as IAM has it.
            case "ForAllValues:StringNotLike" ->
                actual == null
                        || actual.stream().noneMatch(each -> wanted.stream().anyMatch(pattern -> like(pattern, each)));
            case "Null" -> wanted.contains(String.valueOf(actual == null));
            default -> throw new IllegalArgumentException("the evaluator does not know " + operator);
        };
    }

    private static List<String> texts(JsonNode node) {
        if (node.isTextual()) {
            return List.of(node.textValue());
        }
        List<String> texts = new ArrayList<>();
        node.forEach(element -> texts.add(element.textValue()));
        return texts;
    }

    /** Whether a text is a pattern in which a star stands for anything, or for nothing. */
    private static boolean like(String pattern, String text) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(text);
        }
        if (!text.startsWith(pattern.substring(0, star))) {
            return false;
        }
        String rest = pattern.substring(star + 1);
        return IntStream.rangeClosed(star, text.length()).anyMatch(index -> like(rest, text.substring(index)));
    }

    /** The same for one document. */
    static Evaluator of(String document) {
        return new Evaluator(List.of(document));
    }
}
