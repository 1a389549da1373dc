package io.stockade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.Tamper;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** The help of {@code tamper} names all that there is. */
class TamperCommandTest {
    @Test
    void everyTamperingIsNamed() {
        String footer =
                String.join("", TamperCommand.class.getAnnotation(Command.class).footer());

        assertThat(footer.replaceAll(".*one of |\\.$", "").split(", "))
                .containsExactlyInAnyOrder(
                        Arrays.stream(Tamper.values()).map(Tamper::commandName).toArray(String[]::new));
    }
}
