package io.stockade.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** In which order emulators are looked for, and what it means that there is none. */
class EmulatorsTest {
    private final List<String> asked = new ArrayList<>();

    /** A way to an emulator that is open or closed. */
    private record Way(String name, boolean passable, List<String> asked) implements Emulators.Source {
        @Override
        public Optional<Emulator> open() {
            asked.add(name);
            Emulator emulator =
                    new Emulator(URI.create("http://localhost"), Emulator.Product.MOTO, name, () -> asked.add("stop"));
            return passable ? Optional.of(emulator) : Optional.empty();
        }
    }

    private List<Emulators.Source> ways() {
        return List.of(new Way("endpoint", false, asked), new Way("docker", true, asked), new Way("moto", true, asked));
    }

    @Test
    void theFirstWayThatIsOpenIsTaken() throws Exception {
        Optional<Emulator> found = Emulators.first(ways(), "");

        assertThat(found).map(Emulator::origin).contains("docker");
        assertThat(asked).containsExactly("endpoint", "docker");
    }

    @Test
    void oneWayMayBeAskedFor() throws Exception {
        Optional<Emulator> found = Emulators.first(ways(), "moto");

        assertThat(found).map(Emulator::origin).contains("moto");
        assertThat(asked).containsExactly("moto");
    }

    @Test
    void noneAtAllSkipsTheTestsOfAUser() {
        Throwable outcome = Emulators.missing(Map.of(), "");

        assertThat(outcome)
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("AWS_ENDPOINT_URL")
                .hasMessageContaining("moto " + MotoServer.VERSION)
                .hasMessageNotContaining("\n");
    }

    @Test
    void noneAtAllFailsInCi() {
        Throwable outcome = catchThrowable(() -> Emulators.missing(Map.of("CI", "true"), ""));

        assertThat(outcome).isInstanceOf(AssertionError.class).isNotInstanceOf(TestAbortedException.class);
    }

    @Test
    void anEndpointIsWhatTheVariableNames() throws Exception {
        NamedEndpoint unset = new NamedEndpoint(Map.of());
        NamedEndpoint nobody = new NamedEndpoint(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1"));

        assertThat(unset.open()).isEmpty();
        assertThat(nobody.open()).map(Emulator::product).contains(Emulator.Product.UNKNOWN);
    }
}
