package io.stockade.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sandbox does what AWS does, script by script. */
class SandboxContractTest {
    static Stream<Script> scripts() {
        return Contract.scripts();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void isLikeAws(Script script) {
        SandboxStage stage = new SandboxStage(script);

        String outcome = stage.play(script);

        assertThat(outcome).as(script.source()).isEqualTo(script.aws());
        assertThat(stage.called()).as("what it is about is called").containsAll(script.actions());
    }
}
