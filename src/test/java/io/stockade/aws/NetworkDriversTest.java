package io.stockade.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Written;
import io.stockade.graph.GatewayAttachment;
import io.stockade.graph.InternetGateway;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.MainRouteTable;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Route;
import io.stockade.graph.RouteTable;
import io.stockade.graph.RouteTableAssociation;
import io.stockade.graph.Subnet;
import io.stockade.graph.Tags;
import io.stockade.graph.Vpc;
import io.stockade.net.Cidr;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** VPCs, subnets, gateways and routes: made, shown, changed component by component, and taken away. */
class NetworkDriversTest {
    private final Lab lab = new Lab();

    private Vpc wantedVpc() {
        return new Vpc(Cidr.parse("10.40.0.0/16"), true, true, Lab.tags(ResourceKind.VPC, "main"));
    }

    private Observed<Vpc> vpc() {
        return lab.make("main", wantedVpc());
    }

    private Subnet wantedSubnet(Observed<Vpc> vpc, boolean publicAddresses) {
        return new Subnet(
                Ref.known(vpc.id()),
                Cidr.parse("10.40.0.0/20"),
                "euw1-az1",
                publicAddresses,
                Lab.tags(ResourceKind.SUBNET, "app-euw1-az1"));
    }

    @Test
    void vpcGoesAround() {
        Observed<Vpc> made = vpc();
        assertThat(lab.calls).containsExactly("CreateVpc ok", "ModifyVpcAttribute ok");
        assertThat(made.unread()).isEmpty();
        assertThat(made.tags().values()).containsEntry(Owner.INTENT_TAG, "nonce-main");
        lab.assertShown(made);
        assertThat(lab.listed(made).orElseThrow().unread()).containsExactly("dnsHostnames", "dnsSupport");

        Tags more = made.tags().with(Map.of("cost-center", "42"));
        Vpc other = new Vpc(made.value().cidr(), true, false, more);
        Observed<Vpc> changed = lab.fromHere().change(made, other, "dnsHostnames", "tags");
        assertThat(lab.calls).containsExactly("ModifyVpcAttribute ok", "CreateTags ok");
        assertThat(changed.value()).isEqualTo(other);
        lab.assertShown(changed);

        assertThat(lab.delete(changed).gone()).hasSize(1);
        lab.assertGone(changed);
        assertThat(lab.delete(changed).gone()).as("what is gone already").hasSize(1);
    }

    @Test
    void vpcWhoseNamesCouldNotBeSwitchedOnIsStillAnAnswer() {
        lab.sandbox.faults().once(FaultPoint.action("ModifyVpcAttribute"), new Fault.Throttled());
        Written written = lab.driver(wantedVpc()).create(List.of(Lab.creation("main", wantedVpc())));
        assertThat(written.now()).hasSize(1);
        assertThat(lab.own(written, wantedVpc()).value().dnsHostnames()).isFalse();
        CloudException problem = Objects.requireNonNull(written.problem());
        assertThat(problem.category()).isEqualTo(Category.THROTTLED);
        assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void onlyMissingTagsAreSent() {
        Observed<Vpc> made = vpc();
        lab.fromHere().change(made, made.value(), "tags");
        assertThat(lab.calls).isEmpty();
    }

    @Test
    void subnetGoesAround() {
        Observed<Vpc> vpc = vpc();
        Observed<Subnet> made = lab.make("app-euw1-az1", wantedSubnet(vpc, false));
        assertThat(lab.count("ModifySubnetAttribute")).isZero();
        lab.wait(Duration.ofMinutes(1));
        lab.assertShown(lab.listed(made)
                .map(each -> made.withLifecycle(Lifecycle.READY, ""))
                .orElseThrow());
        Observed<Subnet> changed = lab.change(made, wantedSubnet(vpc, true), "mapPublicIpOnLaunch");
        lab.assertShown(changed);
        lab.delete(changed);
        lab.assertGone(changed);
    }

    @Test
    void subnetThatIsThereAlreadyIsTheAnswerIfItIsOurs() {
        Observed<Vpc> vpc = vpc();
        Observed<Subnet> made = lab.make("app-euw1-az1", wantedSubnet(vpc, true));
        Observed<Subnet> again = lab.make("app-euw1-az1", wantedSubnet(vpc, true));
        assertThat(again.id()).isEqualTo(made.id());
        assertThat(lab.listed(ResourceKind.SUBNET)).hasSize(1);
    }

    @Test
    void subnetOfSomebodyElseIsNamed() {
        Observed<Vpc> vpc = vpc();
        String foreign = lab.console()
                .createSubnet(request -> request.vpcId(vpc.id()).cidrBlock("10.40.0.0/24"))
                .subnet()
                .subnetId();
        CloudException refusal =
                catchThrowableOfType(CloudException.class, () -> lab.make("app-euw1-az1", wantedSubnet(vpc, true)));
        assertThat(refusal.category()).isEqualTo(Category.ALREADY_EXISTS);
        assertThat(refusal.action()).isEqualTo("CreateSubnet");
        assertThat(refusal).hasMessageContaining(foreign).hasMessageContaining("no stack");
    }

    @Test
    void internetGatewayGoesAround() {
        Observed<Vpc> vpc = vpc();
        InternetGateway wanted = new InternetGateway(Lab.tags(ResourceKind.INTERNET_GATEWAY, "internet"));
        Observed<InternetGateway> gateway = lab.make("internet", wanted);
        assertThat(gateway.tags().values()).containsEntry(Owner.INTENT_TAG, "nonce-internet");
        lab.assertShown(gateway);
        GatewayAttachment attached = new GatewayAttachment(Ref.known(gateway.id()), Ref.known(vpc.id()));
        Observed<GatewayAttachment> attachment = lab.make("internet", attached);
        assertThat(attachment.id()).isEqualTo(gateway.id() + ":" + vpc.id());
        lab.assertShown(attachment);
        assertThat(lab.make("internet", attached)).as("attached already").isNotNull();

        CloudException refusal = catchThrowableOfType(CloudException.class, () -> lab.delete(gateway));
        assertThat(refusal.category()).isEqualTo(Category.DEPENDENCY);
        assertThat(lab.cloud.blockers(gateway)).hasSize(1);
        lab.delete(attachment);
        lab.assertGone(attachment);
        lab.delete(gateway);
        lab.assertGone(gateway);
        assertThat(lab.delete(attachment).gone()).hasSize(1);
    }

    @Test
    void gatewayThatSomebodyAttachedToOurVpcIsSeen() {
        Observed<Vpc> vpc = vpc();
        String elsewhere =
                lab.console().createInternetGateway().internetGateway().internetGatewayId();
        String here = lab.console().createInternetGateway().internetGateway().internetGatewayId();
        lab.console()
                .attachInternetGateway(
                        request -> request.internetGatewayId(here).vpcId(vpc.id()));
        assertThat(lab.listed(ResourceKind.INTERNET_GATEWAY))
                .extracting(Observed::id)
                .containsExactly(here);
        assertThat(lab.listed(ResourceKind.GATEWAY_ATTACHMENT)).hasSize(1);
        assertThat(elsewhere).isNotEqualTo(here);
    }

    @Test
    void routesGoAround() {
        Observed<Vpc> vpc = vpc();
        Observed<InternetGateway> gateway =
                lab.make("internet", new InternetGateway(Lab.tags(ResourceKind.INTERNET_GATEWAY, "internet")));
        lab.make("internet", new GatewayAttachment(Ref.known(gateway.id()), Ref.known(vpc.id())));
        Observed<RouteTable> table =
                lab.make("public", new RouteTable(Ref.known(vpc.id()), Lab.tags(ResourceKind.ROUTE_TABLE, "public")));
        lab.assertShown(table);
        assertThat(lab.listed(ResourceKind.ROUTE)).as("the local routes").isEmpty();

        Route wanted = new Route(Ref.known(table.id()), "0.0.0.0/0", Ref.known(gateway.id()));
        Observed<Route> route = lab.make("public:0.0.0.0/0", wanted);
        assertThat(route.id()).isEqualTo(table.id() + ":0.0.0.0/0");
        lab.assertShown(route);
        assertThat(lab.make("public:0.0.0.0/0", wanted).value())
                .as("there already")
                .isEqualTo(wanted);

        String foreign = lab.console()
                .createSubnet(request -> request.vpcId(vpc.id()).cidrBlock("10.40.64.0/24"))
                .subnet()
                .subnetId();
        String target = lab.console()
                .createNetworkInterface(request -> request.subnetId(foreign))
                .networkInterface()
                .networkInterfaceId();
        Route other = new Route(Ref.known(table.id()), "0.0.0.0/0", Ref.known(target));
        Observed<Route> changed = lab.fromHere().change(route, other, "target");
        assertThat(lab.calls).containsExactly("ReplaceRoute ok");
        Observed<?> listed = lab.listed(changed).orElseThrow();
        assertThat(listed.value()).isEqualTo(other);

        lab.console().deleteNetworkInterface(request -> request.networkInterfaceId(target));
        assertThat(lab.listed(changed).orElseThrow().lifecycle()).isEqualTo(Lifecycle.BROKEN);
        lab.delete(changed);
        lab.assertGone(changed);
        assertThat(lab.delete(changed).gone()).hasSize(1);
        lab.delete(table);
        lab.assertGone(table);
    }

    @Test
    void routeThatIsGoneIsNotFoundWhenItIsToLeadElsewhere() {
        Observed<Vpc> vpc = vpc();
        Ref table = Ref.known(table(vpc, "public").id());
        Ref gateway =
                Ref.known(lab.make("internet", new InternetGateway(Lab.tags(ResourceKind.INTERNET_GATEWAY, "internet")))
                        .id());
        lab.make("internet", new GatewayAttachment(gateway, Ref.known(vpc.id())));
        Observed<Route> route = lab.make("public:0.0.0.0/0", new Route(table, "0.0.0.0/0", gateway));
        lab.delete(route);

        CloudException refusal =
                catchThrowableOfType(CloudException.class, () -> lab.change(route, route.value(), "target"));

        assertThat(refusal.category()).isEqualTo(Category.NOT_FOUND);
    }

    @Test
    void associationGoesAround() {
        Observed<Vpc> vpc = vpc();
        Observed<Subnet> subnet = lab.make("app-euw1-az1", wantedSubnet(vpc, false));
        Observed<RouteTable> one = table(vpc, "one");
        Observed<RouteTable> two = table(vpc, "two");
        RouteTableAssociation wanted = new RouteTableAssociation(Ref.known(subnet.id()), Ref.known(one.id()));
        Observed<RouteTableAssociation> association = lab.make("app-euw1-az1", wanted);
        assertThat(association.id()).startsWith("rtbassoc-");
        lab.assertShown(association);
        assertThat(lab.make("app-euw1-az1", wanted).id()).isEqualTo(association.id());
        assertThat(lab.cloud.blockers(one))
                .extracting(blocker -> blocker.what())
                .containsExactly("subnet " + subnet.id());

        RouteTableAssociation other = new RouteTableAssociation(Ref.known(subnet.id()), Ref.known(two.id()));
        Observed<RouteTableAssociation> changed = lab.change(association, other, "table");
        lab.assertShown(changed);
        lab.assertGone(association);
        lab.delete(changed);
        lab.assertGone(changed);
        assertThat(lab.delete(changed).gone()).hasSize(1);
    }

    @Test
    void associationIsWrittenWithoutReading() {
        Observed<Vpc> vpc = vpc();
        Observed<Subnet> subnet = lab.make("app-euw1-az1", wantedSubnet(vpc, false));
        Ref one = Ref.known(table(vpc, "one").id());
        Ref two = Ref.known(table(vpc, "two").id());
        lab.fromHere();

        Observed<RouteTableAssociation> made =
                lab.make("app-euw1-az1", new RouteTableAssociation(Ref.known(subnet.id()), one));
        Written written = lab.driver(made.value())
                .update(made, new RouteTableAssociation(Ref.known(subnet.id()), two), Set.of("table"));
        lab.delete(lab.own(written, made.value()));

        assertThat(written.gone()).containsExactly(new Written.Gone(ResourceKind.ROUTE_TABLE_ASSOCIATION, made.id()));
        assertThat(lab.calls)
                .containsExactly(
                        "AssociateRouteTable ok", "ReplaceRouteTableAssociation ok", "DisassociateRouteTable ok");
    }

    private Observed<RouteTable> table(Observed<Vpc> vpc, String name) {
        return lab.make(name, new RouteTable(Ref.known(vpc.id()), Lab.tags(ResourceKind.ROUTE_TABLE, name)));
    }

    @Test
    void mainRouteTableIsFoundAndNotMade() {
        Observed<Vpc> vpc = vpc();
        Observed<MainRouteTable> main = lab.fromHere().make("main", new MainRouteTable(Ref.known(vpc.id())));
        assertThat(lab.calls).containsExactly("DescribeRouteTables ok");
        lab.assertShown(main);
        assertThat(lab.listed(ResourceKind.ROUTE_TABLE)).isEmpty();
        assertThat(lab.delete(main).gone()).hasSize(1);
    }
}
