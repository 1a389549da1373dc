package io.stockade.blueprint;

import io.stockade.graph.PolicyDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a policy, statement by statement. */
final class PolicyText {
    private final List<String> statements = new ArrayList<>();

    /**
     * Adds a statement.
     *
     * @param rest further members, each with a comma before it
     */
    PolicyText add(String sid, String effect, Collection<String> actions, Collection<String> resources, String rest) {
        statements.add("{\"Sid\":" + quoted(sid) + ",\"Effect\":" + quoted(effect) + ",\"Action\":" + list(actions)
                + ",\"Resource\":" + list(resources) + rest + "}");
        return this;
    }

    /** Lets something be done, without condition. */
    PolicyText allow(String sid, Collection<String> actions, String... resources) {
        return add(sid, "Allow", actions, List.of(resources), "");
    }

    static String principals(String type, Collection<String> principals) {
        return ",\"Principal\":{" + quoted(type) + ":" + list(principals) + "}";
    }

    static String condition(String operator, String key, String value) {
        return ",\"Condition\":{" + operator(operator, key, value) + "}";
    }

    /** One operator of a condition. */
    static String operator(String operator, String key, String value) {
        return quoted(operator) + ":{" + quoted(key) + ":" + quoted(value) + "}";
    }

    /** The policy; {@link PolicyDocument#NONE} where nothing was said. */
    PolicyDocument document() {
        return statements.isEmpty()
                ? PolicyDocument.NONE
                : PolicyDocument.parse(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}");
    }

    private static String list(Collection<String> texts) {
        return texts.stream().map(PolicyText::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
