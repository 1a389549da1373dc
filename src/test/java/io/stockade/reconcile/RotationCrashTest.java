package io.stockade.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A rotation may be disturbed at every call and every write of the memory: nobody is locked out, nothing is rotated twice
 * or not at all, and it ends by itself. A failure names what was rotated, what went wrong and where.
 */
class RotationCrashTest {
    private static final int SEEDS = 300;

    @ParameterizedTest
    @EnumSource
    void whateverGoesWrongOnceAtEveryMoment(RotationMishap.What what) {
        List<String> problems = List.of(RotationLife.Kind.values()).stream()
                .flatMap(kind -> problems(kind, what).stream())
                .toList();

        assertThat(problems).isEmpty();
    }

    private static List<String> problems(RotationLife.Kind kind, RotationMishap.What what) {
        RotationMishap undisturbed = RotationLife.count(kind);
        int moments = what.atSaves() ? undisturbed.saves() : undisturbed.calls();
        return IntStream.rangeClosed(1, moments)
                .boxed()
                .flatMap(index -> RotationLife.play(kind, what, index).stream())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void whateverGoesWrongAgainAndAgain(RotationLife.Kind kind) {
        List<String> problems = LongStream.rangeClosed(1, SEEDS)
                .boxed()
                .flatMap(seed -> RotationLife.play(kind, seed).stream())
                .toList();

        assertThat(problems).isEmpty();
    }

    @Test
    void aLifeHasMomentsToDisturb() {
        RotationMishap hooked = RotationLife.count(RotationLife.Kind.HOOKED);

        assertThat(hooked.calls()).isGreaterThan(20);
        assertThat(hooked.saves()).isGreaterThan(6);
    }
}
