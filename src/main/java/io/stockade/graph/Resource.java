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
                Function,
                GatewayAttachment,
                GatewayEndpoint,
                InstanceProfile,
                InterfaceEndpoint,
                InternetGateway,
                LaunchTemplate,
                MainRouteTable,
                ManagedPolicy,
                NatGateway,
                NetworkInterface,
                Role,
                Route,
                RouteTable,
                RouteTableAssociation,
                Secret,
                SecretRotation,
                SecurityGroup,
                SecurityGroupRule,
                Subnet,
                Vpc {
    /** The kind, one to one with the record type. */
    ResourceKind kind();

    /** The name that is its identity in the account or region; empty for kinds that are known otherwise. */
    default String globalName() {
        return "";
    }

    /** The tags; none for kinds that have none. */
    default Tags tags() {
        return Tags.NONE;
    }
}
