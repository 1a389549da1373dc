package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.NothingToTamperException;
import io.stockade.sandbox.Tamper;
import io.stockade.sandbox.Tampering;
import io.stockade.spec.SecureStack;
import io.stockade.status.StackStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every command of {@code sandbox tamper}, where drift is corrected and where it is only reported. */
class TamperingTest {
    private static final Path EXAMPLE = Path.of("docs/examples/orders.yaml");

    /** By which chance takes what shows at once: a NAT instance that ends is told of otherwise. */
    private static final long SEED = 8;

    /** The example has no secret, and some of what can be done is done to one. */
    private static final String SECRET = """
              secrets:
                - name: api-token
                  value: {random: {}}
                  rotation: {every: 30d, lambda: {functionArn: "%s"}}
            """.formatted(Account.functionArn("rotate-theirs"));

    @ParameterizedTest
    @EnumSource
    void isCorrected(Tamper tamper) throws IOException {
        try (Simulation simulation = new Simulation()) {
            String stack = built(simulation, "Correct");
            int seen = simulation.history.size();
            boolean foreign = tampered(simulation, stack, tamper);

            look(simulation, stack, tamper);
            List<StackStatus> told = new ArrayList<>(simulation.history.subList(seen, simulation.history.size()));
            for (int minute = 0; minute < 10; minute++) {
                simulation.time.runUntil(simulation.time.now().plusSeconds(50));
                simulation.sweep(stack);
            }

            told.addAll(simulation.history.subList(seen, simulation.history.size()));
            assertThat(told)
                    .anyMatch(status -> tamper == Tamper.TERMINATE_NAT
                            ? status.condition("EgressReady")
                                    .orElseThrow()
                                    .status()
                                    .equals("False")
                            : status.drift().items().stream()
                                    .anyMatch(entry -> !entry.severity().isEmpty()));
            assertThat(simulation.status(stack).is("Ready")).isTrue();
            assertThat(simulation.status(stack).is("EgressReady")).isTrue();
            assertThat(simulation.status(stack).drift().total()).isEqualTo(foreign ? 1 : 0);
            long repaired = simulation.sandbox.journal().sequence();
            simulation.sweep(stack);
            assertThat(simulation.writes(repaired)).isEmpty();
            assertThat(simulation.defects).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isOnlyReported(Tamper tamper) throws IOException {
        try (Simulation simulation = new Simulation()) {
            String stack = built(simulation, "Report");
            long begun = simulation.sandbox.journal().sequence();
            tampered(simulation, stack, tamper);

            look(simulation, stack, tamper);
            StackStatus told = simulation.status(stack);
            simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(7)));
            simulation.sweep(stack);

            assertThat(simulation.writes(begun)).isEmpty();
            if (tamper != Tamper.TERMINATE_NAT) {
                assertThat(told.is("Drifted")).isTrue();
                assertThat(simulation.status(stack).drift().items())
                        .isNotEmpty()
                        .allMatch(entry -> !entry.severity().isEmpty());
            }
        }
    }

    /** AWS lists secrets without their policies, which are read at a slower rhythm. */
    private static void look(Simulation simulation, String stack, Tamper tamper) {
        if (tamper == Tamper.OPEN_SECRET_POLICY) {
            simulation.time.runUntil(simulation.time.now().plus(DriftWalkTest.SLOW));
        }
        simulation.sweep(stack);
    }

    /** Whether what was done is somebody else's thing, which we never touch. */
    private static boolean tampered(Simulation simulation, String stack, Tamper tamper) {
        String done = simulation.time.call(() -> {
            try {
                return new Tampering(simulation.sandbox).apply(tamper, Simulation.ACCOUNT, Console.REGION, stack, SEED);
            } catch (NothingToTamperException nothing) {
                throw new AssertionError(nothing);
            }
        });
        return done.startsWith("added subnet");
    }

    private static String built(Simulation simulation, String mode) throws IOException {
        String yaml = Files.readString(EXAMPLE)
                .replace("mode: Correct #", "mode: " + mode + " #")
                .replaceAll("(?s)  pause:.*?(?=  network:)", "");
        SecureStack manifest = Simulation.manifest(yaml + SECRET);
        Account.furnish(simulation);
        String stack = simulation.apply(manifest);
        simulation.untilReady(stack);
        simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(6)));
        return stack;
    }
}
