package io.stockade.sandbox.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockade.sandbox.service.Call;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * What a service of AWS finds out about a role before it works with it. Only actions are looked at: neither resources nor
 * conditions nor what is denied.
 */
public final class ExecutionRoles {
    private static final JsonMapper JSON = new JsonMapper();
    /** AWS's own policies whose documents are not kept here, and allow a function to be in a VPC. */
    private static final Set<String> IN_VPC = Set.of(
            "AdministratorAccess",
            "AWSLambdaVPCAccessExecutionRole",
            "AWSLambdaENIManagementAccess",
            "PowerUserAccess");

    private ExecutionRoles() {}

    /** Whether a service may assume a role. */
    public static boolean trusts(Role role, String service) {
        return statements(role.assumeRolePolicyDocument())
                .anyMatch(statement ->
                        texts(statement.path("Principal").path("Service")).anyMatch(service::equals));
    }

    /** Whether a role may make what connects a function to a VPC. */
    public static boolean mayConnect(Call call, Role role) {
        Call global = Roles.global(call);
        boolean known = global.children(AttachedRolePolicy.TABLE, role.roleName()).stream()
                .anyMatch(attached -> IN_VPC.contains(attached.name()));
        Stream<String> documents = Stream.concat(
                global.children(InlinePolicy.TABLE, role.roleName()).stream().map(InlinePolicy::document),
                global.children(AttachedRolePolicy.TABLE, role.roleName()).stream()
                        .flatMap(attached -> ManagedPolicies.document(call, attached.arn()).stream()));
        return known || documents.anyMatch(document -> allows(document, "ec2:CreateNetworkInterface"));
    }

    private static boolean allows(String document, String action) {
        return statements(document)
                .flatMap(statement -> texts(statement.path("Action")))
                .anyMatch(pattern -> Pattern.matches(
                        Pattern.quote(pattern.toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q"),
                        action.toLowerCase(Locale.ROOT)));
    }

    /** The statements that allow something. */
    private static Stream<JsonNode> statements(String document) {
        try {
            JsonNode statements = JSON.readTree(document).path("Statement");
            Stream<JsonNode> all = statements.isArray()
                    ? StreamSupport.stream(statements.spliterator(), false)
                    : Stream.of(statements);
            return all.filter(statement -> statement.path("Effect").asText().equals("Allow"));
        } catch (JsonProcessingException noPolicy) {
            return Stream.empty();
        }
    }

    private static Stream<String> texts(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText)
                : Stream.of(node.asText());
    }
}
