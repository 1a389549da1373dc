package io.stockade.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.ReadScope;
import io.stockade.cloud.Reader;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.RouteTable;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.Vpc;
import io.stockade.net.Cidr;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What readers promise of every list: all pages or none, foreign things included, few calls. */
class ReadersTest {
    private final Lab lab = new Lab();

    private Observed<Vpc> vpc(int index) {
        String name = "main" + index;
        Cidr range = Cidr.parse("10." + index % 250 + ".0.0/16");
        return lab.make(name, new Vpc(range, true, false, Lab.tags(ResourceKind.VPC, name)));
    }

    @Test
    void everyKindHasOneReaderAndOneDriver() {
        Set<ResourceKind> read = EnumSet.noneOf(ResourceKind.class);
        lab.cloud
                .readers()
                .forEach(reader -> reader.kinds()
                        .forEach(kind -> assertThat(read.add(kind)).isTrue()));
        assertThat(read).isEqualTo(EnumSet.allOf(ResourceKind.class));
        for (ResourceKind kind : ResourceKind.values()) {
            assertThat(lab.cloud.driver(kind).kind()).isEqualTo(kind);
        }
        assertThat(lab.cloud.readers().get(0).kinds()).containsExactly(ResourceKind.VPC);
    }

    @Test
    void nothingInVpcsIsReadWhereThereIsNone() {
        lab.cloud.readers().stream()
                .filter(reader -> reader.narrowing() == Reader.Narrowing.VPC)
                .forEach(reader -> assertThat(reader.list(lab.scope())).isEmpty());
        assertThat(lab.calls).isEmpty();
    }

    /** One list call per reader: the floor that performance-reliability.md counts, and three of IAM and its like. */
    @Test
    void sweepOfOneStackIsOneCallPerReader() {
        vpc(1);
        lab.fromHere();
        lab.cloud.readers().forEach(reader -> reader.list(lab.scope()));
        assertThat(lab.calls).hasSameSizeAs(lab.cloud.readers());
    }

    @Test
    void allPagesAreRead() {
        String vpc = vpc(1).id();
        for (int index = 0; index < 150; index++) {
            lab.console().createRouteTable(request -> request.vpcId(vpc));
        }
        assertThat(lab.fromHere().listed(ResourceKind.ROUTE_TABLE)).hasSize(150);
        assertThat(lab.count("DescribeRouteTables")).isEqualTo(2);
    }

    @Test
    void listWhosePageFailsFails() {
        String vpc = vpc(1).id();
        for (int index = 0; index < 150; index++) {
            lab.console().createRouteTable(request -> request.vpcId(vpc));
        }
        lab.sandbox.faults().once(FaultPoint.action("DescribeRouteTables", 2), Fault.internalError());
        CloudException failure = catchThrowableOfType(CloudException.class, () -> lab.listed(ResourceKind.ROUTE_TABLE));
        assertThat(failure.category()).isEqualTo(CloudException.Category.UNCERTAIN);
    }

    @Test
    void manyVpcsAreReadInChunksOrAsTheWholeRegion() {
        for (int index = 0; index < 201; index++) {
            vpc(index);
        }
        assertThat(lab.fromHere().listed(ResourceKind.MAIN_ROUTE_TABLE)).hasSize(201);
        assertThat(lab.count("DescribeRouteTables")).as("200 and 1").isEqualTo(3);
        assertThat(lab.listed(ResourceKind.VPC)).hasSizeGreaterThanOrEqualTo(201);
        assertThat(lab.fromHere().listed(ResourceKind.DEFAULT_SECURITY_GROUP)).hasSize(201);
        assertThat(lab.count("DescribeSecurityGroups")).as("the whole region").isEqualTo(1);
    }

    @Test
    void foreignThingsInOurVpcAreSeenAndThoseElsewhereAreNot() {
        String ours = vpc(1).id();
        String theirs = lab.console()
                .createVpc(request -> request.cidrBlock("10.9.0.0/16"))
                .vpc()
                .vpcId();
        String here = lab.console()
                .createRouteTable(request -> request.vpcId(ours))
                .routeTable()
                .routeTableId();
        lab.console().createRouteTable(request -> request.vpcId(theirs));
        assertThat(lab.listed(ResourceKind.ROUTE_TABLE))
                .extracting(Observed::id)
                .containsExactly(here);
        assertThat(lab.listed(ResourceKind.VPC)).extracting(Observed::id).contains(ours, theirs);
    }

    @Test
    void rulesComeWithTheirGroups() {
        String vpc = vpc(1).id();
        assertThat(lab.fromHere().reader(ResourceKind.SECURITY_GROUP).list(lab.scope()))
                .extracting(listed -> listed.thing().kind())
                .containsExactlyInAnyOrder(
                        ResourceKind.DEFAULT_SECURITY_GROUP,
                        ResourceKind.SECURITY_GROUP_RULE,
                        ResourceKind.SECURITY_GROUP_RULE);
        assertThat(lab.calls).containsExactly("DescribeSecurityGroups ok");
        assertThat(lab.listed(ResourceKind.SECURITY_GROUP_RULE))
                .allSatisfy(rule -> assertThat(((SecurityGroupRule) rule.value()).protocol())
                        .isEqualTo("all"));
        assertThat(vpc).isNotEmpty();
    }

    @Test
    void tableOfOursThatBecameTheMainOneIsBoth() {
        Observed<Vpc> vpc = vpc(1);
        Observed<RouteTable> table =
                lab.make("app", new RouteTable(Ref.known(vpc.id()), Lab.tags(ResourceKind.ROUTE_TABLE, "app")));
        String association = lab.console().describeRouteTables(request -> {}).routeTables().stream()
                .filter(each -> vpc.id().equals(each.vpcId()))
                .flatMap(each -> each.associations().stream())
                .map(each -> each.routeTableAssociationId())
                .findFirst()
                .orElseThrow();
        lab.console()
                .replaceRouteTableAssociation(
                        request -> request.associationId(association).routeTableId(table.id()));
        assertThat(lab.listed(ResourceKind.MAIN_ROUTE_TABLE))
                .extracting(Observed::id)
                .containsExactly(table.id());
        assertThat(lab.listed(ResourceKind.ROUTE_TABLE))
                .extracting(Observed::id)
                .contains(table.id());
    }

    @Test
    void anotherInstallationSeesNothingOfOurs() {
        vpc(1);
        ReadScope other = new ReadScope("other", new TreeSet<>());
        lab.cloud.readers().stream()
                .filter(reader -> reader.narrowing() == Reader.Narrowing.OWNER)
                .forEach(reader -> assertThat(reader.list(other)).isEmpty());
    }
}
