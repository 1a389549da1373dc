package io.stockade.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.GatewayEndpoint;
import io.stockade.graph.InterfaceEndpoint;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.PolicyDocument;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.RouteTable;
import io.stockade.graph.SecurityGroup;
import io.stockade.graph.Subnet;
import io.stockade.graph.Tags;
import io.stockade.graph.Vpc;
import io.stockade.net.Cidr;
import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Endpoints of both types, with as few calls as can be. */
class EndpointDriversTest {
    private static final PolicyDocument OPEN = PolicyDocument.parse(
            "{\"Statement\":[{\"Action\":[\"*\"],\"Effect\":\"Allow\",\"Principal\":\"*\",\"Resource\":\"*\"}]}");
    private static final PolicyDocument CLOSED = PolicyDocument.parse(
            "{\"Statement\":[{\"Action\":\"*\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Resource\":\"*\"}]}");

    private final Lab lab = new Lab();
    private String vpc = "";

    @BeforeEach
    void makeVpc() {
        vpc = lab.make("main", new Vpc(Cidr.parse("10.40.0.0/16"), true, true, Lab.tags(ResourceKind.VPC, "main")))
                .id();
    }

    private String table(String name) {
        return lab.make(name, new RouteTable(Ref.known(vpc), Lab.tags(ResourceKind.ROUTE_TABLE, name)))
                .id();
    }

    private String subnet(int index) {
        String zone = "euw1-az" + index;
        Subnet wanted = new Subnet(
                Ref.known(vpc),
                Cidr.parse("10.40." + index + ".0/24"),
                zone,
                false,
                Lab.tags(ResourceKind.SUBNET, "app-" + zone));
        return lab.make("app-" + zone, wanted).id();
    }

    private String group(String name) {
        return lab.make(
                        name,
                        new SecurityGroup(
                                Ref.known(vpc), name, "of " + name, Lab.tags(ResourceKind.SECURITY_GROUP, name)))
                .id();
    }

    private static NavigableSet<Ref> refs(String... ids) {
        TreeSet<Ref> refs = new TreeSet<>();
        for (String id : ids) {
            refs.add(Ref.known(id));
        }
        return refs;
    }

    private GatewayEndpoint gateway(String service, PolicyDocument policy, String... tables) {
        Tags tags = Lab.tags(ResourceKind.GATEWAY_ENDPOINT, service);
        return new GatewayEndpoint(Ref.known(vpc), "com.amazonaws.eu-west-1." + service, refs(tables), policy, tags);
    }

    @Test
    void gatewayEndpointGoesAround() {
        String one = table("one");
        String two = table("two");
        GatewayEndpoint wanted = gateway("s3", OPEN, one);
        Observed<GatewayEndpoint> made = lab.make("s3", wanted);
        assertThat(lab.make("s3", wanted).id()).as("the same token").isEqualTo(made.id());
        lab.wait(Duration.ofMinutes(2));
        lab.assertShown(made.withLifecycle(Lifecycle.READY, ""));
        assertThat(lab.listed(ResourceKind.ROUTE))
                .as("the endpoint's own route")
                .isEmpty();

        Observed<GatewayEndpoint> changed =
                lab.fromHere().change(made, gateway("s3", CLOSED, two), "routeTables", "policy");
        assertThat(lab.calls).containsExactly("ModifyVpcEndpoint ok");
        lab.assertShown(changed.withLifecycle(Lifecycle.READY, ""));
        lab.delete(changed);
        lab.wait(Duration.ofMinutes(2));
        lab.assertGone(changed);
        assertThat(lab.delete(changed).gone()).hasSize(1);
    }

    @Test
    void interfaceEndpointGoesAround() {
        String one = subnet(1);
        String two = subnet(2);
        String group = group("endpoints");
        String other = group("other");
        Tags tags = Lab.tags(ResourceKind.INTERFACE_ENDPOINT, "ssm");
        InterfaceEndpoint wanted = new InterfaceEndpoint(
                Ref.known(vpc), "com.amazonaws.eu-west-1.ssm", refs(one), refs(group), true, OPEN, tags);
        Observed<InterfaceEndpoint> made = lab.make("ssm", wanted);
        assertThat(made.lifecycle()).isEqualTo(Lifecycle.PENDING);
        lab.wait(Duration.ofMinutes(2));
        lab.assertShown(made.withLifecycle(Lifecycle.READY, ""));
        assertThat(lab.listed(ResourceKind.NETWORK_INTERFACE)).isEmpty();

        InterfaceEndpoint desired =
                new InterfaceEndpoint(wanted.vpc(), wanted.service(), refs(one, two), refs(other), false, CLOSED, tags);
        Observed<InterfaceEndpoint> changed =
                lab.fromHere().change(made, desired, "subnets", "groups", "privateDns", "policy");
        assertThat(lab.calls).containsExactly("ModifyVpcEndpoint ok");
        lab.wait(Duration.ofMinutes(2));
        lab.assertShown(changed.withLifecycle(Lifecycle.READY, ""));
        Written deleted = lab.delete(changed);
        assertThat(lab.own(deleted, wanted).lifecycle()).isEqualTo(Lifecycle.DELETING);
        lab.wait(Duration.ofMinutes(2));
        lab.assertGone(changed);
    }

    @Test
    void endpointWaitsForTheNamesOfOneThatIsGoing() {
        InterfaceEndpoint wanted = new InterfaceEndpoint(
                Ref.known(vpc),
                "com.amazonaws.eu-west-1.ssm",
                refs(subnet(1)),
                refs(group("endpoints")),
                true,
                OPEN,
                Lab.tags(ResourceKind.INTERFACE_ENDPOINT, "ssm"));
        lab.delete(lab.make("ssm", wanted));
        Creation<InterfaceEndpoint> next =
                new Creation<>(Lab.creation("ssm", wanted).address(), wanted, "next", "");

        CloudException refusal = catchThrowableOfType(
                CloudException.class, () -> lab.driver(wanted).create(List.of(next)));

        assertThat(refusal).hasMessageContaining("conflicting DNS domain");
        assertThat(refusal.category()).as("a matter of time").isEqualTo(Category.DEPENDENCY);
    }

    @Test
    void severalAreDeletedByOneCall() {
        Observed<GatewayEndpoint> one = lab.make("s3", gateway("s3", OPEN, table("one")));
        Observed<GatewayEndpoint> two = lab.make("dynamodb", gateway("dynamodb", OPEN, table("two")));
        assertThat(lab.driver(one.value()).deletionKey(one.value()))
                .isEqualTo(lab.driver(two.value()).deletionKey(two.value()));
        Written written = lab.fromHere().driver(one.value()).delete(List.of(one, two));
        assertThat(lab.calls).containsExactly("DeleteVpcEndpoints ok");
        assertThat(written.problem()).isNull();
        assertThat(written.now()).hasSize(2);
    }
}
