package io.stockade.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** Policies that say the same in other letters, wherever a stack has a policy. */
final class QuietSpellings {
    private static final ObjectMapper JSON = new ObjectMapper();

    private QuietSpellings() {}

    /** Another way to write a policy, which means the same. */
    private record Spelling(String name, UnaryOperator<JsonNode> rewritten, boolean indented) {
        String of(String policy) {
            try {
                JsonNode other = rewritten.apply(JSON.readTree(policy));
                return indented ? other.toPrettyString() : other.toString();
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** Where a stack has a policy. */
    private record Place(String stack, String name, Reading read, Writing write) {}

    @FunctionalInterface
    private interface Reading {
        String of(Console console);
    }

    @FunctionalInterface
    private interface Writing {
        void to(Console console, String policy);
    }

    private static final List<Spelling> SPELLINGS = List.of(
            new Spelling("with other blanks", node -> node, true),
            new Spelling("with its keys in another order", QuietSpellings::keysReversed, false),
            new Spelling("with its lists in another order", QuietSpellings::listsReversed, false),
            new Spelling("with lists of one in place of texts", QuietSpellings::listed, false));

    static List<DriftCase> all() {
        List<DriftCase> cases = new ArrayList<>();
        for (Place place : places()) {
            for (Spelling spelling : SPELLINGS) {
                cases.add(QuietCases.quiet(
                        place.stack(),
                        place.name() + " " + spelling.name(),
                        console -> place.write()
                                .to(console, spelling.of(place.read().of(console)))));
            }
        }
        return cases;
    }

    private static List<Place> places() {
        return List.of(
                endpoint("instance", "GatewayEndpoint/s3"),
                endpoint("instance", "InterfaceEndpoint/ssm"),
                endpoint("secrets", "InterfaceEndpoint/secretsmanager"),
                new Place(
                        "instance",
                        "the trust of Role/nat",
                        console -> URLDecoder.decode(
                                console.iam
                                        .getRole(request -> request.roleName(console.id("Role/nat")))
                                        .role()
                                        .assumeRolePolicyDocument(),
                                StandardCharsets.UTF_8),
                        (console, policy) -> console.iam.updateAssumeRolePolicy(request ->
                                request.roleName(console.id("Role/nat")).policyDocument(policy))),
                new Place(
                        "secrets",
                        "the policy of Secret/token",
                        console -> console.secrets
                                .getResourcePolicy(request -> request.secretId(console.id("Secret/token")))
                                .resourcePolicy(),
                        (console, policy) -> console.secrets.putResourcePolicy(request ->
                                request.secretId(console.id("Secret/token")).resourcePolicy(policy))));
    }

    private static Place endpoint(String stack, String address) {
        return new Place(
                stack,
                "the policy of " + address,
                console -> console.ec2
                        .describeVpcEndpoints(request -> request.vpcEndpointIds(console.id(address)))
                        .vpcEndpoints()
                        .get(0)
                        .policyDocument(),
                (console, policy) -> console.ec2.modifyVpcEndpoint(
                        request -> request.vpcEndpointId(console.id(address)).policyDocument(policy)));
    }

    private static JsonNode keysReversed(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            Collections.reverse(names);
            ObjectNode reversed = JSON.createObjectNode();
            names.forEach(name -> reversed.set(name, keysReversed(object.get(name))));
            return reversed;
        }
        return each(node, QuietSpellings::keysReversed);
    }

    private static JsonNode listsReversed(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode reversed = JSON.createArrayNode();
            for (int index = array.size() - 1; index >= 0; index--) {
                reversed.add(listsReversed(array.get(index)));
            }
            return reversed;
        }
        return fields(node, QuietSpellings::listsReversed);
    }

    /** Actions, resources and principals may be a text or a list of texts. */
    private static JsonNode listed(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode listed = JSON.createObjectNode();
            object.properties().forEach(field -> {
                boolean either = List.of("Action", "Resource").contains(field.getKey());
                listed.set(
                        field.getKey(),
                        either && field.getValue().isTextual()
                                ? JSON.createArrayNode().add(field.getValue())
                                : listed(field.getValue()));
            });
            return listed;
        }
        return each(node, QuietSpellings::listed);
    }

    private static JsonNode each(JsonNode node, UnaryOperator<JsonNode> change) {
        if (node instanceof ArrayNode array) {
            ArrayNode changed = JSON.createArrayNode();
            array.forEach(element -> changed.add(change.apply(element)));
            return changed;
        }
        return node;
    }

    private static JsonNode fields(JsonNode node, UnaryOperator<JsonNode> change) {
        if (node instanceof ObjectNode object) {
            ObjectNode changed = JSON.createObjectNode();
            object.properties().forEach(field -> changed.set(field.getKey(), change.apply(field.getValue())));
            return changed;
        }
        return node;
    }
}
