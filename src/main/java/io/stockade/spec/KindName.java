package io.stockade.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kinds of resource that a manifest may name, as plans and statuses write them. */
public enum KindName {
    @JsonProperty("Vpc")
    VPC,

    @JsonProperty("InternetGateway")
    INTERNET_GATEWAY,

    @JsonProperty("GatewayAttachment")
    GATEWAY_ATTACHMENT,

    @JsonProperty("Subnet")
    SUBNET,

    @JsonProperty("RouteTable")
    ROUTE_TABLE,

    @JsonProperty("MainRouteTable")
    MAIN_ROUTE_TABLE,

    @JsonProperty("Route")
    ROUTE,

    @JsonProperty("RouteTableAssociation")
    ROUTE_TABLE_ASSOCIATION,

    @JsonProperty("ElasticIp")
    ELASTIC_IP,

    @JsonProperty("AddressAssociation")
    ADDRESS_ASSOCIATION,

    @JsonProperty("NatGateway")
    NAT_GATEWAY,

    @JsonProperty("NetworkInterface")
    NETWORK_INTERFACE,

    @JsonProperty("SecurityGroup")
    SECURITY_GROUP,

    @JsonProperty("DefaultSecurityGroup")
    DEFAULT_SECURITY_GROUP,

    @JsonProperty("SecurityGroupRule")
    SECURITY_GROUP_RULE,

    @JsonProperty("GatewayEndpoint")
    GATEWAY_ENDPOINT,

    @JsonProperty("InterfaceEndpoint")
    INTERFACE_ENDPOINT,

    @JsonProperty("LaunchTemplate")
    LAUNCH_TEMPLATE,

    @JsonProperty("AutoScalingGroup")
    AUTO_SCALING_GROUP,

    @JsonProperty("Role")
    ROLE,

    @JsonProperty("InstanceProfile")
    INSTANCE_PROFILE,

    @JsonProperty("ManagedPolicy")
    MANAGED_POLICY,

    @JsonProperty("Function")
    FUNCTION,

    @JsonProperty("Secret")
    SECRET,

    @JsonProperty("SecretRotation")
    SECRET_ROTATION
}
