package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.simulation.CallMoment.Caller;
import io.stockade.simulation.RotationPlay.Blow;
import io.stockade.simulation.RotationPlay.Outcome;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Secrets that the whole engine makes and rotates in the sandbox, whatever becomes of a call to Secrets Manager or
 * Lambda. A failure names secret, mishap and call.
 */
class SecretRotationTest {
    private static final Map<RotatedSecret, List<CallMoment>> MOMENTS = new EnumMap<>(RotatedSecret.class);
    private static Checkpoint start = Checkpoint.EMPTY;

    @BeforeAll
    static void undisturbed() {
        start = Checkpoint.furnished(RotatedSecret.before());
        for (RotatedSecret secret : RotatedSecret.values()) {
            Outcome outcome = RotationPlay.of(secret, start, null);
            assertThat(outcome.problems()).isEmpty();
            MOMENTS.put(secret, outcome.moments());
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsCallsAreStruckWhoeverMakesThem(RotatedSecret secret) {
        EnumSet<Caller> callers = moments(secret).stream()
                .map(CallMoment::caller)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Caller.class)));

        assertThat(callers)
                .isEqualTo(secret.opensDatabase() ? EnumSet.allOf(Caller.class) : EnumSet.of(Caller.STOCKADE));
    }

    @ParameterizedTest
    @EnumSource
    void whateverGoesWrongAtAnyCall(CallMishap mishap) {
        List<String> problems = Stream.of(RotatedSecret.values())
                .flatMap(secret -> blows(secret, mishap)
                        .parallel()
                        .flatMap(blow -> RotationPlay.of(secret, start, blow).problems().stream()))
                .toList();

        assertThat(problems).isEmpty();
    }

    private static List<CallMoment> moments(RotatedSecret secret) {
        return Objects.requireNonNull(MOMENTS.get(secret));
    }

    private static Stream<Blow> blows(RotatedSecret secret, CallMishap mishap) {
        List<CallMoment> moments = moments(secret);
        return IntStream.range(0, moments.size())
                .filter(place -> mishap.matters(moments.get(place), moments.get(Math.max(0, place - 1))))
                .mapToObj(place -> new Blow(mishap, place + 1, moments.get(place)));
    }
}
