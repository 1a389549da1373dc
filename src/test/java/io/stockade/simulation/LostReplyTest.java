package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Any write may fail so that nobody knows what came of it, or be refused: the end is the same, and nothing is made
 * twice. A failure names scene, strike and index; as a line of the {@code CsvSource} here it is played again.
 */
class LostReplyTest {
    private static final Life LIFE = new Life();
    /** AWS's own errors are of the same sort as lost calls, so that some of them will do. */
    private static final int STRIDE = 5;

    @ParameterizedTest
    @EnumSource
    void atEveryWrite(Scene scene) {
        List<String> problems = Stream.of(Strike.What.REPLY_LOST, Strike.What.REQUEST_LOST, Strike.What.THROTTLED)
                .flatMap(what -> LIFE.problems(scene, what, every -> true).stream())
                .toList();

        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void atSomeWritesByErrorsOfAws(Scene scene) {
        List<String> problems = Stream.of(Strike.What.ERROR_BEFORE, Strike.What.ERROR_AFTER)
                .flatMap(what -> LIFE.problems(scene, what, index -> index % STRIDE == 0).stream())
                .toList();

        assertThat(problems).isEmpty();
    }

    /** What once went wrong. */
    @ParameterizedTest
    @CsvSource({
        // The old launch template was forgotten with the creation of the new one that was refused.
        "UPDATE, THROTTLED, 37",
        // The secret that was deleted stayed remembered, as if it were still wanted.
        "EDIT_SECRETS, REPLY_LOST, 39",
    })
    void onceMore(Scene scene, Strike.What what, int index) {
        assertThat(LIFE.play(scene, what.at(index))).isEmpty();
    }
}
