package io.stockade.simulation;

import io.stockade.cloud.Cloud;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Driver;
import io.stockade.cloud.ReadScope;
import io.stockade.cloud.Reader;
import io.stockade.cloud.Written;
import io.stockade.graph.Address;
import io.stockade.graph.Component;
import io.stockade.graph.Function;
import io.stockade.graph.ManagedPolicy;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Ref;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Role;
import io.stockade.graph.Scope;
import io.stockade.graph.SecurityGroup;
import io.stockade.graph.Subnet;
import io.stockade.graph.Tags;
import io.stockade.graph.Vpc;
import io.stockade.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The life of things whose drivers are there and that no manifest has made yet: made, seen, changed, deleted. */
final class DriverLife {
    private static final Owner OWNER = new Owner(UsedCalls.INSTALLATION, "default/drivers", "uid-1");
    private static final PolicyDocument NARROW = document("secretsmanager:GetSecretValue");
    private static final PolicyDocument WIDE = document("ec2:CreateNetworkInterface");
    private static final String FOREIGN = "orders-api";

    private final Simulation simulation;
    private final Cloud cloud;

    DriverLife(Simulation simulation) {
        this.simulation = simulation;
        this.cloud = simulation.cloud("eu-west-1");
    }

    private static PolicyDocument document(String action) {
        return PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\""
                + action + "\",\"Resource\":\"*\"}]}");
    }

    private static PolicyDocument admitting(String sid) {
        return PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[{\"Sid\":\"" + sid
                + "\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"secretsmanager.amazonaws.com\"},"
                + "\"Action\":\"lambda:InvokeFunction\"}]}");
    }

    /** A function, from its network to its end. */
    void functions() {
        Observed<Role> role = made("rotate", role());
        Observed<Vpc> vpc =
                made("main", new Vpc(Cidr.parse("10.40.0.0/16"), true, false, tags(ResourceKind.VPC, "main")));
        Observed<Subnet> subnet = made(
                "app",
                new Subnet(
                        Ref.known(vpc.id()),
                        Cidr.parse("10.40.0.0/24"),
                        "euw1-az1",
                        false,
                        tags(ResourceKind.SUBNET, "app")));
        Observed<SecurityGroup> group = made(
                "rotate",
                new SecurityGroup(
                        Ref.known(vpc.id()), "rotate", "of a function", tags(ResourceKind.SECURITY_GROUP, "rotate")));
        settle();
        Function wanted = function(role, subnet.id(), group.id());
        Observed<Function> function = made("rotate", wanted);
        settle();
        Function other = Component.with(Component.with(wanted, "memory", 256), "policy", admitting("other"));
        Observed<Function> tuned = changed(function, other, "memory", "policy");
        settle();
        Observed<Function> moved = changed(tuned, Component.with(other, "codeKey", "other.zip"), "codeKey");
        Tags more = moved.tags().with(Map.of("cost-center", "42"));
        Observed<Function> tagged = changed(moved, Component.with(moved.value(), "tags", more), "tags");
        look();
        deleted(changed(tagged, Component.with(moved.value(), "tags", fewer(moved.tags())), "tags"));
        Observed<Role> rewritten = changed(role, Component.with(role.value(), "inlinePolicy", NARROW), "inlinePolicy");
        deleted(rewritten);
        simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(30)));
        deleted(group);
        deleted(subnet);
        deleted(vpc);
    }

    /** Policies that are attached to somebody's role, rewritten until IAM has no room for another version. */
    void access() {
        foreignRole();
        Observed<ManagedPolicy> policy = made("readers", policy());
        for (int count = 0; count < 6; count++) {
            policy = changed(
                    policy, Component.with(policy.value(), "document", count % 2 == 0 ? WIDE : NARROW), "document");
        }
        Tags more = policy.tags().with(Map.of("cost-center", "42"));
        policy = changed(policy, Component.with(policy.value(), "tags", more), "tags");
        policy = changed(policy, Component.with(policy.value(), "tags", fewer(policy.tags())), "tags");
        look();
        deleted(changed(policy, Component.with(policy.value(), "roles", new TreeSet<String>()), "roles"));
    }

    /** One of each, for somebody who only looks. */
    void stand() {
        foreignRole();
        Observed<Role> role = made("rotate", role());
        made("readers", policy());
        settle();
        made(
                "rotate",
                Component.with(
                        Component.with(function(role, "", ""), "subnets", new TreeSet<Ref>()),
                        "groups",
                        new TreeSet<Ref>()));
        settle();
    }

    /** Everything that stands, closely. */
    void look() {
        simulation.act(() -> {
            Scope unused = cloud.scope(Instant.MIN);
            for (ResourceKind kind : List.of(ResourceKind.ROLE, ResourceKind.MANAGED_POLICY, ResourceKind.FUNCTION)) {
                Reader reader = cloud.readers().stream()
                        .filter(each -> each.kinds().contains(kind))
                        .findFirst()
                        .orElseThrow();
                reader.list(new ReadScope(UsedCalls.INSTALLATION, new TreeSet<>()))
                        .forEach(listed -> detailed(listed.thing()));
            }
        });
    }

    private <R extends Resource> void detailed(Observed<R> listed) {
        Observed<R> unused = driver(listed.value()).readDetails(listed);
    }

    private void foreignRole() {
        simulation.act(() -> simulation
                .sandbox
                .as("console")
                .iam(UsedCalls.ACCOUNT, "eu-west-1")
                .createRole(request -> request.roleName(FOREIGN).assumeRolePolicyDocument(NARROW.json())));
    }

    private static Role role() {
        PolicyDocument trust = PolicyDocument.parse("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                + "\"sts:AssumeRole\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}]}");
        return new Role(
                "stockade-drivers-rotate",
                "/stockade/",
                trust,
                new TreeSet<>(),
                WIDE,
                "",
                tags(ResourceKind.ROLE, "rotate"));
    }

    private static ManagedPolicy policy() {
        return new ManagedPolicy(
                "stockade-drivers-readers",
                "/stockade/",
                NARROW,
                new TreeSet<>(Set.of(FOREIGN)),
                tags(ResourceKind.MANAGED_POLICY, "readers"));
    }

    private static Function function(Observed<Role> role, String subnet, String group) {
        return new Function(
                "stockade-drivers-rotate",
                "python3.12",
                "rotate.handler",
                Ref.known(role.id()),
                "code",
                "rotate.zip",
                "",
                new TreeSet<>(Set.of(Ref.known(subnet))),
                new TreeSet<>(Set.of(Ref.known(group))),
                30,
                128,
                admitting("rotation"),
                tags(ResourceKind.FUNCTION, "rotate"));
    }

    private static Tags tags(ResourceKind kind, String name) {
        return Tags.of(OWNER.tags(new Address(kind, name)));
    }

    private static Tags fewer(Tags tags) {
        Set<String> one = Set.of("cost-center");
        return tags.without(one).instead(one);
    }

    /** Time for what AWS does by itself. */
    private void settle() {
        simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(2)));
    }

    private <R extends Resource> Observed<R> made(String name, R desired) {
        Address address = new Address(desired.kind(), name);
        return written(
                desired,
                driver -> driver.create(List.of(new Creation<>(address, desired, OWNER.token(address, 0), "nonce"))));
    }

    private <R extends Resource> Observed<R> changed(Observed<R> current, R desired, String... components) {
        return written(desired, driver -> driver.update(current, desired, Set.of(components)));
    }

    private <R extends Resource> void deleted(Observed<R> doomed) {
        checked(simulation.time.call(() -> driver(doomed.value()).delete(List.of(doomed))));
    }

    @SuppressWarnings("unchecked") // kinds and record types are one to one
    private <R extends Resource> Observed<R> written(R desired, java.util.function.Function<Driver<R>, Written> write) {
        Written written = checked(simulation.time.call(() -> write.apply(driver(desired))));
        return (Observed<R>) written.now().stream()
                .filter(each -> each.kind() == desired.kind())
                .findFirst()
                .orElseThrow();
    }

    private static Written checked(Written written) {
        if (written.problem() != null) {
            throw new AssertionError(written.problem());
        }
        return written;
    }

    @SuppressWarnings("unchecked") // kinds and record types are one to one
    private <R extends Resource> Driver<R> driver(R resource) {
        return (Driver<R>) cloud.driver(resource.kind());
    }
}
