package io.stockade.plan;

import io.stockade.cloud.World;
import io.stockade.graph.Address;
import io.stockade.graph.AddressAssociation;
import io.stockade.graph.AutoScalingGroup;
import io.stockade.graph.Component;
import io.stockade.graph.DefaultSecurityGroup;
import io.stockade.graph.ElasticIp;
import io.stockade.graph.Function;
import io.stockade.graph.GatewayAttachment;
import io.stockade.graph.GatewayEndpoint;
import io.stockade.graph.InstanceProfile;
import io.stockade.graph.InterfaceEndpoint;
import io.stockade.graph.InternetGateway;
import io.stockade.graph.LaunchTemplate;
import io.stockade.graph.MainRouteTable;
import io.stockade.graph.ManagedPolicy;
import io.stockade.graph.NatGateway;
import io.stockade.graph.NetworkInterface;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Peer;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Role;
import io.stockade.graph.Route;
import io.stockade.graph.RouteTable;
import io.stockade.graph.RouteTableAssociation;
import io.stockade.graph.Secret;
import io.stockade.graph.SecretRotation;
import io.stockade.graph.SecurityGroup;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.SecurityGroupRule.Direction;
import io.stockade.graph.Subnet;
import io.stockade.graph.Tags;
import io.stockade.graph.Vpc;
import io.stockade.net.Cidr;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Stacks to test with: one of every kind, and the world as it is when a stack is built. */
final class Stacks {
    static final Owner OWNER = new Owner("home", "payments/orders", "uid-1");
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final Address VPC = new Address(ResourceKind.VPC, "main");
    static final PolicyDocument POLICY = PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[]}");

    private Stacks() {}

    static Tags tags(ResourceKind kind, String name) {
        return Tags.of(OWNER.tags(new Address(kind, name))).with(Map.of("cost-center", "42"));
    }

    static Ref ref(ResourceKind kind, String name) {
        return Ref.to(kind, name);
    }

    static Ref vpc() {
        return Ref.to(VPC);
    }

    static Subnet subnet(String name, String range) {
        return new Subnet(vpc(), Cidr.parse(range), "euw1-az1", false, tags(ResourceKind.SUBNET, name));
    }

    static RouteTable table(String name) {
        return new RouteTable(vpc(), tags(ResourceKind.ROUTE_TABLE, name));
    }

    static SecurityGroup group(String name) {
        return new SecurityGroup(vpc(), "orders-" + name, "of " + name, tags(ResourceKind.SECURITY_GROUP, name));
    }

    static SecurityGroupRule rule(String group, Direction direction, int port, Peer peer) {
        return new SecurityGroupRule(
                ref(ResourceKind.SECURITY_GROUP, group), direction, "tcp", port, port, peer, "declared");
    }

    static NatGateway natGateway() {
        return new NatGateway(
                ref(ResourceKind.SUBNET, "public"),
                ref(ResourceKind.ELASTIC_IP, "nat"),
                tags(ResourceKind.NAT_GATEWAY, "nat"));
    }

    /** A network with a public, a private and an isolated tier, and two groups that talk to each other. */
    static ResourceGraph.Builder network() {
        ResourceGraph.Builder graph = ResourceGraph.builder();
        Address attachment = new Address(ResourceKind.GATEWAY_ATTACHMENT, "main");
        graph.add("main", new Vpc(Cidr.parse("10.40.0.0/16"), true, true, tags(ResourceKind.VPC, "main")));
        graph.add("main", new MainRouteTable(vpc())).add("main", new DefaultSecurityGroup(vpc()));
        graph.add("main", new InternetGateway(tags(ResourceKind.INTERNET_GATEWAY, "main")));
        graph.add(new GatewayAttachment(ref(ResourceKind.INTERNET_GATEWAY, "main"), vpc()));
        int index = 0;
        for (String tier : List.of("public", "app", "data")) {
            graph.add(tier, subnet(tier, "10.40." + index++ + ".0/24")).add(tier, table(tier));
            graph.add(new RouteTableAssociation(ref(ResourceKind.SUBNET, tier), ref(ResourceKind.ROUTE_TABLE, tier)));
        }
        graph.add(
                new Route(
                        ref(ResourceKind.ROUTE_TABLE, "public"),
                        "0.0.0.0/0",
                        ref(ResourceKind.INTERNET_GATEWAY, "main")),
                attachment);
        graph.add("nat", ElasticIp.wanted(tags(ResourceKind.ELASTIC_IP, "nat")));
        graph.add("nat", natGateway(), attachment);
        graph.add(new Route(ref(ResourceKind.ROUTE_TABLE, "app"), "0.0.0.0/0", ref(ResourceKind.NAT_GATEWAY, "nat")));
        graph.add("app", group("app")).add("db", group("db"));
        graph.add(rule("app", Direction.EGRESS, 5432, Peer.group(ref(ResourceKind.SECURITY_GROUP, "db"))));
        graph.add(rule("db", Direction.INGRESS, 5432, Peer.group(ref(ResourceKind.SECURITY_GROUP, "app"))));
        graph.add(rule("app", Direction.INGRESS, 443, Peer.cidr(Cidr.parse("203.0.113.0/24"))));
        return graph;
    }

    /** The network, with endpoints and a NAT instance: one of every kind. */
    static ResourceGraph.Builder full() {
        ResourceGraph.Builder graph = network();
        graph.add("s3", gatewayEndpoint(Set.of("app", "data"))).add("ssm", interfaceEndpoint());
        graph.add("box", networkInterface()).add("box", ElasticIp.wanted(tags(ResourceKind.ELASTIC_IP, "box")));
        graph.add(new AddressAssociation(
                ref(ResourceKind.ELASTIC_IP, "box"), ref(ResourceKind.NETWORK_INTERFACE, "box")));
        graph.add("box", role("/stockade/")).add("box", profile()).add("box", template("t4g.nano"));
        graph.add("box", scalingGroup());
        graph.add("readers", managedPolicy()).add("rotate", function());
        graph.add("login", secret("/prod/orders/login"));
        graph.add(new SecretRotation(
                ref(ResourceKind.SECRET, "login"), ref(ResourceKind.FUNCTION, "rotate"), "rate(30 days)", ""));
        return graph;
    }

    static GatewayEndpoint gatewayEndpoint(Set<String> tables) {
        TreeSet<Ref> refs = new TreeSet<>();
        tables.forEach(table -> refs.add(ref(ResourceKind.ROUTE_TABLE, table)));
        return new GatewayEndpoint(
                vpc(), "com.amazonaws.eu-west-1.s3", refs, POLICY, tags(ResourceKind.GATEWAY_ENDPOINT, "s3"));
    }

    static InterfaceEndpoint interfaceEndpoint() {
        return new InterfaceEndpoint(
                vpc(),
                "com.amazonaws.eu-west-1.ssm",
                new TreeSet<>(Set.of(ref(ResourceKind.SUBNET, "app"))),
                new TreeSet<>(Set.of(ref(ResourceKind.SECURITY_GROUP, "app"))),
                true,
                POLICY,
                tags(ResourceKind.INTERFACE_ENDPOINT, "ssm"));
    }

    static NetworkInterface networkInterface() {
        return new NetworkInterface(
                ref(ResourceKind.SUBNET, "public"),
                new TreeSet<>(Set.of(ref(ResourceKind.SECURITY_GROUP, "app"))),
                false,
                "of the box",
                tags(ResourceKind.NETWORK_INTERFACE, "box"));
    }

    static Role role(String path) {
        return new Role(
                "box-role",
                path,
                POLICY,
                new TreeSet<>(Set.of("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore")),
                PolicyDocument.NONE,
                "",
                tags(ResourceKind.ROLE, "box"));
    }

    static ManagedPolicy managedPolicy() {
        return new ManagedPolicy(
                "readers",
                "/stockade/",
                POLICY,
                new TreeSet<>(Set.of("app")),
                tags(ResourceKind.MANAGED_POLICY, "readers"));
    }

    static Function function() {
        return new Function(
                "rotate",
                "python3.13",
                "lambda_function.lambda_handler",
                ref(ResourceKind.ROLE, "box"),
                "code",
                "rotate.zip",
                "",
                new TreeSet<>(Set.of(ref(ResourceKind.SUBNET, "app"))),
                new TreeSet<>(Set.of(ref(ResourceKind.SECURITY_GROUP, "app"))),
                30,
                128,
                POLICY,
                tags(ResourceKind.FUNCTION, "rotate"));
    }

    static Secret secret(String name) {
        return new Secret(
                name,
                "",
                "",
                new TreeSet<>(),
                30,
                PolicyDocument.NONE,
                false,
                new TreeSet<>(Set.of("AWSCURRENT=one")),
                "",
                "",
                "",
                tags(ResourceKind.SECRET, "login"));
    }

    static InstanceProfile profile() {
        return new InstanceProfile(
                "box-profile", "/stockade/", ref(ResourceKind.ROLE, "box"), tags(ResourceKind.INSTANCE_PROFILE, "box"));
    }

    static LaunchTemplate template(String type) {
        return new LaunchTemplate(
                "box-" + type,
                "resolve:ssm:/aws/image",
                type,
                ref(ResourceKind.NETWORK_INTERFACE, "box"),
                ref(ResourceKind.INSTANCE_PROFILE, "box"),
                "#!/bin/sh",
                Tags.of(Map.of("Name", "box")),
                tags(ResourceKind.LAUNCH_TEMPLATE, "box"));
    }

    static AutoScalingGroup scalingGroup() {
        return new AutoScalingGroup(
                "box-group",
                ref(ResourceKind.LAUNCH_TEMPLATE, "box"),
                "euw1-az1",
                0,
                1,
                1,
                true,
                tags(ResourceKind.AUTO_SCALING_GROUP, "box"));
    }

    /** The id that a thing has in a built world. */
    static String id(Address address) {
        return prefix(address.kind()) + "-" + address.name();
    }

    static String id(ResourceKind kind, String name) {
        return id(new Address(kind, name));
    }

    private static String prefix(ResourceKind kind) {
        return kind == ResourceKind.INTERNET_GATEWAY ? "igw" : kind.toString().toLowerCase(Locale.ROOT);
    }

    static Observed<?> built(Address address, Resource desired) {
        return Observed.ready(resolved(desired), id(address), NOW);
    }

    static Resource resolved(Resource desired) {
        return Component.mapRefs(
                desired, ref -> ref instanceof Ref.Planned planned ? Ref.known(id(planned.address())) : ref);
    }

    static World empty() {
        return World.UNSEEN.listed(Set.of(ResourceKind.values()), List.of(), NOW);
    }

    /** The world in which all of a graph is built. */
    static World built(ResourceGraph graph) {
        List<Observed<?>> things = new ArrayList<>();
        graph.nodes().values().forEach(node -> things.add(built(node.address(), node.resource())));
        return World.UNSEEN.listed(Set.of(ResourceKind.values()), things, NOW);
    }

    /** What is remembered when all of a graph was applied. */
    static Map<Address, Remembered> memory(ResourceGraph graph) {
        Map<Address, Remembered> memory = new TreeMap<>();
        graph.nodes()
                .values()
                .forEach(node -> memory.put(
                        node.address(), new Remembered(id(node.address()), DesiredDigest.of(node.resource()))));
        return memory;
    }
}
