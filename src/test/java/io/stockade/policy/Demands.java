package io.stockade.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.simulation.UsedCalls.Used;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * What AWS asks IAM about each call, from the tables "Actions", "Resource types" and "Dependent actions" of the service
 * authorization reference, and not from the policies.
 */
final class Demands {
    /** What EC2's calls make; the thing has no id yet, and the tags of the request. */
    static final Map<String, String> MADE = Map.of(
            "CreateVpc", "vpc",
            "CreateSubnet", "subnet",
            "CreateRouteTable", "route-table",
            "CreateInternetGateway", "internet-gateway",
            "CreateSecurityGroup", "security-group",
            "AllocateAddress", "elastic-ip",
            "CreateNatGateway", "natgateway",
            "CreateNetworkInterface", "network-interface",
            "CreateLaunchTemplate", "launch-template",
            "CreateVpcEndpoint", "vpc-endpoint");

    /** Which members of EC2's requests name things that AWS asks about; others, such as targets of routes, it doesn't. */
    private static final Map<String, List<String>> NAMED = named();

    private final Used used;
    private final AwsRequest request;
    private final String action;
    private final Standing standing;
    private final String account;
    private final List<Demand> demands = new ArrayList<>();

    private Demands(Used used, String account) {
        this.used = used;
        this.request = used.request();
        this.action = used.service() + ":" + used.action();
        this.account = account;
        this.standing = new Standing(used.world(), account);
    }

    static List<Demand> of(Used used, String account) {
        Demands all = new Demands(used, account);
        switch (used.service()) {
            case "ec2" -> all.ec2();
            case "autoscaling" -> all.autoScaling();
            case "iam" -> all.iam();
            case "secretsmanager" -> all.demands.addAll(SecretDemands.of(used, account));
            case "lambda" -> {
                if (used.action().equals("Invoke")) {
                    all.demands.addAll(SecretDemands.invocation(used, account));
                } else {
                    all.lambda();
                }
            }
            case "sts" -> {}
            default -> throw new IllegalArgumentException("nobody knows what AWS asks about " + all.action);
        }
        return all.demands;
    }

    private static Map<String, List<String>> named() {
        Map<String, List<String>> named = new TreeMap<>();
        for (String call : List.of("CreateSubnet", "CreateRouteTable", "CreateSecurityGroup", "DeleteVpc")) {
            named.put(call, List.of("VpcId"));
        }
        named.put("ModifyVpcAttribute", List.of("VpcId"));
        for (String call : List.of("CreateRoute", "ReplaceRoute", "DeleteRoute", "DeleteRouteTable")) {
            named.put(call, List.of("RouteTableId"));
        }
        for (String direction : List.of("Ingress", "Egress")) {
            named.put("AuthorizeSecurityGroup" + direction, List.of("GroupId"));
            named.put("RevokeSecurityGroup" + direction, List.of("GroupId"));
            named.put("UpdateSecurityGroupRuleDescriptions" + direction, List.of("GroupId"));
        }
        named.put("AttachInternetGateway", List.of("InternetGatewayId", "VpcId"));
        named.put("DetachInternetGateway", List.of("InternetGatewayId", "VpcId"));
        named.put("DeleteInternetGateway", List.of("InternetGatewayId"));
        named.put("DeleteSubnet", List.of("SubnetId"));
        named.put("ModifySubnetAttribute", List.of("SubnetId"));
        named.put("AssociateRouteTable", List.of("RouteTableId", "SubnetId"));
        named.put("ReplaceRouteTableAssociation", List.of("RouteTableId", "AssociationId"));
        named.put("DisassociateRouteTable", List.of("AssociationId"));
        named.put("DeleteSecurityGroup", List.of("GroupId"));
        named.put("CreateNatGateway", List.of("SubnetId", "AllocationId"));
        named.put("DeleteNatGateway", List.of("NatGatewayId"));
        named.put("CreateNetworkInterface", List.of("SubnetId", "Groups"));
        named.put("ModifyNetworkInterfaceAttribute", List.of("NetworkInterfaceId", "Groups"));
        named.put("DeleteNetworkInterface", List.of("NetworkInterfaceId"));
        named.put("AssociateAddress", List.of("AllocationId", "NetworkInterfaceId"));
        named.put("DisassociateAddress", List.of("AssociationId"));
        named.put("ReleaseAddress", List.of("AllocationId"));
        named.put("CreateVpcEndpoint", List.of("VpcId", "SubnetIds", "SecurityGroupIds", "RouteTableIds"));
        named.put(
                "ModifyVpcEndpoint",
                List.of(
                        "VpcEndpointId",
                        "AddSubnetIds",
                        "RemoveSubnetIds",
                        "AddSecurityGroupIds",
                        "RemoveSecurityGroupIds",
                        "AddRouteTableIds",
                        "RemoveRouteTableIds"));
        named.put("DeleteVpcEndpoints", List.of("VpcEndpointIds"));
        named.put("DeleteLaunchTemplate", List.of("LaunchTemplateId"));
        named.put("CreateTags", List.of("Resources"));
        named.put("DeleteTags", List.of("Resources"));
        return named;
    }

    private void ec2() {
        if (!used.mutating()) {
            demands.add(new Demand(action, "*"));
            return;
        }
        List<String> members = NAMED.getOrDefault(used.action(), List.of());
        String made = MADE.get(used.action());
        if (made == null && members.isEmpty()) {
            throw new IllegalArgumentException("nobody knows what AWS asks about " + action);
        }
        Map<String, String> tags = made == null ? tags("Tags") : specified();
        members.stream()
                .flatMap(this::ids)
                .flatMap(id -> id.contains("assoc-") ? standing.ends(id).stream() : Stream.of(id))
                .flatMap(id -> standing.ec2(action, id).stream())
                .forEach(each -> demands.add(marked(each, tags)));
        if (made != null) {
            String arn = standing.arn(made, "*");
            demands.add(new Demand(action, arn).tagging(tags));
            demands.add(new Demand("ec2:CreateTags", arn).tagging(tags).with("ec2:CreateAction", used.action()));
        }
        if (used.action().equals("CreateVpcEndpoint")
                && value("PrivateDnsEnabled", Boolean.class).orElse(false)) {
            demands.add(new Demand("route53:AssociateVPCWithHostedZone", "arn:aws:route53:::hostedzone/Z1"));
        }
    }

    /** With the tags that the request puts on, or whose keys it takes off. */
    private Demand marked(Demand demand, Map<String, String> tags) {
        return used.action().equals("DeleteTags") ? demand.untagging(tags.keySet()) : demand.tagging(tags);
    }

    /** Likewise, where a request has the keys for themselves. */
    private Demand marked(Demand demand) {
        Object keys = request.getValueForField("TagKeys", Object.class).orElse(null);
        return keys instanceof List<?> list
                ? demand.untagging(list.stream().map(String.class::cast).toList())
                : demand;
    }

    private void autoScaling() {
        if (!used.mutating()) {
            demands.add(new Demand(action, "*"));
            return;
        }
        String name = value("AutoScalingGroupName", String.class).orElse("");
        if (used.action().equals("CreateAutoScalingGroup")) {
            String arn = "arn:aws:autoscaling:eu-west-1:" + account
                    + ":autoScalingGroup:930d940e-891e-4781-a11a-7b0acd480f03:autoScalingGroupName/" + name;
            demands.add(new Demand(action, arn).tagging(tags("Tags")));
            demands.add(new Demand(
                            "iam:CreateServiceLinkedRole",
                            "arn:aws:iam::" + account + ":role/aws-service-role/autoscaling.amazonaws.com"
                                    + "/AWSServiceRoleForAutoScaling")
                    .with("iam:AWSServiceName", "autoscaling.amazonaws.com"));
        } else if (used.action().endsWith("Tags")) {
            Object tag =
                    request.getValueForField("Tags", List.class).orElseThrow().get(0);
            String tagged = text((SdkPojo) tag, "ResourceId").orElseThrow();
            standing.named(action, "auto-scaling-group", tagged)
                    .ifPresent(each -> demands.add(marked(each, tags("Tags"))));
        } else if (used.action().equals("TerminateInstanceInAutoScalingGroup")) {
            String member = value("InstanceId", String.class).orElseThrow();
            JsonNode row = standing.row("auto-scaling-group-member/" + member);
            if (row != null) {
                standing.named(action, "auto-scaling-group", row.get("group").asText())
                        .ifPresent(demands::add);
            }
        } else {
            standing.named(action, "auto-scaling-group", name).ifPresent(demands::add);
        }
        value("LaunchTemplate", SdkPojo.class)
                .ifPresent(
                        template -> launched(text(template, "LaunchTemplateId").orElseThrow()));
    }

    /** Whoever gives a template to a group must be allowed to launch from it. */
    private void launched(String template) {
        JsonNode content = standing.template(template);
        String arn = standing.arn("launch-template", template);
        String device = content.at("/NetworkInterfaces/0/NetworkInterfaceId").asText();
        JsonNode network = standing.row("network-interface/" + device);
        List<String> others = new ArrayList<>(List.of(template));
        if (network != null) {
            others.add(network.get("SubnetId").asText());
            network.get("Groups")
                    .forEach(group -> others.add(group.get("GroupId").asText()));
        }
        others.stream()
                .flatMap(id -> standing.ec2("ec2:RunInstances", id).stream())
                .forEach(each -> demands.add(each.with("ec2:LaunchTemplate", arn)));
        Map<String, String> tags = Standing.tags(content.at("/TagSpecifications/0"));
        Stream.of(
                        standing.arn("instance", "*"),
                        standing.arn("volume", "*"),
                        standing.arn("network-interface", device),
                        "arn:aws:ec2:eu-west-1::image/ami-1")
                .forEach(each -> demands.add(
                        new Demand("ec2:RunInstances", each).tagging(tags).with("ec2:LaunchTemplate", arn)));
        demands.add(new Demand("ec2:CreateTags", standing.arn("instance", "*"))
                .tagging(tags)
                .with("ec2:CreateAction", "RunInstances"));
        String image = content.get("ImageId").asText();
        demands.add(new Demand(
                "ssm:GetParameters", "arn:aws:ssm:eu-west-1::parameter" + image.substring("resolve:ssm:".length())));
        String profile = content.at("/IamInstanceProfile/Name").asText();
        if (!profile.isEmpty()) {
            passed(standing.roleOf(profile));
        }
    }

    private void passed(String role) {
        standing.named("iam:PassRole", "role", role)
                .ifPresent(each -> demands.add(each.with("iam:PassedToService", "ec2.amazonaws.com")));
    }

    private void iam() {
        Optional<String> role = value("RoleName", String.class);
        Optional<String> profile = value("InstanceProfileName", String.class);
        Optional<String> policy = value("PolicyName", String.class)
                .filter(name -> role.isEmpty())
                .or(() -> value("PolicyArn", String.class).filter(arn -> role.isEmpty()));
        if (policy.isPresent()) {
            ofPolicy(policy.get());
            return;
        }
        if (role.isEmpty() && profile.isEmpty()) {
            demands.add(new Demand(action, "*"));
            return;
        }
        String type = profile.isPresent() ? "instance-profile" : "role";
        String name = profile.or(() -> role).orElseThrow();
        Map<String, String> tags = tags("Tags");
        if (used.action().startsWith("Create")) {
            String arn = "arn:aws:iam::" + account + ":" + type
                    + value("Path", String.class).orElse("/") + name;
            demands.add(new Demand(action, arn).tagging(tags));
            demands.add(new Demand(profile.isPresent() ? "iam:TagInstanceProfile" : "iam:TagRole", arn).tagging(tags));
            return;
        }
        standing.named(action, type, name)
                .ifPresent(each -> demands.add(value("PolicyArn", String.class)
                        .map(attached -> each.with("iam:PolicyARN", attached))
                        .orElse(marked(each))
                        .tagging(tags)));
        if (used.action().equals("AddRoleToInstanceProfile")) {
            passed(role.orElseThrow());
        }
    }

    /** @param policy its name, of one that is made, or its ARN */
    private void ofPolicy(String policy) {
        if (used.action().equals("CreatePolicy")) {
            String arn = "arn:aws:iam::" + account + ":policy"
                    + value("Path", String.class).orElse("/") + policy;
            demands.add(new Demand(action, arn).tagging(tags("Tags")));
            demands.add(new Demand("iam:TagPolicy", arn).tagging(tags("Tags")));
        } else {
            standing.named(action, "managed-policy", policy)
                    .ifPresent(each -> demands.add(marked(each).tagging(tags("Tags"))));
        }
    }

    private void lambda() {
        Optional<String> named = value("FunctionName", String.class).or(() -> value("Resource", String.class));
        if (named.isEmpty()) {
            demands.add(new Demand(action, "*"));
            return;
        }
        String name = named.get().substring(named.get().lastIndexOf(':') + 1);
        Map<String, String> tags = new TreeMap<>();
        Map<?, ?> all = value("Tags", Map.class).orElse(Map.of());
        all.forEach((key, text) -> tags.put(String.valueOf(key), String.valueOf(text)));
        if (used.action().equals("CreateFunction")) {
            String arn = "arn:aws:lambda:eu-west-1:" + account + ":function:" + name;
            demands.add(new Demand(action, arn).tagging(tags));
            demands.add(new Demand("lambda:TagResource", arn).tagging(tags));
        } else {
            standing.function(action, name)
                    .ifPresent(each -> demands.add(marked(each).tagging(tags)));
        }
        value("Role", String.class)
                .flatMap(arn -> standing.named("iam:PassRole", "role", arn.substring(arn.lastIndexOf('/') + 1)))
                .ifPresent(each -> demands.add(each.with("iam:PassedToService", "lambda.amazonaws.com")));
    }

    private <T> Optional<T> value(String member, Class<T> type) {
        return request.getValueForField(member, Object.class)
                .filter(type::isInstance)
                .map(type::cast);
    }

    private static Optional<String> text(SdkPojo pojo, String member) {
        return pojo.sdkFields().stream()
                .filter(field -> field.memberName().equals(member))
                .findFirst()
                .map(field -> (String) field.getValueOrDefault(pojo));
    }

    private Stream<String> ids(String member) {
        Object value = request.getValueForField(member, Object.class).orElse(List.of());
        return value instanceof List<?> list ? list.stream().map(String.class::cast) : Stream.of((String) value);
    }

    private Map<String, String> specified() {
        return request.getValueForField("TagSpecifications", Object.class).stream()
                .flatMap(all -> ((List<?>) all).stream())
                .map(TagSpecification.class::cast)
                .collect(TreeMap::new, (tags, each) -> tags.putAll(tags(each.tags())), Map::putAll);
    }

    private Map<String, String> tags(String member) {
        Object value = request.getValueForField(member, Object.class).orElse(List.of());
        return tags((List<?>) value);
    }

    private static Map<String, String> tags(List<?> list) {
        Map<String, String> tags = new TreeMap<>();
        list.stream()
                .map(SdkPojo.class::cast)
                .forEach(tag -> tags.put(
                        text(tag, "Key").orElseThrow(), text(tag, "Value").orElse("")));
        return tags;
    }
}
