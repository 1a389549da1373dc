package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.memory.StateFolder;
import io.stockade.standalone.ManifestFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever befalls the folder of manifests, from its files to the calls: two stacks stand, and nothing is written. */
class FolderDrillsTest {
    private static final String ONE = "default/one";
    private static final String TWO = "default/two";

    @TempDir
    Path temporary;

    private final Simulation simulation = new Simulation();
    private Instant now = Instant.now().plus(Duration.ofHours(1));
    private Path folder;
    private StateFolder state;
    private ManifestFolder manifests;
    private long begun;
    private int uids;

    @BeforeEach
    void build() throws IOException {
        folder = Files.createDirectories(temporary.resolve("stacks"));
        open(false);
        put("one", "");
        put("two", "");
        manifests.scan();
        simulation.untilReady(ONE);
        simulation.untilReady(TWO);
        minutes(6);
        begun = simulation.sandbox.journal().sequence();
    }

    @AfterEach
    void close() {
        state.close();
        simulation.close();
    }

    @Test
    void theFolderIsSuddenlyEmpty() throws IOException {
        restart(true);
        Files.delete(folder.resolve("one.yaml"));
        Files.delete(folder.resolve("two.yaml"));

        minutes(5);

        assertThat(manifests.problems())
                .singleElement()
                .asString()
                .contains("suddenly empty", "2 stack(s) are kept", "Bring the files back", "stockade delete");
        assertReady(ONE);
        assertReady(TWO);
        put("one", "");
        put("two", "");
        minutes(1);
        assertThat(manifests.problems()).isEmpty();
        assertReady(ONE);
    }

    @Test
    void theFolderCannotBeRead() throws IOException {
        restart(true);
        Files.move(folder, temporary.resolve("elsewhere"));

        minutes(5);

        assertThat(manifests.problems())
                .singleElement()
                .asString()
                .contains("can't be read (NoSuchFileException)", "every stack is kept as it was last wanted");
        assertReady(ONE);
        Files.move(temporary.resolve("elsewhere"), folder);
        minutes(1);
        assertThat(manifests.problems()).isEmpty();
        assertReady(ONE);
    }

    @Test
    void oneFileVanishes() throws IOException {
        Files.delete(folder.resolve("one.yaml"));

        minutes(5);

        assertOrphaned(ONE);
        assertReady(TWO);
        put("one", "");
        minutes(1);
        assertReady(ONE);
    }

    @Test
    void severalFilesVanishAtOnceThoughPruningIsOn() throws IOException {
        put("three", "");
        restart(true);
        simulation.untilReady("default/three");
        minutes(1);
        begun = simulation.sandbox.journal().sequence();
        Files.delete(folder.resolve("one.yaml"));
        Files.delete(folder.resolve("two.yaml"));

        minutes(5);

        assertOrphaned(ONE);
        assertOrphaned(TWO);
        assertReady("default/three");
        put("one", "");
        put("two", "");
        minutes(1);
        assertReady(ONE);
        assertReady(TWO);
    }

    @Test
    void aFileBreaks() throws IOException {
        Files.writeString(folder.resolve("one.yaml"), "kind: [");

        minutes(5);

        assertNothingWritten();
        assertThat(condition(ONE, "Stalled", "True", "InvalidManifest"))
                .contains("one.yaml:1", "the last good manifest stays in force");
        condition(ONE, "Ready", "True", "AsDeclared");
        assertReady(TWO);
        put("one", "");
        minutes(1);
        assertReady(ONE);
    }

    @Test
    void aBrokenFileDoesNotKeepDriftFromBeingRepaired() throws IOException {
        Files.writeString(folder.resolve("one.yaml"), "kind: [");
        minutes(1);
        Console console = new Console(simulation, ONE);
        simulation.act(() -> console.untag("Vpc/vpc"));

        minutes(2);

        assertThat(simulation.writes(begun)).extracting(entry -> entry.action()).containsOnly("CreateTags");
        condition(ONE, "Drifted", "False", "InSync");
        condition(ONE, "Stalled", "True", "InvalidManifest");
    }

    @Test
    void aFileThatBreaksAndAnotherThatVanishes() throws IOException {
        Files.writeString(folder.resolve("one.yaml"), "kind: [");
        Files.delete(folder.resolve("two.yaml"));

        minutes(5);

        condition(ONE, "Stalled", "True", "InvalidManifest");
        assertOrphaned(TWO);
    }

    /** Scans and sweeps at every minute, as the service does. */
    private void minutes(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            now = now.plus(Duration.ofMinutes(1));
            manifests.scan();
            List.copyOf(simulation.wanted.keySet()).forEach(simulation::sweep);
            simulation.time.runUntil(simulation.time.now().plusSeconds(40));
        }
    }

    private void assertNothingWritten() {
        assertThat(simulation.writes(begun)).isEmpty();
        assertThat(simulation.defects).isEmpty();
    }

    private void assertReady(String stack) {
        assertNothingWritten();
        condition(stack, "Ready", "True", "AsDeclared");
        condition(stack, "Stalled", "False", "NotStalled");
        condition(stack, "Drifted", "False", "InSync");
    }

    private void assertOrphaned(String stack) {
        assertNothingWritten();
        assertThat(simulation.status(stack).phase()).isEqualTo("Orphaned");
    }

    private String condition(String stack, String type, String status, String reason) {
        var condition = simulation.status(stack).condition(type).orElseThrow();
        assertThat(condition.status() + " " + condition.reason())
                .as(type + ": " + condition.message())
                .isEqualTo(status + " " + reason);
        return condition.message();
    }

    private void put(String name, String more) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), """
                apiVersion: stockade.dev/v1alpha1
                kind: SecureStack
                metadata: {name: %s}
                spec:
                  region: eu-west-1
                  network: {zones: 2, nat: {mode: None}}
                """.formatted(name) + more);
    }

    private void open(boolean prune) {
        state = StateFolder.open(temporary.resolve("state"));
        manifests = new ManifestFolder(
                new ManifestFolder.Settings(folder, prune, () -> now), state, () -> "uid-" + ++uids, trigger -> {
                    manifests.find(trigger.stack()).ifPresent(known -> simulation.wanted.put(trigger.stack(), known));
                    simulation.engine().trigger(trigger);
                });
    }

    /** The service comes up again over the same folders. */
    private void restart(boolean prune) {
        state.close();
        open(prune);
        manifests.scan();
        simulation.restart();
    }
}
