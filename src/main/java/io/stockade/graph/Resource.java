package io.stockade.graph;

/**
 * One AWS resource, wanted or observed: both are the same record, compared component by component. Every component
 * carries {@link Changes}, and is a text, a number, a truth value, or one of {@link Ref}, {@link Tags}, {@link Peer},
 * {@link PolicyDocument}, {@link io.stockade.net.Cidr}, an enum, or a sorted set of these.
 */
public sealed interface Resource
        permits AddressAssociation,
                AutoScalingGroup,
                DefaultSecurityGroup,
                ElasticIp,
                GatewayAttachment,
                GatewayEndpoint,
                InstanceProfile,
                InterfaceEndpoint,
                InternetGateway,
                LaunchTemplate,
                MainRouteTable,
                NatGateway,
                NetworkInterface,
                Role,
                Route,
                RouteTable,
                RouteTableAssociation,
                SecurityGroup,
                SecurityGroupRule,
                Subnet,
                Vpc {
    /** The kind, one to one with the record type. */
    ResourceKind kind();

    /** The tags; none for kinds that have none. */
    default Tags tags() {
        return Tags.NONE;
    }
}
