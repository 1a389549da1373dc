package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.reconcile.AllowedRoles;
import io.stockade.reconcile.Engine;
import io.stockade.reconcile.EngineSettings;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.spec.SecureStack;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A manifest may name only roles that are allowed, and a service with many stacks asks who it is only once. */
class RolesTest {
    private static final String OURS = "arn:aws:iam::111122223333:role/stockade-orders";
    private static final AllowedRoles LIST =
            AllowedRoles.matching(List.of("arn:aws:iam::111122223333:role/stockade-*"));

    @Test
    void aRoleThatIsNotAllowedIsNeverAssumed() {
        EngineSettings settings =
                EngineSettings.of("test", false, Duration.ofMinutes(1)).withRoles(LIST);
        try (Simulation simulation = new Simulation(SandboxSettings.defaults(), settings)) {
            String stack = simulation.apply(manifest("orders", "arn:aws:iam::111122223333:role/admin"));
            simulation.until(stack, Duration.ofMinutes(1), status -> status.is("Stalled"));
            simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(30)));

            // The first call of all would be the one that assumes the role.
            assertThat(simulation.sent).isEmpty();
            assertThat(simulation
                            .status(stack)
                            .condition("Stalled")
                            .orElseThrow()
                            .reason())
                    .isEqualTo("RoleNotAllowed");
            assertThat(simulation.status(stack).message())
                    .contains(
                            "spec.account.roleArn is arn:aws:iam::111122223333:role/admin",
                            "(arn:aws:iam::111122223333:role/stockade-*)",
                            "--allow-role");
            assertThatThrownBy(() -> preview(simulation, stack))
                    .hasRootCauseInstanceOf(Engine.PreviewException.class)
                    .hasStackTraceContaining("RoleNotAllowed: ");
            assertThat(simulation.sent).isEmpty();
        }
    }

    private static void preview(Simulation simulation, String stack) {
        simulation.time.call(() -> simulation
                .engine()
                .preview(Objects.requireNonNull(simulation.wanted.get(stack)).manifest()));
    }

    @Test
    void aRoleThatIsAllowedNoMoreIsNotEvenUsedToDelete() {
        EngineSettings settings =
                EngineSettings.of("test", false, Duration.ofMinutes(1)).withRoles(LIST);
        try (Simulation simulation = new Simulation(SandboxSettings.defaults(), settings)) {
            String stack = simulation.apply(manifest("orders", OURS));
            simulation.untilReady(stack);
            simulation.restart(settings.withRoles(AllowedRoles.matching(List.of())));
            int sent = simulation.sent.size();
            simulation.delete(stack);

            simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(30)));

            assertThat(simulation.sent).hasSize(sent);
            assertThat(simulation.status(stack).message()).contains("none may be named");
        }
    }

    /** A role that was mistyped must not keep the stack for ever. */
    @Test
    void aStackThatNeverHadItsRoleIsLetGoOfWithoutACall() {
        EngineSettings settings =
                EngineSettings.of("test", false, Duration.ofMinutes(1)).withRoles(AllowedRoles.matching(List.of()));
        try (Simulation simulation = new Simulation(SandboxSettings.defaults(), settings)) {
            String stack = simulation.apply(manifest("orders", OURS));
            simulation.time.runUntil(simulation.time.now().plusSeconds(10));
            simulation.delete(stack);

            simulation.time.runUntil(simulation.time.now().plusSeconds(10));

            assertThat(simulation.forgotten).containsExactly(stack);
            assertThat(simulation.status(stack).message()).contains("nothing is remembered of it");
            assertThat(simulation.sent).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111122223333:role/stockade-orders, true",
        "arn:aws:iam::111122223333:role/stockade-, true",
        "arn:aws:iam::111122223333:role/stockade-x/admin, false",
        "arn:aws:iam::111122223333:role/Stockade-orders, false",
        "arn:aws:iam::444455556666:role/stockade-orders, false",
        "arn:aws-cn:iam::111122223333:role/stockade-orders, false",
        "arn:aws:iam::999999999999:role/team/any, true",
        "arn:aws:iam::999999999999:role/any, false",
        "arn:aws:iam::444455556666:role/a.c, true",
        "arn:aws:iam::444455556666:role/abc, false"
    })
    void aStarStandsForNoSlashAndNoColonAndNothingElseIsSpecial(String role, boolean allowed) {
        AllowedRoles roles = AllowedRoles.matching(List.of(
                "arn:aws:iam::111122223333:role/stockade-*",
                "arn:aws:iam::*:role/team/*",
                "arn:aws:iam::444455556666:role/a.c"));

        assertThat(roles.refusal("default", role).isEmpty()).isEqualTo(allowed);
        assertThat(AllowedRoles.ANY.refusal("default", role)).isEmpty();
        assertThat(roles.refusal("default", null)).isEmpty();
    }

    @Test
    void aPatternThatIsNoneIsRefused() {
        assertThatThrownBy(() -> AllowedRoles.matching(List.of("stockade-*")))
                .hasMessageContaining("'stockade-*' is no");
        assertThatThrownBy(() -> AllowedRoles.matching(List.of("*"))).hasMessageContaining("'*' is no");
        assertThatThrownBy(() -> AllowedRoles.matching(List.of("arn:aws:iam::111122223333:user/u")))
                .hasMessageContaining("is no pattern");
    }

    @Test
    void howeverManyStacksBeginAtOnceStsIsAskedOnce() {
        try (Simulation simulation = new Simulation()) {
            IntStream.range(0, 100).forEach(number -> simulation.apply(manifest("s" + number, null)));

            simulation.time.runUntil(simulation.time.now().plusSeconds(2));

            assertThat(asked(simulation)).isEqualTo(1);
            assertThat(simulation.sent).hasSizeGreaterThan(100);
        }
    }

    @Test
    void whatStsRefusesToOneItRefusesToAllThatWaitedAndTheNextAsksAgain() {
        try (Simulation simulation = new Simulation()) {
            simulation.sandbox.faults().add(FaultPoint.action("GetCallerIdentity", 1), Fault.expiredToken());
            IntStream.range(0, 10).forEach(number -> simulation.apply(manifest("s" + number, null)));

            simulation.time.runUntil(simulation.time.now().plusMillis(500));

            assertThat(asked(simulation)).isEqualTo(1);
            assertThat(simulation.statuses).hasSize(10);
            assertThat(simulation.statuses.values())
                    .allSatisfy(status -> assertThat(status.message()).contains("RequestExpired"));
            simulation.time.runUntil(simulation.time.now().plusSeconds(10));
            assertThat(asked(simulation)).isEqualTo(2);
            assertThat(simulation.defects).isEmpty();
        }
    }

    private static long asked(Simulation simulation) {
        return simulation.sent.stream()
                .filter(sent -> sent.action().equals("GetCallerIdentity"))
                .count();
    }

    private static SecureStack manifest(String name, @Nullable String role) {
        return Simulation.manifest("apiVersion: stockade.dev/v1alpha1\nkind: SecureStack\nmetadata: {name: " + name
                + "}\nspec: {region: eu-west-1, network: {nat: {mode: None}}"
                + (role == null ? "" : ", account: {roleArn: \"" + role + "\"}") + "}\n");
    }
}
