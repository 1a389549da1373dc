package io.stockade.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.cloud.Blocker;
import io.stockade.graph.Observed;
import io.stockade.graph.RegionFacts;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Scope;
import io.stockade.graph.Vpc;
import io.stockade.net.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Where a cloud is, what is true of its region, and what keeps things there. */
class AwsCloudTest {
    private final Lab lab = new Lab();

    @Test
    void scopeIsAsOldAsTheCallerAllows() {
        Instant first = lab.time.now();
        assertThat(lab.cloud.scope(first)).isEqualTo(new Scope("aws", Lab.ACCOUNT, Lab.REGION));
        lab.wait(Duration.ofMinutes(59));
        lab.cloud.scope(first);
        assertThat(lab.count("GetCallerIdentity")).isEqualTo(1);
        lab.sandbox.faults().wrongAccount("999999999999");
        assertThat(lab.cloud.scope(first.plusSeconds(10)).account()).isEqualTo("999999999999");
        assertThat(lab.count("GetCallerIdentity")).isEqualTo(2);
    }

    @Test
    void factsAnswerEveryQuestion() {
        lab.make("main", new Vpc(Cidr.parse("10.40.0.0/16"), true, false, Lab.tags(ResourceKind.VPC, "main")));
        String s3 = "com.amazonaws.eu-west-1.s3";
        String ssm = "com.amazonaws.eu-west-1.ssm";
        RegionFacts facts = lab.cloud.facts(
                new TreeSet<>(List.of("t4g.nano", "x9.unknown")),
                new TreeSet<>(List.of(s3, ssm, "com.amazonaws.eu-west-1.unknown")),
                new TreeSet<>(List.of("com.amazonaws.eu-west-1.s3")));
        assertThat(facts.scope().account()).isEqualTo(Lab.ACCOUNT);
        assertThat(facts.zones()).extracting(RegionFacts.Zone::id).contains("euw1-az1", "euw1-az2", "euw1-az3");
        assertThat(facts.offerings().get("t4g.nano")).contains("euw1-az1");
        assertThat(facts.offerings().get("x9.unknown")).isEmpty();
        assertThat(facts.architectures()).isEqualTo(Map.of("t4g.nano", "arm64"));
        assertThat(facts.services()).containsOnlyKeys(s3, ssm);
        assertThat(facts.services())
                .hasEntrySatisfying(s3, service -> assertThat(service.types()).contains("Gateway"));
        assertThat(facts.services()).hasEntrySatisfying(ssm, service -> {
            assertThat(service.types()).containsExactly("Interface");
            assertThat(service.zoneIds()).contains("euw1-az1");
        });
        assertThat(facts.prefixLists().get(s3)).startsWith("pl-");
        assertThat(facts.quotas().vpcRanges())
                .as("whoever listed the VPCs knows them")
                .isEmpty();
    }

    @Test
    void emptyQuestionsCostNoCall() {
        lab.cloud.scope(lab.time.now());
        lab.fromHere().cloud.facts(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        assertThat(lab.calls)
                .containsExactlyInAnyOrder(
                        "DescribeAvailabilityZones ok", "DescribeAddresses ok", "DescribeAccountAttributes ok");
    }

    @Test
    void vpcThatIsHeldSaysByWhat() {
        Observed<Vpc> vpc =
                lab.make("main", new Vpc(Cidr.parse("10.40.0.0/16"), true, false, Lab.tags(ResourceKind.VPC, "main")));
        String subnet = lab.console()
                .createSubnet(request -> request.vpcId(vpc.id()).cidrBlock("10.40.0.0/24"))
                .subnet()
                .subnetId();
        String held = lab.console()
                .createNetworkInterface(request -> request.subnetId(subnet))
                .networkInterface()
                .networkInterfaceId();
        assertThat(lab.cloud.blockers(vpc))
                .extracting(Blocker::what)
                .containsExactlyInAnyOrder("network interface " + held, "subnet " + subnet);
    }
}
