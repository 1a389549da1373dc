package io.stockade.graph;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of AWS resource that a stack is made of, in AWS's own words. */
public enum ResourceKind {
    VPC("Vpc", Identity.TAGGED, true),
    INTERNET_GATEWAY("InternetGateway", Identity.TAGGED, false),
    GATEWAY_ATTACHMENT("GatewayAttachment", Identity.KEYED, false),
    SUBNET("Subnet", Identity.TAGGED, false),
    ROUTE_TABLE("RouteTable", Identity.TAGGED, false),
    MAIN_ROUTE_TABLE("MainRouteTable", Identity.CONTAINED, false),
    ROUTE("Route", Identity.KEYED, false),
    ROUTE_TABLE_ASSOCIATION("RouteTableAssociation", Identity.KEYED, false),
    ELASTIC_IP("ElasticIp", Identity.TAGGED, false),
    ADDRESS_ASSOCIATION("AddressAssociation", Identity.KEYED, false),
    NAT_GATEWAY("NatGateway", Identity.TAGGED, false),
    NETWORK_INTERFACE("NetworkInterface", Identity.TAGGED, false),
    SECURITY_GROUP("SecurityGroup", Identity.TAGGED, false),
    DEFAULT_SECURITY_GROUP("DefaultSecurityGroup", Identity.CONTAINED, false),
    SECURITY_GROUP_RULE("SecurityGroupRule", Identity.KEYED, false),
    GATEWAY_ENDPOINT("GatewayEndpoint", Identity.TAGGED, false),
    INTERFACE_ENDPOINT("InterfaceEndpoint", Identity.TAGGED, false),
    LAUNCH_TEMPLATE("LaunchTemplate", Identity.TAGGED, false),
    AUTO_SCALING_GROUP("AutoScalingGroup", Identity.TAGGED, false),
    ROLE("Role", Identity.NAMED, false),
    INSTANCE_PROFILE("InstanceProfile", Identity.NAMED, false),
    MANAGED_POLICY("ManagedPolicy", Identity.NAMED, false),
    FUNCTION("Function", Identity.NAMED, false),
    SECRET("Secret", Identity.TAGGED, true),
    SECRET_ROTATION("SecretRotation", Identity.KEYED, false);

    /** How an observed object is known to be the one that an address means. */
    public enum Identity {
        /** By our tag {@code stockade.dev/resource}, put on at creation. */
        TAGGED,
        /** By its name, which carries a hash of installation, region, stack and address. */
        NAMED,
        /** A sub-object without an own life: by the key components of its record, inside its parent. */
        KEYED,
        /** Made by AWS with its parent, and owned because the parent is: the default group of our VPC. */
        CONTAINED
    }

    private static final Map<String, ResourceKind> BY_TEXT =
            Stream.of(values()).collect(Collectors.toMap(ResourceKind::toString, Function.identity()));

    private final String text;
    private final Identity identity;
    private final boolean stateful;

    ResourceKind(String text, Identity identity, boolean stateful) {
        this.text = text;
        this.identity = identity;
        this.stateful = stateful;
    }

    public Identity identity() {
        return identity;
    }

    /** Whether its deletion loses what cannot be built again; such deletions always need approval. */
    public boolean stateful() {
        return stateful;
    }

    /** The kind as users read it, such as {@code NatGateway}. */
    @Override
    public String toString() {
        return text;
    }

    /**
     * The kind of a text.
     *
     * @throws IllegalArgumentException if no kind is called so
     */
    public static ResourceKind of(String text) {
        ResourceKind kind = BY_TEXT.get(text);
        if (kind == null) {
            throw new IllegalArgumentException("no resource kind is called '" + text + "'");
        }
        return kind;
    }
}
