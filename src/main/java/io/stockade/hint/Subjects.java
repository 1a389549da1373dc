package io.stockade.hint;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockade.graph.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the calls of AWS are about: which parameter of which call names it. */
final class Subjects {
    /** Ids of EC2: docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html. */
    private static final Pattern ID = Pattern.compile("([a-z]{1,12})-[0-9a-f]{8,17}");

    private static final Pattern NAME = Pattern.compile("[\\w+=,.@/!:-]{1,512}");

    private static final Map<String, ResourceKind> BY_PREFIX = Map.ofEntries(
            Map.entry("vpc", ResourceKind.VPC),
            Map.entry("igw", ResourceKind.INTERNET_GATEWAY),
            Map.entry("subnet", ResourceKind.SUBNET),
            Map.entry("rtb", ResourceKind.ROUTE_TABLE),
            Map.entry("rtbassoc", ResourceKind.ROUTE_TABLE_ASSOCIATION),
            Map.entry("eipalloc", ResourceKind.ELASTIC_IP),
            Map.entry("eipassoc", ResourceKind.ADDRESS_ASSOCIATION),
            Map.entry("nat", ResourceKind.NAT_GATEWAY),
            Map.entry("eni", ResourceKind.NETWORK_INTERFACE),
            Map.entry("sg", ResourceKind.SECURITY_GROUP),
            Map.entry("vpce", ResourceKind.INTERFACE_ENDPOINT),
            Map.entry("lt", ResourceKind.LAUNCH_TEMPLATE));

    /** Prefixes of what is in no stack, but belongs to something that is. */
    private static final Set<String> LEADING = Set.of("i");

    /** Calls whose outermost ids are not what they change, or not the first thing to look at. */
    private static final Map<String, String> EC2_KEYS = Map.ofEntries(
            Map.entry("AssociateRouteTable", "routetableid"),
            Map.entry("ReplaceRouteTableAssociation", "routetableid"),
            Map.entry("DisassociateRouteTable", "associationid"),
            Map.entry("CreateRoute", "routetableid"),
            Map.entry("ReplaceRoute", "routetableid"),
            Map.entry("DeleteRoute", "routetableid"),
            Map.entry("AttachInternetGateway", "internetgatewayid"),
            Map.entry("DetachInternetGateway", "internetgatewayid"),
            Map.entry("AssociateAddress", "allocationid"),
            Map.entry("DisassociateAddress", "associationid"),
            Map.entry("ReleaseAddress", "allocationid"),
            Map.entry("ModifyVpcEndpoint", "vpcendpointid"),
            Map.entry("DeleteVpcEndpoints", "vpcendpointid"),
            Map.entry("CreateVpcEndpoint", "vpcendpointid"),
            Map.entry("ModifyNetworkInterfaceAttribute", "networkinterfaceid"),
            Map.entry("AttachNetworkInterface", "networkinterfaceid"),
            Map.entry("CreateTags", "resourceid"),
            Map.entry("DeleteTags", "resourceid"),
            Map.entry("CreateSubnet", "subnetid"),
            Map.entry("CreateRouteTable", "routetableid"),
            Map.entry("CreateSecurityGroup", "groupid"),
            Map.entry("CreateNatGateway", "natgatewayid"),
            Map.entry("CreateNetworkInterface", "networkinterfaceid"),
            Map.entry("TerminateInstances", "instanceid"),
            Map.entry("StopInstances", "instanceid"),
            Map.entry("StartInstances", "instanceid"));

    /** Calls that change some components of a thing and nothing else of it. */
    private static final Map<String, Set<String>> PARTS = Map.ofEntries(
            Map.entry("ModifyVpcAttribute", Set.of("dnsSupport", "dnsHostnames")),
            Map.entry("PutResourcePolicy", Set.of("policy")),
            Map.entry("DeleteResourcePolicy", Set.of("policy")),
            Map.entry("ReplicateSecretToRegions", Set.of("replicas")),
            Map.entry("RemoveRegionsFromReplication", Set.of("replicas")),
            Map.entry("StopReplicationToReplica", Set.of("replicas")),
            Map.entry("UpdateAssumeRolePolicy", Set.of("trust")),
            // Of the role, and of the policy: whichever is ours.
            Map.entry("AttachRolePolicy", Set.of("managedPolicies", "roles")),
            Map.entry("DetachRolePolicy", Set.of("managedPolicies", "roles")),
            Map.entry("PutRolePolicy", Set.of("inlinePolicy")),
            Map.entry("DeleteRolePolicy", Set.of("inlinePolicy")),
            Map.entry("PutRolePermissionsBoundary", Set.of("permissionsBoundary")),
            Map.entry("DeleteRolePermissionsBoundary", Set.of("permissionsBoundary")),
            Map.entry("TagRole", Set.of("tags")),
            Map.entry("UntagRole", Set.of("tags")),
            Map.entry("TagPolicy", Set.of("tags")),
            Map.entry("UntagPolicy", Set.of("tags")),
            Map.entry("CreatePolicyVersion", Set.of("document")),
            Map.entry("SetDefaultPolicyVersion", Set.of("document")),
            Map.entry("AddPermission", Set.of("policy")),
            Map.entry("RemovePermission", Set.of("policy")),
            Map.entry("TagResource", Set.of("tags")),
            Map.entry("UntagResource", Set.of("tags")));

    /** Lambda's calls have the version of its API in their names, in CloudTrail. */
    private static final Pattern VERSION = Pattern.compile("20\\d{6}(v\\d+)?$");

    /** Where no call above says otherwise, by service: the keys that name something, the most telling first. */
    private static final List<String> EC2_ORDER = List.of(
            "groupid",
            "securitygroupid",
            "routetableid",
            "subnetid",
            "natgatewayid",
            "vpcendpointid",
            "internetgatewayid",
            "networkinterfaceid",
            "allocationid",
            "launchtemplateid",
            "associationid",
            "instanceid",
            "vpcid");

    private Subjects() {}

    /** What is named in a record of CloudTrail; the parameters first, and the answer only where they say nothing. */
    static List<Named> of(String service, String action, JsonNode record) {
        List<Named> asked = in(service, action, record.path("requestParameters"));
        if (asked.stream().anyMatch(named -> named.kind() != null)) {
            return asked;
        }
        List<Named> answered = in(service, action, record.path("responseElements"));
        return answered.isEmpty() ? asked : answered;
    }

    /** The components that a call changes; empty if it may change any. */
    static Set<String> parts(String action) {
        return PARTS.getOrDefault(VERSION.matcher(action).replaceFirst(""), Set.of());
    }

    /** The VPC that a call names; empty if none. */
    static String vpc(JsonNode record) {
        for (String part : List.of("requestParameters", "responseElements")) {
            for (String id : Keys.outermost(record.path(part), "vpcid")) {
                if (kindOf(id) == ResourceKind.VPC) {
                    return id;
                }
            }
        }
        return "";
    }

    private static List<Named> in(String service, String action, JsonNode parameters) {
        return switch (service) {
            case "ec2.amazonaws.com" -> ec2(action, parameters);
            case "autoscaling.amazonaws.com" -> autoScaling(parameters);
            case "iam.amazonaws.com" -> iam(parameters);
            case "secretsmanager.amazonaws.com" -> names(ResourceKind.SECRET, parameters, "secretid", "arn");
            case "lambda.amazonaws.com" -> functions(parameters);
            default -> List.of();
        };
    }

    private static List<Named> ec2(String action, JsonNode parameters) {
        String key = EC2_KEYS.get(action);
        if (key != null) {
            return ids(Keys.outermost(parameters, key));
        }
        for (String each : EC2_ORDER) {
            List<Named> found = ids(Keys.outermost(parameters, each));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static List<Named> autoScaling(JsonNode parameters) {
        List<Named> groups = names(ResourceKind.AUTO_SCALING_GROUP, parameters, "autoscalinggroupname", "resourceid");
        return groups.isEmpty() ? ids(Keys.outermost(parameters, "instanceid")) : groups;
    }

    private static List<Named> iam(JsonNode parameters) {
        List<Named> profiles = names(ResourceKind.INSTANCE_PROFILE, parameters, "instanceprofilename");
        if (!profiles.isEmpty()) {
            return profiles;
        }
        // Whichever of the two is ours: the other is somebody else's, or AWS's.
        List<Named> both = new ArrayList<>(names(ResourceKind.ROLE, parameters, "rolename"));
        both.addAll(names(ResourceKind.MANAGED_POLICY, parameters, "policyarn"));
        return both;
    }

    /** By the name, which is what comes after {@code function:} where a call names the ARN. */
    private static List<Named> functions(JsonNode parameters) {
        return names(ResourceKind.FUNCTION, parameters, "functionname", "resource").stream()
                .map(named -> {
                    int name = named.id().indexOf(":function:");
                    String plain = name < 0 ? named.id() : named.id().substring(name + ":function:".length());
                    return new Named(named.kind(), plain.split(":")[0]);
                })
                .toList();
    }

    private static List<Named> names(ResourceKind kind, JsonNode parameters, String... keys) {
        for (String key : keys) {
            List<Named> found = Keys.outermost(parameters, key).stream()
                    .filter(name -> NAME.matcher(name).matches())
                    .distinct()
                    .map(name -> new Named(kind, name))
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static List<Named> ids(List<String> texts) {
        List<Named> named = new ArrayList<>();
        for (String id : new TreeSet<>(texts)) {
            ResourceKind kind = kindOf(id);
            if (kind != null || LEADING.contains(prefix(id))) {
                named.add(new Named(kind, id));
            }
        }
        return named;
    }

    /** The kind of thing that an id of EC2 belongs to; {@code null} if it is none that a stack has. */
    static @Nullable ResourceKind kindOf(String id) {
        return BY_PREFIX.get(prefix(id));
    }

    private static String prefix(String id) {
        var match = ID.matcher(id.toLowerCase(Locale.ROOT));
        return match.matches() ? match.group(1) : "";
    }
}
