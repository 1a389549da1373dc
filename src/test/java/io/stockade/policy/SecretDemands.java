package io.stockade.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.simulation.UsedCalls.Used;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.Tag;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;

/**
 * What AWS asks IAM about calls to Secrets Manager, from its service authorization reference and from what its API
 * reference says of each operation, "Required permissions".
 */
final class SecretDemands {
    private static final Set<String> READ_VALUES = Set.of("GetSecretValue");
    private static final Set<String> WRITE_VALUES =
            Set.of("CreateSecret", "PutSecretValue", "ReplicateSecretToRegions", "UpdateSecret");

    private final Used used;
    private final String account;
    private final List<Demand> demands = new ArrayList<>();

    private SecretDemands(Used used, String account) {
        this.used = used;
        this.account = account;
    }

    static List<Demand> of(Used used, String account) {
        SecretDemands all = new SecretDemands(used, account);
        if (used.request() instanceof CreateSecretRequest request) {
            all.creation(request);
        } else if (used.action().equals("ListSecrets")) {
            all.demands.add(new Demand("secretsmanager:ListSecrets", "*"));
        } else {
            all.standing(
                    used.request().getValueForField("SecretId", String.class).orElseThrow());
        }
        return all.demands;
    }

    static List<Demand> invocation(Used used, String account) {
        SecretDemands all = new SecretDemands(used, account);
        all.invoked(((InvokeRequest) used.request()).functionName());
        return all.demands;
    }

    /** It has no id yet, and the tags of the request. */
    private void creation(CreateSecretRequest request) {
        String arn = arn(request.name());
        Map<String, String> tags = tags(request.tags());
        demands.add(new Demand("secretsmanager:CreateSecret", arn).tagging(tags));
        demands.add(new Demand("secretsmanager:TagResource", arn).tagging(tags));
        if (!request.addReplicaRegions().isEmpty()) {
            demands.add(new Demand("secretsmanager:ReplicateSecretToRegions", arn).tagging(tags));
        }
        keys(request.kmsKeyId() == null ? "" : request.kmsKeyId());
    }

    private void standing(String id) {
        JsonNode row = used.world().entrySet().stream()
                .filter(each -> each.getKey().startsWith("secret/"))
                .map(Map.Entry::getValue)
                .filter(each -> Stream.of("arn", "name")
                        .anyMatch(field -> each.get(field).asText().equals(id)))
                .findFirst()
                .orElse(null);
        String action = "secretsmanager:" + used.action();
        if (row == null) {
            demands.add(new Demand(action, arn(id)).with("secretsmanager:SecretId", id));
            return;
        }
        Map<String, String> owners = new TreeMap<>();
        row.get("tags")
                .properties()
                .forEach(tag -> owners.put(tag.getKey(), tag.getValue().asText()));
        Demand demand = new Demand(action, row.get("arn").asText())
                .with("secretsmanager:SecretId", id)
                .of(owners);
        demands.add(asked(demand));
        if (used.request() instanceof RotateSecretRequest request) {
            String function = request.rotationLambdaARN();
            invoked(function == null ? row.at("/rotation/function").asText() : function);
        }
        keys(row.at("/details/kmsKey").asText());
    }

    private Demand asked(Demand demand) {
        if (used.request() instanceof PutResourcePolicyRequest request) {
            return demand.with("secretsmanager:BlockPublicPolicy", String.valueOf(request.blockPublicPolicy()));
        }
        if (used.request() instanceof DeleteSecretRequest request) {
            Demand windowed =
                    demand.with("secretsmanager:RecoveryWindowInDays", String.valueOf(request.recoveryWindowInDays()));
            return request.forceDeleteWithoutRecovery() == null
                    ? windowed
                    : windowed.with(
                            "secretsmanager:ForceDeleteWithoutRecovery",
                            String.valueOf(request.forceDeleteWithoutRecovery()));
        }
        if (used.request() instanceof UntagResourceRequest request) {
            return demand.untagging(request.tagKeys());
        }
        return used.request() instanceof TagResourceRequest request ? demand.tagging(tags(request.tags())) : demand;
    }

    /** AWS's own key asks nobody. */
    private void keys(String key) {
        if (key.isEmpty()) {
            return;
        }
        List<String> actions = new ArrayList<>();
        if (READ_VALUES.contains(used.action()) || WRITE_VALUES.contains(used.action())) {
            actions.add("kms:Decrypt");
        }
        if (WRITE_VALUES.contains(used.action())) {
            actions.add("kms:GenerateDataKey");
        }
        if (used.request() instanceof UpdateSecretRequest) {
            actions.add("kms:Encrypt");
        }
        actions.forEach(action -> demands.add(new Demand(action, "arn:aws:kms:eu-west-1:" + account + ":key/" + key)
                .with("kms:ViaService", "secretsmanager.eu-west-1.amazonaws.com")));
    }

    private void invoked(String function) {
        String name = function.substring(function.lastIndexOf(':') + 1);
        JsonNode row = Objects.requireNonNull(used.world().get("function-deployment/" + name), name);
        Map<String, String> tags = new TreeMap<>();
        row.get("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        demands.add(new Demand("lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:" + account + ":function:" + name)
                .of(tags));
    }

    private String arn(String name) {
        return name.startsWith("arn:")
                ? name
                : "arn:aws:secretsmanager:eu-west-1:" + account + ":secret:" + name + "-AbCdEf";
    }

    private static Map<String, String> tags(List<Tag> list) {
        Map<String, String> tags = new TreeMap<>();
        list.forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }
}
