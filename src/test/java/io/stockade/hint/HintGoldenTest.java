package io.stockade.hint;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.hint.Reading.Why;
import io.stockade.spec.GoldenFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events as AWS forms them, and what they tell: one folder each. */
class HintGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/stockade/hint");

    static Stream<String> cases() {
        return GoldenFolders.children(FOLDER).stream()
                .map(folder -> folder.getFileName().toString());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tells(String name) throws IOException {
        Path folder = FOLDER.resolve(name);
        String event = Files.readString(folder.resolve("in.json"));

        Reading reading = HintReader.read(event);

        GoldenFolders.assertMatches(folder.resolve("out.yaml"), text(reading), "HintGoldenTest");
    }

    @Test
    void isDroppedWhenItIsLargerThanAnyEvent() {
        String large = "{\"a\": \"" + "x".repeat(256 * 1024) + "\"}";

        assertThat(HintReader.read(large)).isEqualTo(new Reading.Nothing(Why.TOO_LARGE));
    }

    private static String text(Reading reading) {
        if (reading instanceof Reading.Nothing nothing) {
            return "dropped: " + nothing.why() + "\n";
        }
        Hint hint = ((Reading.Found) reading).hint();
        StringBuilder text = new StringBuilder();
        text.append("account: \"").append(hint.account()).append("\"\n");
        text.append("region: ").append(hint.region()).append('\n');
        text.append("time: ").append(hint.time()).append('\n');
        text.append("action: ").append(hint.action()).append('\n');
        text.append("named:\n");
        hint.named().forEach(named -> text.append("  - ").append(named).append('\n'));
        text.append("vpc: ").append(hint.vpc().isEmpty() ? "none" : hint.vpc()).append('\n');
        text.append("actor: ").append(ActorText.of(hint.actor())).append('\n');
        String issuer = hint.actor().issuer();
        text.append("issuer: ").append(issuer.isEmpty() ? "none" : issuer).append('\n');
        return text.toString();
    }
}
