package io.stockade.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.memory.StateFolder;
import io.stockade.reconcile.Engine;
import io.stockade.reconcile.EngineSettings;
import io.stockade.reconcile.Listeners;
import io.stockade.reconcile.Surroundings;
import io.stockade.status.StackStatus;
import io.stockade.status.StackStatus.PendingPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan is approved that waits, and no other. */
class AwaitedPlanTest {
    private static final String ORDERS = "default/orders";
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
    private static final PendingPlan WAITING =
            new PendingPlan("0123456789ab", 0, 0, 0, 4, "4 deletions", List.of(), List.of("delete Vpc/vpc"));

    @TempDir
    Path temporary;

    private final Listeners listeners = new Listeners();
    private Standalone standalone;

    @BeforeEach
    void start() throws IOException {
        standalone = new Standalone(
                new Standalone.Settings(
                        Files.createDirectories(temporary.resolve("stacks")),
                        false,
                        Duration.ofMinutes(1),
                        () -> NOW,
                        () -> NOW,
                        new Random(1),
                        () -> "uid"),
                StateFolder.open(temporary.resolve("state")),
                listeners,
                (source, memory, listener) -> new Engine(
                        EngineSettings.of("test", false, Duration.ofMinutes(1)),
                        target -> {
                            throw new AssertionError("no pass runs here");
                        },
                        source,
                        memory,
                        listener,
                        new Surroundings(
                                () -> NOW,
                                AwaitedPlanTest::refuse,
                                (time, task) -> {},
                                new Joining(),
                                new Random(1),
                                () -> "nonce",
                                new Random(1))));
        String manifest = "{\"apiVersion\": \"stockade.dev/v1alpha1\", \"kind\": \"SecureStack\","
                + " \"metadata\": {\"name\": \"orders\"}, \"spec\": {\"region\": \"eu-west-1\"}}";
        standalone.apply(manifest.getBytes(StandardCharsets.UTF_8));
    }

    /** No pass ever begins, and so none is waited for in the end. */
    private static void refuse(Runnable pass) {
        throw new RejectedExecutionException("nothing runs here");
    }

    /** Waits as threads do. */
    private static final class Joining implements Surroundings.Waiter {
        @Override
        public <T> T await(CompletableFuture<T> future) {
            return future.join();
        }
    }

    @AfterEach
    void stop() {
        standalone.close();
    }

    /** As a pass ends. */
    private void told(@Nullable PendingPlan plan) {
        listeners.status(
                ORDERS,
                new StackStatus(
                        1,
                        "Pending",
                        "",
                        List.of(),
                        StackStatus.Outputs.NONE,
                        new StackStatus.Resources(0, 0, List.of()),
                        StackStatus.Drift.NONE,
                        StackStatus.Secrets.NONE,
                        plan,
                        StackStatus.Observation.NONE,
                        null,
                        null,
                        null));
    }

    private @Nullable String approved() {
        return standalone.find(ORDERS).orElseThrow().desired().approve();
    }

    @Test
    void thePlanThatWaitsIsApproved() {
        told(WAITING);

        standalone.approve(ORDERS, "0123456789ab");

        assertThat(approved()).isEqualTo("0123456789ab");
    }

    @Test
    void anotherOneIsRefusedAndWhatWaitsIsNamed() {
        told(WAITING);
        standalone.approve(ORDERS, "0123456789ab");

        assertThatThrownBy(() -> standalone.approve(ORDERS, "no-such-plan"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusedException.Reason.CONFLICT))
                .hasMessage(
                        "no plan 'no-such-plan' of stack default/orders waits for approval, and nothing was approved; "
                                + "plan '0123456789ab' does: 'stockade describe default/orders' shows it");
        assertThat(approved()).isEqualTo("0123456789ab");
    }

    @Test
    void whereNoPlanWaitsNoneIsApproved() {
        assertThatThrownBy(() -> standalone.approve(ORDERS, "0123456789ab"))
                .hasMessageEndingWith("; none of its plans does");
        told(null);
        assertThatThrownBy(() -> standalone.approve(ORDERS, "0123456789ab")).isInstanceOf(RefusedException.class);

        assertThat(approved()).isNull();
    }

    @Test
    void whoAsksAgainIsNotRefusedThoughThePlanRunsAlready() {
        told(WAITING);
        standalone.approve(ORDERS, "0123456789ab");
        told(null);

        assertThatCode(() -> standalone.approve(ORDERS, "0123456789ab")).doesNotThrowAnyException();
    }

    @Test
    void ofAStackThatIsNotThereNothingElseIsSaid() {
        assertThatThrownBy(() -> standalone.approve("default/nobody", "0123456789ab"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusedException.Reason.UNKNOWN));
    }
}
