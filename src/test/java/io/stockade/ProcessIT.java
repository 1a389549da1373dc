package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is a good citizen among processes: it ends when told to, and says why it can't start. */
class ProcessIT {
    @TempDir
    Path home;

    @Test
    void toldToEndInTheMiddleOfACreationItLetsTheCallsEnd() throws Exception {
        try (ServiceProcess service = new ServiceProcess(home, 20)) {
            Files.copy(Path.of("docs/examples/gateway.yaml"), service.folder().resolve("gateway.yaml"));
            service.start();
            assertThat(service.answers()).as(service.output()).isTrue();
            while (WorldPicture.writes(service.world()) < 5) {
                Thread.sleep(5);
            }

            assertThat(service.terminate()).isIn(0, 143);

            assertThat(service.output())
                    .contains("watching " + service.folder() + ", in a sandbox; http://127.0.0.1:" + service.port())
                    .doesNotContain("Exception", "ERROR", "WARN");
        }
    }

    @Test
    void aSecondOneIsKeptOutOfTheStateFolder() throws Exception {
        try (ServiceProcess service = new ServiceProcess(home, 20)) {
            service.start();
            assertThat(service.answers()).as(service.output()).isTrue();

            Path output = home.resolve("second");
            assertThat(exitCode(service.launch(output, FreePort.find()))).isEqualTo(1);

            assertThat(output)
                    .content()
                    .contains("is another stockade process running with the state folder " + service.state() + "?")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (ServiceProcess service = new ServiceProcess(home.resolve("first"), 20);
                ServiceProcess other = new ServiceProcess(home.resolve("other"), 20)) {
            service.start();
            assertThat(service.answers()).as(service.output()).isTrue();

            Path output = home.resolve("second");
            assertThat(exitCode(other.launch(output, service.port()))).isEqualTo(1);

            assertThat(output)
                    .content()
                    .contains("could not start at 127.0.0.1:" + service.port(), "name another with --port")
                    .doesNotContain("Failed to start quarkus", "\tat ");
        }
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
