package io.stockade;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.cli.Failure;
import io.stockade.cli.Machinery;
import io.stockade.cli.Machinery.RunOptions;
import io.stockade.cli.Terminal;
import io.stockade.memory.StateFolder;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a service from starting is said before the framework starts, and ends the command with 1. */
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
                null);
    }

    private static Terminal silent() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Terminal(nowhere, nowhere, new BufferedReader(new StringReader("")), false, false, 24);
    }
}
