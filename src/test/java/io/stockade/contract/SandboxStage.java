package io.stockade.contract;

import io.stockade.SandboxClients;
import io.stockade.sandbox.JournalEntry;
import io.stockade.sandbox.Sandbox;
import io.stockade.sandbox.functions.RotationFunction;
import io.stockade.sandbox.settings.Delays;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.SteppedTime;
import io.stockade.sandbox.world.WorldStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/** A sandbox of its own for one script: a new account, in which time passes only when the script says so. */
final class SandboxStage {
    private static final String ACCOUNT = "111122223333";
    private static final Duration LAG = Duration.ofSeconds(20);

    private final Sandbox sandbox;

    SandboxStage(Script script) {
        SandboxSettings settings = SandboxSettings.defaults()
                .withDelays(Delays.real().withCall(Duration.ZERO))
                .withReadLag(script.lateReads() ? LAG : Duration.ZERO);
        this.sandbox =
                new Sandbox(new SteppedTime(Instant.parse("2026-01-05T10:00:00Z")), settings, WorldStore.inMemory());
        sandbox.functions().register(Rotations.function(ACCOUNT), new RotationFunction());
    }

    String play(Script script) {
        Stage stage = new Stage(
                region -> SandboxClients.of(sandbox, ACCOUNT, region), Stage.REGION, "script", sandbox.time()::pause);
        return stage.play(script);
    }

    /** What was called while it was played. */
    Set<String> called() {
        return sandbox.journal().entries().stream().map(JournalEntry::action).collect(Collectors.toSet());
    }
}
