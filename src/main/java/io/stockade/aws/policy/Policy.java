package io.stockade.aws.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A policy as IAM takes it.
 *
 * @param statements of which one must allow what is asked
 */
public record Policy(List<Statement> statements) {
    /** What IAM takes as a managed policy, white space not counted. */
    public static final int MOST_CHARACTERS = 6144;

    private static final String INDENT = "  ";

    public Policy {
        statements = List.copyOf(statements);
    }

    /** Everything that capabilities give; what several give is there once. */
    public static Policy of(Collection<Capability> capabilities) {
        Set<Statement> all = new LinkedHashSet<>();
        capabilities.forEach(capability -> all.addAll(capability.statements()));
        return new Policy(List.copyOf(all));
    }

    /** This policy in as many as IAM's limit demands, even when every placeholder is filled with something long. */
    public List<Policy> parts() {
        List<Policy> parts = new ArrayList<>();
        List<Statement> part = new ArrayList<>();
        for (Statement statement : statements) {
            part.add(statement);
            if (new Policy(part).size() > MOST_CHARACTERS) {
                part.remove(part.size() - 1);
                parts.add(new Policy(part));
                part = new ArrayList<>(List.of(statement));
            }
        }
        parts.add(new Policy(part));
        return parts;
    }

    /** How much of IAM's limit it takes at most. */
    public int size() {
        Placeholders longest = new Placeholders("aws-us-gov", "111122223333", "i".repeat(32), "/stockade/");
        return longest.fill(json()).replaceAll("\\s", "").length();
    }

    /** The document, for people to read. */
    public String json() {
        return "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n"
                + statements.stream().map(Policy::json).collect(Collectors.joining(",\n"))
                + "\n  ]\n}\n";
    }

    private static String json(Statement statement) {
        List<String> members = new ArrayList<>();
        members.add(member("Sid", quoted(statement.sid())));
        members.add(member("Effect", quoted("Allow")));
        members.add(member("Action", list(statement.actions(), 3)));
        members.add(member("Resource", list(statement.resources(), 3)));
        if (!statement.conditions().isEmpty()) {
            List<String> operators = new ArrayList<>();
            statement.byOperator().forEach((operator, keys) -> operators.add(operator(operator, keys)));
            members.add(member("Condition", "{\n" + String.join(",\n", operators) + "\n" + INDENT.repeat(3) + "}"));
        }
        return INDENT.repeat(2) + "{\n" + String.join(",\n", members) + "\n" + INDENT.repeat(2) + "}";
    }

    private static String operator(String operator, Map<String, List<String>> keys) {
        return INDENT.repeat(4) + quoted(operator) + ": {\n"
                + keys.entrySet().stream()
                        .map(key -> INDENT.repeat(5) + quoted(key.getKey()) + ": " + list(key.getValue(), 5))
                        .collect(Collectors.joining(",\n"))
                + "\n" + INDENT.repeat(4) + "}";
    }

    private static String member(String name, String value) {
        return INDENT.repeat(3) + quoted(name) + ": " + value;
    }

    private static String list(List<String> values, int depth) {
        if (values.size() == 1) {
            return quoted(values.get(0));
        }
        String indent = "\n" + INDENT.repeat(depth + 1);
        return "[" + values.stream().map(Policy::quoted).collect(Collectors.joining("," + indent, indent, "")) + "\n"
                + INDENT.repeat(depth) + "]";
    }

    /** Names, ARNs and placeholders need no escapes. */
    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
