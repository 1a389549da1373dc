package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import io.stockade.simulation.LinkEdits.Edit;
import io.stockade.simulation.LinkStack.Link;
import io.stockade.simulation.LinkStack.Side;
import io.stockade.simulation.Wiretap.Sent;
import io.stockade.status.StackStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Links are edited in every way, and each edit touches its own rules and no other: at no moment does a rule lack that
 * was there and is still wanted, what is new is let in before what is old is shut out, and no call is made in vain.
 */
class LinkEditTest {
    private static final int EDITS = 40;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anEditTouchesItsOwnRulesAndNoOther(long seed) {
        try (Simulation simulation = new Simulation()) {
            Random random = new Random(seed);
            LinkEdits edits = new LinkEdits(random, prefixLists(simulation));
            LinkStack stack = edits.start();
            String key = simulation.apply(Simulation.manifest(stack.yaml(random)));
            simulation.untilReady(key);
            RuleWatch watch = new RuleWatch(simulation);
            Map<Rule, String> foreign = foreignRules(simulation, key, watch);
            Walk walk = new Walk(simulation, key, watch, foreign);
            walk.assertHolds(stack, "seed " + seed + " before any edit");

            for (int step = 0; step < EDITS; step++) {
                LinkStack before = stack;
                List<Edit> made = new ArrayList<>();
                for (int count = random.nextInt(3); count >= 0; count--) {
                    Edit edit = edits.any();
                    made.add(edit);
                    stack = edits.apply(edit, stack);
                }
                String yaml = stack.yaml(random);
                walk.edit(before, stack, yaml, "seed " + seed + ", edit " + step + " " + made + "\n" + yaml);
            }
            assertThat(simulation.defects).isEmpty();
        }
    }

    /** AWS refuses one end of the new rules for a while: until it gives in, the link is open at its old port. */
    @Test
    void aLinkThatMovesToAnotherPortIsNeverShut() {
        try (Simulation simulation = new Simulation()) {
            List<String> lists = prefixLists(simulation);
            LinkStack before = webToApp(8080, "app", lists);
            LinkStack after = webToApp(9090, "app", lists);
            String stack = simulation.apply(Simulation.manifest(before.yaml(new Random(1))));
            simulation.untilReady(stack);
            simulation
                    .sandbox
                    .faults()
                    .once(FaultPoint.action("AuthorizeSecurityGroupIngress"), Fault.internalError())
                    .once(FaultPoint.action("AuthorizeSecurityGroupIngress"), Fault.internalError())
                    .once(FaultPoint.action("AuthorizeSecurityGroupIngress"), Fault.internalError());
            RuleWatch watch = new RuleWatch(simulation);

            simulation.apply(Simulation.manifest(after.yaml(new Random(1))));
            simulation.untilSettled(stack);

            assertThat(watch.moments()).hasSize(4).allMatch(moment -> open(moment, 8080) || open(moment, 9090));
            assertThat(simulation.time.call(watch::live))
                    .containsAllEntriesOf(after.rules(simulation.time.call(watch::subnets)));
        }
    }

    private static boolean open(Map<Rule, String> rules, int port) {
        return rules.containsKey(new Rule("web", true, "tcp", port, port, "app"))
                && rules.containsKey(new Rule("app", false, "tcp", port, port, "web"));
    }

    private static LinkStack webToApp(int port, String to, List<String> prefixLists) {
        Link link = new Link(new Side("group", "web"), new Side("group", to), "tcp", port, port, "");
        return new LinkStack(List.of("web", "app"), List.of(link), prefixLists);
    }

    /** Found with seed 2: HTTPS to the stack's endpoints went when a link let out HTTPS to everywhere. */
    @Test
    void aWiderLinkTakesNoRuleAway() {
        try (Simulation simulation = new Simulation()) {
            List<String> lists = prefixLists(simulation);
            LinkStack before = webToApp(443, "app", lists);
            Link wide = new Link(new Side("group", "web"), new Side("cidr", LinkStack.ANYWHERE), "tcp", 443, 443, "");
            LinkStack after =
                    new LinkStack(before.groups(), List.of(before.links().get(0), wide), lists);
            String stack = simulation.apply(Simulation.manifest(before.yaml(new Random(1))));
            simulation.untilReady(stack);
            int sent = simulation.sent.size();

            simulation.apply(Simulation.manifest(after.yaml(new Random(1))));
            simulation.untilSettled(stack);

            assertThat(simulation.sent.subList(sent, simulation.sent.size()))
                    .filteredOn(Sent::mutating)
                    .extracting(Sent::action)
                    .containsExactly("AuthorizeSecurityGroupEgress");
        }
    }

    private static List<String> prefixLists(Simulation simulation) {
        Ec2Client ec2 = simulation.sandbox.as("auditor").ec2(Simulation.ACCOUNT, Console.REGION);
        List<String> ids = new ArrayList<>();
        for (String name : List.of("com.amazonaws.eu-west-1.s3", "com.amazonaws.eu-west-1.dynamodb")) {
            ids.add(simulation.time.call(() -> ec2.describeManagedPrefixLists(
                            request -> request.filters(Console.filter("prefix-list-name", name)))
                    .prefixLists()
                    .get(0)
                    .prefixListId()));
        }
        return ids;
    }

    /** Somebody else's group in our VPC, with a rule that names one of ours. */
    private static Map<Rule, String> foreignRules(Simulation simulation, String key, RuleWatch watch) {
        Map<Rule, String> before = simulation.time.call(watch::live);
        Console console = new Console(simulation, key);
        simulation.act(() -> {
            String group = console.ec2
                    .createSecurityGroup(request ->
                            request.vpcId(console.vpc()).groupName("theirs").description("not ours"))
                    .groupId();
            console.ec2.authorizeSecurityGroupIngress(request -> request.groupId(group)
                    .ipProtocol("tcp")
                    .fromPort(5432)
                    .toPort(5432)
                    .cidrIp("10.0.0.0/8"));
        });
        Map<Rule, String> foreign = new HashMap<>(simulation.time.call(watch::live));
        foreign.keySet().removeAll(before.keySet());
        return foreign;
    }

    /** One edit after another, and what must hold of each. */
    private record Walk(Simulation simulation, String stack, RuleWatch watch, Map<Rule, String> foreign) {
        void edit(LinkStack before, LinkStack after, String yaml, String what) {
            Map<Rule, String> old = expected(before);
            watch.moments();
            int sent = simulation.sent.size();

            simulation.apply(Simulation.manifest(yaml));
            StackStatus status = simulation.untilSettled(stack);

            assertThat(status.is("AwaitingApproval")).as(what).isFalse();
            Map<Rule, String> wanted = expected(after);
            List<Sent> writes = simulation.sent.subList(sent, simulation.sent.size()).stream()
                    .filter(Sent::mutating)
                    .toList();
            assertHolds(after, what);
            assertNeverMissing(old.keySet(), wanted.keySet(), what);
            assertOwnRulesOnly(writes, old, wanted, what);
            assertFewCalls(writes, old, wanted, before, after, what);
        }

        private Map<Rule, String> expected(LinkStack linked) {
            Map<Rule, String> expected = new HashMap<>(linked.rules(simulation.time.call(watch::subnets)));
            expected.putAll(foreign);
            return expected;
        }

        void assertHolds(LinkStack linked, String what) {
            assertThat(simulation.time.call(watch::live)).as(what).isEqualTo(expected(linked));
        }

        private void assertNeverMissing(Set<Rule> old, Set<Rule> wanted, String what) {
            Set<Rule> staying = new HashSet<>(old);
            staying.retainAll(wanted);
            for (Map<Rule, String> moment : watch.moments()) {
                assertThat(moment.keySet()).as(what).containsAll(staying);
            }
        }

        /** Also that nothing is revoked while a rule of the same groups is still to be authorised. */
        private void assertOwnRulesOnly(
                List<Sent> writes, Map<Rule, String> old, Map<Rule, String> wanted, String what) {
            Set<Rule> mayGo = new HashSet<>(old.keySet());
            mayGo.removeAll(wanted.keySet());
            Set<Rule> mayCome = new HashSet<>(wanted.keySet());
            mayCome.removeAll(old.keySet());
            Set<String> revoked = new HashSet<>();
            for (Sent sent : writes) {
                boolean fresh = sent.action().equals("RevokeSecurityGroupEgress")
                        && watch.revoked(sent).stream().allMatch(LinkEditTest::letsEverythingOut);
                if (!fresh) {
                    assertThat(mayGo).as(what + sent).containsAll(watch.revoked(sent));
                }
                assertThat(mayCome).as(what + sent).containsAll(watch.authorised(sent));
                assertThat(Collections.disjoint(groups(watch.authorised(sent)), revoked))
                        .as(what + "authorised late: " + sent)
                        .isTrue();
                revoked.addAll(fresh ? Set.of() : groups(watch.revoked(sent)));
            }
        }

        private void assertFewCalls(
                List<Sent> writes,
                Map<Rule, String> old,
                Map<Rule, String> wanted,
                LinkStack before,
                LinkStack after,
                String what) {
            Set<String> made = new HashSet<>(after.groups());
            before.groups().forEach(made::remove);
            Set<String> gone = new HashSet<>(before.groups());
            after.groups().forEach(gone::remove);
            long described = wanted.entrySet().stream()
                    .filter(entry -> old.containsKey(entry.getKey())
                            && !old.get(entry.getKey()).equals(entry.getValue()))
                    .count();
            assertThat(count(writes, "AuthorizeSecurityGroup")).as(what).isEqualTo(sides(wanted, old));
            assertThat(count(writes, "RevokeSecurityGroup"))
                    .as(what)
                    .isLessThanOrEqualTo(sides(old, wanted) + made.size());
            assertThat(count(writes, "UpdateSecurityGroupRuleDescriptions"))
                    .as(what)
                    .isEqualTo(described);
            assertThat(count(writes, "CreateSecurityGroup")).as(what).isEqualTo(made.size());
            assertThat(count(writes, "DeleteSecurityGroup")).as(what).isEqualTo(gone.size());
            assertThat(writes).as(what).allMatch(sent -> sent.action().contains("SecurityGroup"));
        }

        /** Sides of groups with rules in one set that are not in the other. */
        private static long sides(Map<Rule, String> rules, Map<Rule, String> others) {
            return rules.keySet().stream()
                    .filter(rule -> !others.containsKey(rule))
                    .map(Rule::side)
                    .distinct()
                    .count();
        }

        private static long count(List<Sent> writes, String action) {
            return writes.stream()
                    .filter(sent -> sent.action().startsWith(action))
                    .count();
        }
    }

    /** The groups at both ends. */
    private static Set<String> groups(List<Rule> rules) {
        return rules.stream()
                .flatMap(rule -> Stream.of(rule.group(), rule.peer()))
                .filter(LinkEdits.NAMES::contains)
                .collect(Collectors.toSet());
    }

    /** What a new group comes with. */
    private static boolean letsEverythingOut(Rule rule) {
        return rule.protocol().equals("-1") && rule.peer().equals(LinkStack.ANYWHERE);
    }
}
