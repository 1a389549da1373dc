package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.cli.Failure;
import io.stockade.cli.Machinery;
import io.stockade.cli.Machinery.RunOptions;
import io.stockade.cli.Terminal;
import io.stockade.memory.StateFolder;
import io.stockade.spec.SecureStack;
import io.stockade.spec.manifest.ManifestReader;
import io.stockade.web.PlanReply;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands get from this process. What keeps a service from starting is said before the framework starts. */
class ProcessMachineryTest {
    @TempDir
    Path folder;

    @Test
    void anotherInstallationsStateIsRefused() {
        Path state = folder.resolve("state");
        StateFolder.open(state, "one").close();

        assertThatThrownBy(() -> new ProcessMachinery(silent()).run(options(state)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is of installation 'one', and this is 'two'");
        StateFolder.open(state, "one").close();
    }

    /** The process that plans writes nothing; that is no reason to hold anything back. */
    @Test
    void aPlanSaysWhatAServiceWouldDo() {
        SecureStack stack = ManifestReader.read("""
                        apiVersion: stockade.dev/v1alpha1
                        kind: SecureStack
                        metadata: {name: orders}
                        spec: {region: eu-west-1}
                        """.getBytes(StandardCharsets.UTF_8), "orders.yaml")
                .stack()
                .orElseThrow();

        PlanReply plan = new ProcessMachinery(silent()).plan(stack, true);

        assertThat(plan.text()).contains("+ Vpc/vpc").doesNotContain("Held back");
    }

    private RunOptions options(Path state) {
        return new RunOptions(
                folder,
                state,
                "127.0.0.1",
                0,
                null,
                true,
                1,
                Duration.ofSeconds(60),
                false,
                false,
                "two",
                Machinery.RoleUse.PLAIN,
                null,
                Machinery.Telling.NOBODY,
                List.of(),
                null);
    }

    private static Terminal silent() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Terminal(nowhere, nowhere, new BufferedReader(new StringReader("")), false, false, 24);
    }
}
