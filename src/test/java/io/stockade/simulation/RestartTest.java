package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The service may be killed at any moment: started again over what is left, it comes to the same end. A failure names
 * scene, strike and index, or the seed; as a line of the {@code CsvSource} here it is played again.
 */
class RestartTest {
    private static final Life LIFE = new Life();
    private static final int SEEDS = 6;

    @ParameterizedTest
    @EnumSource
    void onceAtEveryMoment(Scene scene) {
        List<String> problems = Stream.of(
                        Strike.What.KILL_BEFORE_CALL,
                        Strike.What.KILL_AFTER_CALL,
                        Strike.What.KILL_BEFORE_SAVE,
                        Strike.What.KILL_AFTER_SAVE)
                .flatMap(what -> LIFE.problems(scene, what, every -> true).stream())
                .toList();

        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void againAndAgain(Scene scene) {
        List<String> problems = LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(seed ->
                        LIFE.play(scene, new Massacre(seed)).map(problem -> scene + ", seed " + seed + ": " + problem))
                .flatMap(problem -> problem.stream())
                .toList();

        assertThat(problems).isEmpty();
    }

    /** What once went wrong. */
    @ParameterizedTest
    @CsvSource({
        // The new launch template was there beside the old one, and was taken for the one to be replaced.
        "UPDATE, KILL_BEFORE_CALL, 33",
        // The secret that was deleted stayed remembered, as if it were still wanted.
        "EDIT_SECRETS, KILL_BEFORE_CALL, 35",
    })
    void onceMore(Scene scene, Strike.What what, int index) {
        assertThat(LIFE.play(scene, what.at(index))).isEmpty();
    }
}
