package io.stockade.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every stack has its turn about once in a sweep, and all have it at one moment. */
class SweepsTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final List<Trigger> triggers = new ArrayList<>();
    private final Sweeps sweeps = new Sweeps(Duration.ofSeconds(60), () -> now, new Random(1), triggers::add);

    @Test
    void everyStackHasItsTurnInEverySweep() {
        Set<String> stacks = Set.of("default/a", "default/b");

        for (int second = 0; second <= 600; second++) {
            sweeps.tick(stacks);
            now = now.plusSeconds(1);
        }

        for (String stack : stacks) {
            long turns = triggers.stream()
                    .filter(trigger -> trigger.stack().equals(stack) && trigger.reason() == Trigger.Reason.SWEEP)
                    .count();
            assertThat(turns).isBetween(8L, 11L);
        }
    }

    @Test
    void allHaveTheirTurnAtOneInstant() {
        Set<String> stacks = Set.of("default/a", "default/b");
        sweeps.tick(stacks);
        now = now.plusSeconds(120);

        sweeps.tick(stacks);

        assertThat(triggers).extracting(Trigger::at).containsExactly(now, now);
    }

    @Test
    void whatIsGoneHasNoTurn() {
        sweeps.tick(Set.of("default/a"));
        now = now.plusSeconds(120);

        sweeps.tick(Set.of());

        assertThat(triggers).isEmpty();
    }
}
