package io.stockade.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.AddressAssociation;
import io.stockade.graph.ElasticIp;
import io.stockade.graph.GatewayAttachment;
import io.stockade.graph.InternetGateway;
import io.stockade.graph.LaunchTemplate;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.NatGateway;
import io.stockade.graph.NetworkInterface;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecurityGroup;
import io.stockade.graph.Subnet;
import io.stockade.graph.Tags;
import io.stockade.graph.Vpc;
import io.stockade.net.Cidr;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/** The ways out: addresses, NAT gateways, interfaces and templates of NAT instances. */
class EgressDriversTest {
    private final Lab lab = new Lab();
    private String vpc = "";
    private String subnet = "";
    private String group = "";

    @BeforeEach
    void makeNetwork() {
        vpc = lab.make("main", new Vpc(Cidr.parse("10.40.0.0/16"), true, false, Lab.tags(ResourceKind.VPC, "main")))
                .id();
        InternetGateway internet = new InternetGateway(Lab.tags(ResourceKind.INTERNET_GATEWAY, "internet"));
        String gateway = lab.make("internet", internet).id();
        lab.make("internet", new GatewayAttachment(Ref.known(gateway), Ref.known(vpc)));
        subnet = lab.make(
                        "public-euw1-az1",
                        new Subnet(
                                Ref.known(vpc),
                                Cidr.parse("10.40.0.0/24"),
                                "euw1-az1",
                                false,
                                Lab.tags(ResourceKind.SUBNET, "public-euw1-az1")))
                .id();
        group = securityGroup("nat");
    }

    private String securityGroup(String name) {
        return lab.make(
                        name,
                        new SecurityGroup(
                                Ref.known(vpc), name, "of " + name, Lab.tags(ResourceKind.SECURITY_GROUP, name)))
                .id();
    }

    private Observed<ElasticIp> address(String name) {
        return lab.make(name, ElasticIp.wanted(Lab.tags(ResourceKind.ELASTIC_IP, name)));
    }

    private NetworkInterface wantedInterface(boolean check, String description, String... groups) {
        return new NetworkInterface(
                Ref.known(subnet), refs(groups), check, description, Lab.tags(ResourceKind.NETWORK_INTERFACE, "nat"));
    }

    private static NavigableSet<Ref> refs(String... ids) {
        TreeSet<Ref> refs = new TreeSet<>();
        for (String id : ids) {
            refs.add(Ref.known(id));
        }
        return refs;
    }

    @Test
    void natGatewayGoesAround() {
        Observed<ElasticIp> address = address("nat");
        lab.assertShown(address);
        NatGateway wanted =
                new NatGateway(Ref.known(subnet), Ref.known(address.id()), Lab.tags(ResourceKind.NAT_GATEWAY, "nat"));
        Observed<NatGateway> made = lab.make("nat", wanted);
        assertThat(made.lifecycle()).isEqualTo(Lifecycle.PENDING);
        assertThat(lab.make("nat", wanted).id()).as("the same token").isEqualTo(made.id());
        lab.wait(Duration.ofMinutes(3));
        lab.assertShown(made.withLifecycle(Lifecycle.READY, ""));

        // What AWS makes for the gateway is nobody's doing.
        assertThat(lab.listed(ResourceKind.ADDRESS_ASSOCIATION)).isEmpty();
        assertThat(lab.listed(ResourceKind.NETWORK_INTERFACE)).isEmpty();
        CloudException held = catchThrowableOfType(CloudException.class, () -> lab.delete(address));
        assertThat(held.category()).isEqualTo(Category.DEPENDENCY);
        assertThat(lab.cloud.blockers(address))
                .singleElement()
                .satisfies(blocker -> assertThat(blocker.whose()).contains("NAT gateway"));

        NatGateway tagged =
                new NatGateway(wanted.subnet(), wanted.address(), wanted.tags().with(Map.of("cost-center", "42")));
        Observed<NatGateway> changed = lab.change(made, tagged, "tags");
        Written deleted = lab.delete(changed);
        assertThat(lab.own(deleted, wanted).lifecycle()).isEqualTo(Lifecycle.DELETING);
        assertThat(lab.listed(made).orElseThrow().lifecycle()).isEqualTo(Lifecycle.DELETING);
        lab.wait(Duration.ofMinutes(3));
        lab.assertGone(made);
        lab.delete(address);
        lab.assertGone(address);
    }

    @Test
    void tokenWithAnotherRequestIsAMismatch() {
        Observed<ElasticIp> one = address("one");
        Observed<ElasticIp> two = address("two");
        Tags tags = Lab.tags(ResourceKind.NAT_GATEWAY, "nat");
        lab.make("nat", new NatGateway(Ref.known(subnet), Ref.known(one.id()), tags));
        CloudException mismatch = catchThrowableOfType(
                CloudException.class,
                () -> lab.make("nat", new NatGateway(Ref.known(subnet), Ref.known(two.id()), tags)));
        assertThat(mismatch.category()).isEqualTo(Category.TOKEN_MISMATCH);
    }

    @Test
    void interfaceGoesAround() {
        Observed<NetworkInterface> made = lab.fromHere().make("nat", wantedInterface(false, "egress of orders", group));
        assertThat(lab.calls).containsExactly("CreateNetworkInterface ok", "ModifyNetworkInterfaceAttribute ok");
        lab.assertShown(made.withLifecycle(Lifecycle.READY, ""));
        assertThat(lab.make("nat", wantedInterface(false, "egress of orders", group))
                        .id())
                .as("the same token")
                .isEqualTo(made.id());
        String other = securityGroup("other");
        Observed<NetworkInterface> changed = lab.fromHere()
                .change(made, wantedInterface(true, "changed", other), "groups", "sourceDestCheck", "description");
        assertThat(lab.count("ModifyNetworkInterfaceAttribute")).isEqualTo(3);
        lab.assertShown(changed.withLifecycle(Lifecycle.READY, ""));
        lab.delete(changed);
        lab.assertGone(changed);
    }

    @Test
    void addressMovesBetweenInterfaces() {
        Observed<ElasticIp> address = address("nat");
        Observed<NetworkInterface> one = lab.make("nat", wantedInterface(false, "one", group));
        NetworkInterface second = new NetworkInterface(
                Ref.known(subnet), refs(group), true, "two", Lab.tags(ResourceKind.NETWORK_INTERFACE, "two"));
        Observed<NetworkInterface> two = lab.make("two", second);
        AddressAssociation wanted = new AddressAssociation(Ref.known(address.id()), Ref.known(one.id()));
        Observed<AddressAssociation> made = lab.make("nat", wanted);
        assertThat(made.id()).startsWith("eipassoc-");
        lab.assertShown(made);
        assertThat(lab.make("nat", wanted).id()).as("a repetition is answered").isEqualTo(made.id());
        lab.fromHere().listed(ResourceKind.ADDRESS_ASSOCIATION);
        assertThat(lab.calls).as("whose the interface is was asked once").containsExactly("DescribeAddresses ok");

        AddressAssociation moved = new AddressAssociation(Ref.known(address.id()), Ref.known(two.id()));
        lab.fromHere();
        Observed<AddressAssociation> changed = lab.change(made, moved, "networkInterface");
        lab.delete(changed);
        assertThat(lab.calls).as("no reads").containsExactly("AssociateAddress ok", "DisassociateAddress ok");
        lab.assertGone(made);
        lab.assertGone(changed);
        assertThat(lab.delete(changed).gone()).hasSize(1);
    }

    @Test
    void launchTemplateGoesAround() {
        String nat = lab.make("nat", wantedInterface(false, "nat", group)).id();
        LaunchTemplate wanted = template(nat, Lab.tags(ResourceKind.LAUNCH_TEMPLATE, "nat"));
        Observed<LaunchTemplate> made = lab.make("nat", wanted);
        lab.assertShown(made);
        Observed<?> listed = lab.listed(made).orElseThrow();
        assertThat(listed.unread()).contains("userData", "imageAlias");
        assertThat(lab.driver(wanted).details()).isEqualTo(listed.unread());
        LaunchTemplateVersion version = lab.console()
                .describeLaunchTemplateVersions(
                        request -> request.launchTemplateId(made.id()).versions("1"))
                .launchTemplateVersions()
                .get(0);
        assertThat(version.launchTemplateData().metadataOptions().httpTokensAsString())
                .isEqualTo("required");
        assertThat(version.launchTemplateData().keyName()).isNull();
        assertThat(version.launchTemplateData().networkInterfaces().get(0).deleteOnTermination())
                .isFalse();

        Creation<LaunchTemplate> otherToken =
                new Creation<>(Lab.creation("nat", wanted).address(), wanted, "another token", "");
        Written again = lab.driver(wanted).create(List.of(otherToken));
        assertThat(lab.own(again, wanted).id()).as("the same name").isEqualTo(made.id());
        Tags more = wanted.tags().with(Map.of("cost-center", "42"));
        lab.assertShown(lab.change(made, template(nat, more), "tags"));
        lab.delete(made);
        lab.assertGone(made);
    }

    private static LaunchTemplate template(String networkInterface, Tags tags) {
        return new LaunchTemplate(
                "stockade-orders-nat-0123456789abcdef",
                "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
                "t4g.nano",
                Ref.known(networkInterface),
                null,
                "#!/bin/sh\necho ü\n",
                Tags.of(Map.of("Name", "nat")),
                tags);
    }

    @Test
    void othersAddressesAreNotListed() {
        lab.console().allocateAddress(request -> request.domain("vpc"));
        Observed<ElasticIp> ours = address("nat");
        assertThat(lab.listed(ResourceKind.ELASTIC_IP)).extracting(Observed::id).containsExactly(ours.id());
        assertThat(Set.of(ours.note())).isNotEmpty();
    }
}
