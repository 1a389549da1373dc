package io.stockade.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.AwsClients;
import io.stockade.cloud.Clouds;
import io.stockade.emulator.EmulatedAws;
import io.stockade.emulator.Emulators;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scripts over the wire. On moto each comes out as AWS does it, or differs exactly as it says, so that another
 * version of moto that is more like AWS, or less, is seen. What another emulator does otherwise is told and fails
 * nothing: nobody has gone through it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmulatorContractIT {
    /** An account in which nothing else is tried. */
    private static final String ROLE = "arn:aws:iam::777788889999:role/contract";

    private final List<String> unlikeAws = new ArrayList<>();
    private final Map<String, AwsClients> clients = new HashMap<>();

    @AutoClose
    private EmulatedAws aws;

    @BeforeAll
    void find() throws IOException, InterruptedException {
        aws = EmulatedAws.find();
    }

    @AfterAll
    void tell() {
        unlikeAws.forEach(Emulators::say);
    }

    private AwsClients in(String region) {
        return clients.computeIfAbsent(region, name -> aws.clients(new Clouds.Target(name, null, ROLE, null)));
    }

    static Stream<Script> scripts() {
        return Contract.scripts();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void isLikeAwsOrDiffersAsItSays(Script script) {
        String salt = Long.toHexString(System.nanoTime());
        Stage stage = new Stage(this::in, Stage.REGION, salt, nothingToWaitFor -> {});

        String outcome = stage.play(script);

        if (aws.emulator().isMoto()) {
            assertThat(outcome).as(script.source()).isEqualTo(script.motoOutcome());
        } else if (!outcome.equals(script.aws())) {
            unlikeAws.add("not as AWS: " + script + ": " + outcome + ", where AWS says " + script.aws());
        }
    }
}
