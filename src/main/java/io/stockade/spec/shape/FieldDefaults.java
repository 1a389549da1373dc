package io.stockade.spec.shape;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude.Value;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockade.spec.DatabaseEngine;
import io.stockade.spec.DatabaseValueSpec;
import io.stockade.spec.EndpointSpec;
import io.stockade.spec.FunctionCodeSpec;
import io.stockade.spec.LinkSpec;
import io.stockade.spec.NetworkSpec;
import io.stockade.spec.PeerSpec;
import io.stockade.spec.RandomValueSpec;
import io.stockade.spec.RotationLambdaSpec;
import io.stockade.spec.RotationSpec;
import io.stockade.spec.S3CodeSpec;
import io.stockade.spec.SecretSpec;
import io.stockade.spec.SecretValueSpec;
import io.stockade.spec.SecureStack;
import io.stockade.spec.StackMetadata;
import io.stockade.spec.StackSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The default of each field, found by filling in a stack that says nothing, so that it can't be told wrong. */
final class FieldDefaults {
    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(Value.construct(Include.NON_NULL, Include.NON_NULL))
            .build();
    private static final JsonNode EMPTY = filled(null, List.of(), List.of());

    /** A stack with one item in its lists, to see what the rest of an item becomes. */
    private static final JsonNode WITH_ITEMS = filled(
            new NetworkSpec(null, null, null, null, null, List.of(new EndpointSpec("ssm", null, null, null, null))),
            List.of(new LinkSpec(
                    new PeerSpec("web", null, null), new PeerSpec("web", null, null), null, null, null, null)),
            List.of(secret()));

    /** The only fields of items with a default that doesn't depend on the item. */
    private static final Set<String> OF_ITEMS = Set.of(
            "spec.network.endpoints[].privateDns",
            "spec.links[].protocol",
            "spec.secrets[].recoveryWindow",
            "spec.secrets[].value.random.length",
            "spec.secrets[].value.database.exclude",
            "spec.secrets[].rotation.lambda.timeout",
            "spec.secrets[].rotation.lambda.memory");

    /** Follows the namespace. */
    private static final String ENVIRONMENT = "spec.environment";

    private FieldDefaults() {}

    /** What it means to leave a field out; null when that depends, or when it means nothing. */
    static @Nullable String of(String path) {
        boolean ofItem = path.contains("[]");
        if ((ofItem && !OF_ITEMS.contains(path)) || path.equals(ENVIRONMENT)) {
            return null;
        }
        String pointer = "/" + path.replace("[]", ".0").replace('.', '/');
        JsonNode value = (ofItem ? WITH_ITEMS : EMPTY).at(pointer);
        if (value.isMissingNode() || value.isNull() || (value.isContainerNode() && value.isEmpty())) {
            return null;
        }
        return value.isTextual() ? value.textValue() : shown(value);
    }

    /** Lists are told by what they say; an object's defaults are told at its fields. */
    private static @Nullable String shown(JsonNode value) {
        return value.isObject() ? null : value.toString();
    }

    private static JsonNode filled(@Nullable NetworkSpec network, List<LinkSpec> links, List<SecretSpec> secrets) {
        StackMetadata metadata = new StackMetadata("name", null, null, Map.of(), Map.of(), null);
        StackSpec spec = new StackSpec(
                null,
                "eu-west-1",
                null,
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                network,
                List.of(),
                links,
                null,
                secrets);
        SecureStack stack = new SecureStack(SecureStack.API_VERSION, SecureStack.KIND, metadata, spec);
        return JSON.valueToTree(stack.withDefaults());
    }

    /** One of every form, though a manifest may have one only: to see what each leaves out. */
    private static SecretSpec secret() {
        SecretValueSpec value = new SecretValueSpec(
                new RandomValueSpec(null, null),
                new DatabaseValueSpec(DatabaseEngine.POSTGRES, "db.internal", null, null, "app", null, null),
                null);
        FunctionCodeSpec code = new FunctionCodeSpec(new S3CodeSpec("bucket", "key", null));
        RotationLambdaSpec lambda = new RotationLambdaSpec(null, code, null, null, null, null, null);
        RotationSpec rotation = new RotationSpec(null, null, "30d", null, null, lambda);
        return new SecretSpec("secret", null, value, null, List.of(), null, List.of(), List.of(), rotation);
    }
}
