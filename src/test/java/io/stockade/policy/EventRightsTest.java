package io.stockade.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.AwsClouds;
import io.stockade.aws.AwsSettings;
import io.stockade.aws.AwsSurroundings;
import io.stockade.aws.call.CallLedger;
import io.stockade.aws.events.EventPlace;
import io.stockade.aws.events.EventWay;
import io.stockade.aws.events.EventsAccount;
import io.stockade.aws.events.EventsAccount.Asked;
import io.stockade.aws.policy.EventRights;
import io.stockade.aws.policy.Placeholders;
import io.stockade.aws.policy.Policy;
import io.stockade.aws.policy.Statement;
import io.stockade.graph.Scope;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rights of whoever enables events are those that it takes, with what it takes them for, and no others. */
class EventRightsTest {
    private static final Scope REGION = new Scope("aws", EventsAccount.ID, "eu-west-1");
    private static final Placeholders HERE = new Placeholders("aws", EventsAccount.ID, "default", "/stockade/");

    private final EventsAccount account = new EventsAccount();

    @Test
    void everythingThatIsAskedIsAllowed() {
        List<Demand> demands = played("default");

        assertThat(demands).isNotEmpty().allMatch(evaluator(EventRights.ofSetup())::allows);
    }

    @Test
    void everythingThatIsAllowedIsAsked() {
        Set<String> asked =
                played("default").stream().map(Demand::action).collect(Collectors.toCollection(TreeSet::new));

        assertThat(EventRights.ofSetup().statements().stream().flatMap(each -> each.actions().stream()))
                .containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void withoutAnyStatementSomethingIsDenied() {
        List<Demand> demands = played("default");
        for (Statement spare : EventRights.ofSetup().statements()) {
            Policy rest = new Policy(EventRights.ofSetup().statements().stream()
                    .filter(statement -> !statement.equals(spare))
                    .toList());

            assertThat(demands)
                    .as(spare.sid())
                    .anyMatch(demand -> !evaluator(rest).allows(demand));
        }
    }

    /** What they may look at is not theirs to change. */
    @Test
    void anotherInstallationsIsOutOfReach() {
        List<Demand> writes = played("another").stream()
                .filter(demand -> !demand.action().matches("\\w+:(Get|List|Describe).*"))
                .toList();

        assertThat(writes).isNotEmpty().noneMatch(evaluator(EventRights.ofSetup())::allows);
    }

    @Test
    void aRuleIsAimedAtNothingElse() {
        Demand elsewhere = new Demand("events:PutTargets", "arn:aws:events:eu-west-1:111122223333:rule/stockade-events")
                .of(Map.of("stockade.dev/installation", "default"))
                .with("events:TargetArn", "arn:aws:sqs:eu-west-1:444455556666:elsewhere");

        assertThat(evaluator(EventRights.ofSetup()).allows(elsewhere)).isFalse();
    }

    /** Made, looked at, changed by somebody, put right, taken away. */
    private List<Demand> played(String installation) {
        InstantSource clock = InstantSource.system();
        AwsClouds clouds = new AwsClouds(
                account,
                AwsSettings.STANDARD,
                new AwsSurroundings(new CallLedger(clock), clock, tasks -> tasks.forEach(Runnable::run)));
        EventWay way = clouds.eventWay(EventPlace.of(REGION, installation));
        way.put(way.look());
        account.queues.values().forEach(queue -> queue.attributes().remove("Policy"));
        account.rules.values().forEach(rule -> rule.state = "DISABLED");
        account.rules.values().forEach(rule -> rule.targets.clear());
        way.put(way.look());
        way.remove(way.look());
        return account.asked.stream().map(EventRightsTest::demand).toList();
    }

    private static Demand demand(Asked asked) {
        Demand demand = new Demand(asked.action(), asked.arn()).of(asked.tags()).tagging(asked.brings());
        return asked.target() == null ? demand : demand.with("events:TargetArn", asked.target());
    }

    private static Evaluator evaluator(Policy policy) {
        return new Evaluator(List.of(HERE.fill(policy.json())));
    }
}
