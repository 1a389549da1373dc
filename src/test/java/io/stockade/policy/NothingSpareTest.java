package io.stockade.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.policy.Capability;
import io.stockade.aws.policy.Condition;
import io.stockade.aws.policy.Policy;
import io.stockade.aws.policy.Statement;
import io.stockade.simulation.UsedCalls;
import io.stockade.simulation.UsedCalls.Play;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nothing of the policies could be left out: neither a part that allows, nor one that forbids. */
class NothingSpareTest {
    private static final List<Statement> ALL =
            Policy.of(List.of(Capability.values())).statements();
    /** The reference names these too, and leaves open when AWS asks about them; what isn't ours stays out. */
    private static final Set<String> IN_DOUBT = Set.of(
            "ChangeNatGateway: arn:{partition}:ec2:*:{account}:vpc/*",
            "ChangeNatInstance: arn:{partition}:ec2:*:{account}:instance/*");

    private static final Map<Play, List<Demand>> DEMANDS = new EnumMap<>(Play.class);

    @BeforeAll
    static void play() {
        for (Play play : Play.values()) {
            DEMANDS.put(
                    play,
                    UsedCalls.of(play).stream()
                            .flatMap(call -> Demands.of(call, UsedCalls.ACCOUNT).stream())
                            .distinct()
                            .toList());
        }
    }

    @Test
    void eachActionOfEachStatementIsNeeded() {
        List<String> spare = without(
                statement -> statement.actions().stream()
                        .map(action -> new Variant(
                                statement.sid() + ": " + action,
                                new Statement(
                                        statement.sid(),
                                        less(statement.actions(), action),
                                        statement.resources(),
                                        statement.conditions()))),
                NothingSpareTest::allIsAllowed);

        assertThat(spare).isEmpty();
    }

    @Test
    void eachResourceOfEachStatementIsNeeded() {
        List<String> spare = without(
                statement -> statement.resources().stream()
                        .map(resource -> new Variant(
                                statement.sid() + ": " + resource,
                                new Statement(
                                        statement.sid(),
                                        statement.actions(),
                                        less(statement.resources(), resource),
                                        statement.conditions()))),
                NothingSpareTest::allIsAllowed);

        assertThat(spare).containsExactlyInAnyOrderElementsOf(IN_DOUBT);
    }

    @Test
    void eachConditionKeepsSomebodyOut() {
        List<Demand> attacks =
                AttacksTest.attacks().map(attack -> (Demand) attack.get()[1]).toList();

        List<String> spare = without(
                statement -> statement.conditions().stream().map(condition -> withoutCondition(statement, condition)),
                statements -> {
                    Evaluator policy = evaluator(statements);
                    return attacks.stream().noneMatch(policy::allows);
                });

        assertThat(spare).isEmpty();
    }

    /** In each life, with the capabilities that it has. */
    private static boolean allIsAllowed(List<Statement> statements) {
        return DEMANDS.entrySet().stream().allMatch(played -> {
            Set<String> given = GrantedAndUsedTest.capabilities(played.getKey()).stream()
                    .flatMap(capability -> capability.statements().stream())
                    .map(Statement::sid)
                    .collect(Collectors.toSet());
            Evaluator policy = evaluator(statements.stream()
                    .filter(statement -> given.contains(statement.sid()))
                    .toList());
            return played.getValue().stream().allMatch(policy::allows);
        });
    }

    private static Evaluator evaluator(List<Statement> statements) {
        return Evaluator.of(GrantedAndUsedTest.HERE.fill(new Policy(statements).json()));
    }

    private static Variant withoutCondition(Statement statement, Condition condition) {
        List<Condition> others = statement.conditions().stream()
                .filter(each -> !each.equals(condition))
                .toList();
        return new Variant(
                statement.sid() + ": " + condition.operator() + " " + condition.key(),
                new Statement(statement.sid(), statement.actions(), statement.resources(), others));
    }

    /** A statement with less in it than there is. */
    private record Variant(String lacks, Statement statement) {}

    private static List<String> without(
            Function<Statement, Stream<Variant>> variants, Predicate<List<Statement>> unchanged) {
        List<String> spare = new ArrayList<>();
        for (Statement statement : ALL) {
            variants.apply(statement).forEach(variant -> {
                List<Statement> changed = ALL.stream()
                        .map(each -> each.equals(statement) ? variant.statement() : each)
                        .toList();
                if (unchanged.test(changed)) {
                    spare.add(variant.lacks());
                }
            });
        }
        return spare;
    }

    private static List<String> less(List<String> all, String one) {
        return all.stream().filter(each -> !each.equals(one)).toList();
    }
}
