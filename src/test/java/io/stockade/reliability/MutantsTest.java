package io.stockade.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An engine in which one rule isn't kept makes the suite fail: single faults of one scenario are enough for each. */
@ExtendWith(Hushed.class)
class MutantsTest {
    private static final Map<Mutant, Scenario> WHERE = Map.of(
            Mutant.SKIP_INTENT, Scenario.CREATE,
            Mutant.REVOKE_BEFORE_AUTHORISE, Scenario.ADD_LINK,
            Mutant.EMPTY_LIST_AS_DELETED, Scenario.ADD_LINK,
            Mutant.NO_SETTLE_WINDOW, Scenario.CREATE,
            Mutant.NO_OWNERSHIP_CHECK, Scenario.CREATE,
            Mutant.RETRIES_CAPPED_AT_FIVE, Scenario.OUTAGE,
            Mutant.STATUS_BEFORE_RESULT, Scenario.CREATE,
            Mutant.TOKEN_WITHOUT_INCARNATION, Scenario.TAKE_BACK,
            Mutant.ROTATION_WITH_NEW_VALUE, Scenario.ROTATE);

    static Stream<Mutant> mutants() {
        return EnumSet.complementOf(EnumSet.of(Mutant.NONE)).stream();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isFound(Mutant mutant) {
        Scenario scenario = Optional.ofNullable(WHERE.get(mutant)).orElseThrow();
        Campaign campaign = new Campaign(mutant);
        List<FaultPlan> plans = mutant == Mutant.NO_SETTLE_WINDOW
                ? campaign.lostCreations(scenario, Duration.ofMinutes(1))
                : Singles.of(List.of(scenario), campaign::undisturbed).getOrDefault(scenario, List.of());

        Optional<Play.Result> found = plans.stream()
                .map(campaign::play)
                .filter(result -> !result.problems().isEmpty())
                .findFirst();

        assertThat(found)
                .as("%s in %d plans of %s", mutant, plans.size(), scenario)
                .isPresent();
        System.out.println(mutant + ": " + found.get().plan() + ": "
                + found.get().problems().get(0).lines().findFirst().orElse(""));
    }
}
