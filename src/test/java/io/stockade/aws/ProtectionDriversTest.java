package io.stockade.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Written;
import io.stockade.graph.DefaultSecurityGroup;
import io.stockade.graph.Observed;
import io.stockade.graph.Peer;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecurityGroup;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.SecurityGroupRule.Direction;
import io.stockade.graph.Vpc;
import io.stockade.net.Cidr;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Security groups and rules: nothing open that nobody asked for, few calls, one canonical form. */
class ProtectionDriversTest {
    private final Lab lab = new Lab();
    private String vpc = "";

    @BeforeEach
    void makeVpc() {
        vpc = lab.make("main", new Vpc(Cidr.parse("10.40.0.0/16"), true, false, Lab.tags(ResourceKind.VPC, "main")))
                .id();
    }

    private SecurityGroup wanted(String name) {
        return new SecurityGroup(Ref.known(vpc), name, "of " + name, Lab.tags(ResourceKind.SECURITY_GROUP, name));
    }

    private static SecurityGroupRule rule(String group, Direction direction, int port, Peer peer) {
        return new SecurityGroupRule(Ref.known(group), direction, "tcp", port, port, peer, "why not");
    }

    private Written authorize(SecurityGroupRule... rules) {
        Driver<SecurityGroupRule> driver = lab.driver(rules[0]);
        return driver.create(
                Stream.of(rules).map(rule -> Lab.creation("rule", rule)).toList());
    }

    private List<SecurityGroupRule> rulesOf(String group) {
        return lab.listed(ResourceKind.SECURITY_GROUP_RULE).stream()
                .map(seen -> (SecurityGroupRule) seen.value())
                .filter(rule -> rule.group().text().equals(group))
                .toList();
    }

    @Test
    void newGroupLetsNothingThrough() {
        Observed<SecurityGroup> made = lab.fromHere().make("app", wanted("app"));
        assertThat(lab.calls).containsExactly("CreateSecurityGroup ok", "RevokeSecurityGroupEgress ok");
        lab.assertShown(made);
        assertThat(rulesOf(made.id())).isEmpty();

        SecurityGroup tagged =
                new SecurityGroup(Ref.known(vpc), "app", "of app", made.tags().with(Map.of("cost-center", "42")));
        lab.assertShown(lab.change(made, tagged, "tags"));
        lab.delete(made);
        lab.assertGone(made);
    }

    @Test
    void groupWhoseFirstRuleStayedIsAnAnswerWithThatRule() {
        lab.sandbox.faults().once(FaultPoint.action("RevokeSecurityGroupEgress"), Fault.internalError());
        Written written = lab.driver(wanted("app")).create(List.of(Lab.creation("app", wanted("app"))));
        assertThat(written.now())
                .extracting(Observed::kind)
                .containsExactly(ResourceKind.SECURITY_GROUP, ResourceKind.SECURITY_GROUP_RULE);
        assertThat(Objects.requireNonNull(written.problem()).category()).isEqualTo(Category.UNCERTAIN);
        Observed<?> leftover = written.now().get(1);
        assertThat(lab.listed(leftover).orElseThrow().value()).isEqualTo(leftover.value());
        Written again = lab.driver(wanted("app")).create(List.of(Lab.creation("app", wanted("app"))));
        assertThat(again.now()).extracting(Observed::id).contains(leftover.id());
    }

    @Test
    void groupThatAwsDoesNotKnowEverywhereYetKeepsItsFirstRule() {
        Fault unknown = new Fault.Refused("InvalidGroup.NotFound", 400, "The security group does not exist");
        lab.sandbox.faults().once(FaultPoint.action("RevokeSecurityGroupEgress"), unknown);

        Written written = lab.driver(wanted("app")).create(List.of(Lab.creation("app", wanted("app"))));

        assertThat(written.problem()).isNotNull();
        Observed<?> leftover = written.now().get(1);
        assertThat(lab.listed(leftover).orElseThrow().value()).isEqualTo(leftover.value());
    }

    @Test
    void groupOfAnotherStackIsNotTakenOver() {
        lab.make("app", wanted("app"));
        SecurityGroup other =
                new SecurityGroup(Ref.known(vpc), "app", "of app", Lab.tags(ResourceKind.SECURITY_GROUP, "other"));
        CloudException refusal = catchThrowableOfType(CloudException.class, () -> lab.make("other", other));
        assertThat(refusal.category()).isEqualTo(Category.ALREADY_EXISTS);
        assertThat(refusal).hasMessageContaining("payments/orders").hasMessageContaining("SecurityGroup/app");
    }

    @Test
    void defaultGroupIsEmptied() {
        assertThat(lab.listed(ResourceKind.SECURITY_GROUP_RULE)).hasSize(2);
        Observed<DefaultSecurityGroup> group = lab.fromHere().make("main", new DefaultSecurityGroup(Ref.known(vpc)));
        assertThat(lab.calls)
                .containsExactly(
                        "DescribeSecurityGroups ok", "RevokeSecurityGroupIngress ok", "RevokeSecurityGroupEgress ok");
        lab.assertShown(group);
        assertThat(lab.listed(ResourceKind.SECURITY_GROUP_RULE)).isEmpty();
        assertThat(lab.listed(ResourceKind.SECURITY_GROUP)).isEmpty();
    }

    @Test
    void ruleGoesAround() {
        String group = lab.make("app", wanted("app")).id();
        SecurityGroupRule wanted = rule(group, Direction.INGRESS, 443, Peer.cidr(Cidr.parse("10.0.0.0/8")));
        Observed<SecurityGroupRule> made = lab.own(authorize(wanted), wanted);
        assertThat(made.id()).isEqualTo(group + ":in:tcp:443:10.0.0.0/8");
        lab.assertShown(made);
        SecurityGroupRule described = new SecurityGroupRule(
                wanted.group(), wanted.direction(), "tcp", 443, 443, wanted.peer(), "for everybody inside");
        lab.assertShown(lab.change(made, described, "description"));
        lab.delete(made);
        lab.assertGone(made);
        assertThat(lab.delete(made).gone()).as("what is gone already").hasSize(1);
    }

    /** Mission, 4.3: links of a reference stack are twelve rules in five groups. */
    @Test
    void rulesOfAGroupAndDirectionAreOneCall() {
        List<String> groups = Stream.of("a", "b", "c", "d", "e")
                .map(name -> lab.make(name, wanted(name)).id())
                .toList();
        List<SecurityGroupRule> rules = new ArrayList<>();
        for (int index = 0; index < 6; index++) {
            String from = groups.get(index % 5);
            String to = groups.get((index + 1) % 5);
            rules.add(rule(from, Direction.EGRESS, 5000 + index, Peer.group(Ref.known(to))));
            rules.add(rule(to, Direction.INGRESS, 5000 + index, Peer.group(Ref.known(from))));
        }
        Collection<List<Creation<SecurityGroupRule>>> batches = rules.stream()
                .collect(Collectors.groupingBy(
                        rule -> lab.driver(rule).batchKey(rule).orElseThrow(),
                        Collectors.mapping(rule -> Lab.creation("rule", rule), Collectors.toList())))
                .values();
        lab.fromHere();
        batches.forEach(batch -> lab.driver(rules.get(0)).create(batch));
        assertThat(rules).hasSize(12);
        assertThat(lab.calls).hasSizeLessThanOrEqualTo(10);
        assertThat(groups.stream().flatMap(group -> rulesOf(group).stream())).containsAll(rules);
    }

    @Test
    void ruleThatIsThereAlreadyDoesNotStopTheOthers() {
        String group = lab.make("app", wanted("app")).id();
        SecurityGroupRule one = rule(group, Direction.INGRESS, 443, Peer.cidr(Cidr.parse("10.0.0.0/8")));
        SecurityGroupRule two = rule(group, Direction.INGRESS, 5432, Peer.group(Ref.known(group)));
        authorize(one);
        Written written = lab.fromHere().driver(one).create(List.of(Lab.creation("1", one), Lab.creation("2", two)));
        assertThat(written.problem()).isNull();
        assertThat(written.now()).hasSize(2);
        assertThat(lab.calls)
                .containsExactly(
                        "AuthorizeSecurityGroupIngress already_exists",
                        "DescribeSecurityGroups ok",
                        "AuthorizeSecurityGroupIngress ok");
        assertThat(rulesOf(group)).containsExactlyInAnyOrder(one, two);
    }

    @Test
    void ruleThatIsGoneAlreadyDoesNotStopTheOthers() {
        String group = lab.make("app", wanted("app")).id();
        SecurityGroupRule one = rule(group, Direction.EGRESS, 443, Peer.cidr(Cidr.parse("10.0.0.0/8")));
        SecurityGroupRule two = rule(group, Direction.EGRESS, 5432, Peer.cidr(Cidr.parse("2001:db8::/32")));
        List<Observed<SecurityGroupRule>> both = authorize(one, two).now().stream()
                .map(seen -> lab.own(Written.now(seen), one))
                .toList();
        lab.driver(one).delete(both.subList(0, 1));
        Written written = lab.driver(one).delete(both);
        assertThat(written.gone()).hasSize(2);
        assertThat(rulesOf(group)).isEmpty();
    }

    /** Mission, 4.3: the spellings that AWS and people use for one rule. */
    @Test
    void rulesAreSeenInCanonicalForm() {
        String group = lab.make("app", wanted("app")).id();
        lab.console()
                .authorizeSecurityGroupIngress(request -> request.groupId(group)
                        .ipPermissions(
                                IpPermission.builder()
                                        .ipProtocol("6")
                                        .fromPort(80)
                                        .toPort(81)
                                        .ipRanges(
                                                IpRange.builder()
                                                        .cidrIp("10.1.2.3/8")
                                                        .build(),
                                                IpRange.builder()
                                                        .cidrIp("192.0.2.0/24")
                                                        .description("office")
                                                        .build())
                                        .userIdGroupPairs(UserIdGroupPair.builder()
                                                .groupId(group)
                                                .userId(Lab.ACCOUNT)
                                                .build())
                                        .build(),
                                IpPermission.builder()
                                        .ipProtocol("-1")
                                        .ipRanges(IpRange.builder()
                                                .cidrIp("0.0.0.0/0")
                                                .build())
                                        .build()));
        assertThat(lab.listed(ResourceKind.SECURITY_GROUP_RULE).stream().map(Observed::id))
                .contains(
                        group + ":in:tcp:80-81:10.0.0.0/8",
                        group + ":in:tcp:80-81:192.0.2.0/24",
                        group + ":in:tcp:80-81:" + group,
                        group + ":in:all:0.0.0.0/0");
        assertThat(rulesOf(group)).extracting(SecurityGroupRule::description).containsOnlyOnce("office");
    }

    @Test
    void groupThatIsHeldSaysByWhom() {
        String held = lab.make("app", wanted("app")).id();
        String other = lab.make("db", wanted("db")).id();
        authorize(rule(other, Direction.INGRESS, 5432, Peer.group(Ref.known(held))));
        String subnet = lab.console()
                .createSubnet(request -> request.vpcId(vpc).cidrBlock("10.40.0.0/24"))
                .subnet()
                .subnetId();
        lab.console()
                .createNetworkInterface(
                        request -> request.subnetId(subnet).groups(held).description("AWS Lambda VPC ENI-orders-1234"));
        Observed<SecurityGroup> group = Observed.ready(wanted("app"), held, Lab.START);
        CloudException refusal = catchThrowableOfType(CloudException.class, () -> lab.delete(group));
        assertThat(refusal.category()).isEqualTo(Category.DEPENDENCY);
        assertThat(lab.cloud.blockers(group)).anySatisfy(blocker -> {
            assertThat(blocker.whose()).contains("Lambda");
            assertThat(blocker.remedy()).contains("20 to 40 minutes");
        });
        assertThat(lab.cloud.blockers(group))
                .anySatisfy(blocker -> assertThat(blocker.what()).isEqualTo("security group " + other));
    }
}
