package io.stockade.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The things that stood in the world when a call was made, as AWS asks about them. */
final class Standing {
    private static final Map<String, String> TABLES = Map.ofEntries(
            Map.entry("vpc", "vpc"),
            Map.entry("subnet", "subnet"),
            Map.entry("rtb", "route-table"),
            Map.entry("igw", "internet-gateway"),
            Map.entry("nat", "nat-gateway"),
            Map.entry("eipalloc", "address"),
            Map.entry("eni", "network-interface"),
            Map.entry("sg", "security-group"),
            Map.entry("vpce", "vpc-endpoint"),
            Map.entry("lt", "launch-template"));
    private static final Map<String, String> TYPES = Map.of("nat-gateway", "natgateway", "address", "elastic-ip");

    private final Map<String, JsonNode> rows;
    private final String account;

    Standing(Map<String, JsonNode> rows, String account) {
        this.rows = rows;
        this.account = account;
    }

    /** A thing of EC2, by its id; empty if it doesn't stand: then AWS says so, and IAM has no say. */
    Optional<Demand> ec2(String action, String id) {
        String table = Objects.requireNonNull(TABLES.get(id.substring(0, id.indexOf('-'))), id);
        JsonNode row = rows.get(table + "/" + id);
        if (row == null) {
            return Optional.empty();
        }
        Demand demand = new Demand(action, arn(TYPES.getOrDefault(table, table), id)).of(tags(row));
        String vpc = row.path("VpcId").asText();
        return Optional.of(vpc.isEmpty() ? demand : demand.with("ec2:Vpc", arn("vpc", vpc)));
    }

    /** A thing of IAM or Auto Scaling, by its name. */
    Optional<Demand> named(String action, String table, String name) {
        JsonNode row = rows.get(table + "/" + name);
        if (row == null) {
            return Optional.empty();
        }
        String arn = row.has("Arn")
                ? row.get("Arn").asText()
                : row.get("AutoScalingGroupARN").asText();
        return Optional.of(new Demand(action, arn).of(tags(row)));
    }

    /** A function, by its name; its tags lie beside it. */
    Optional<Demand> function(String action, String name) {
        JsonNode row = rows.get("function/" + name);
        JsonNode deployment = rows.get("function-deployment/" + name);
        if (row == null || deployment == null) {
            return Optional.empty();
        }
        Map<String, String> tags = new TreeMap<>();
        deployment
                .get("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return Optional.of(new Demand(action, row.get("FunctionArn").asText()).of(tags));
    }

    /** What an association is between. */
    List<String> ends(String association) {
        return rows.entrySet().stream()
                .flatMap(row -> row.getKey().startsWith("address/")
                        ? addressEnds(row.getValue(), association)
                        : tableEnds(row.getValue(), association))
                .toList();
    }

    private static Stream<String> addressEnds(JsonNode address, String association) {
        return address.path("AssociationId").asText().equals(association)
                ? Stream.of(
                        address.get("AllocationId").asText(),
                        address.get("NetworkInterfaceId").asText())
                : Stream.empty();
    }

    private static Stream<String> tableEnds(JsonNode table, String association) {
        for (JsonNode each : table.path("Associations")) {
            if (each.path("RouteTableAssociationId").asText().equals(association)) {
                return Stream.of(
                                table.get("RouteTableId").asText(),
                                each.path("SubnetId").asText())
                        .filter(id -> !id.isEmpty());
            }
        }
        return Stream.empty();
    }

    /** What the only version of a template says. */
    JsonNode template(String id) {
        return rows.entrySet().stream()
                .filter(row -> row.getKey().startsWith("launch-template-version/"))
                .map(Map.Entry::getValue)
                .filter(row -> row.get("LaunchTemplateId").asText().equals(id))
                .findFirst()
                .map(row -> row.get("LaunchTemplateData"))
                .orElseThrow();
    }

    @Nullable
    JsonNode row(String key) {
        return rows.get(key);
    }

    /** The role in a profile. */
    String roleOf(String profile) {
        return rows.entrySet().stream()
                .filter(row -> row.getKey().startsWith("instance-profile-role/"))
                .map(Map.Entry::getValue)
                .filter(row -> row.toString().contains('"' + profile + '"'))
                .map(row -> row.get("role").asText())
                .findFirst()
                .orElseThrow();
    }

    String arn(String type, String id) {
        return "arn:aws:ec2:eu-west-1:" + account + ":" + type + "/" + id;
    }

    static Map<String, String> tags(JsonNode row) {
        Map<String, String> tags = new TreeMap<>();
        for (String field : List.of("Tags", "TagSet")) {
            row.path(field)
                    .forEach(tag ->
                            tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        }
        return tags;
    }
}
