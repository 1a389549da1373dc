package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.hint.Echo;
import io.stockade.hint.Echo.Place;
import io.stockade.hint.HintIntake;
import io.stockade.hint.HintReader;
import io.stockade.hint.OurWrites;
import io.stockade.hint.Reading;
import io.stockade.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.AwsRequest;

/** What a whole stack writes is told and heard, so that a rule that somebody switched off is noticed, and no other. */
class EchoedTest {
    private static final Place REGION = new Place(Simulation.ACCOUNT, Console.REGION);
    private static final Place IAM = Place.iam(Simulation.ACCOUNT);
    private static final Duration LATE = Duration.ofMinutes(14);

    private final Simulation simulation = new Simulation();
    private final Echo echo = new Echo(simulation.time::now);
    private final HintIntake intake =
            new HintIntake(new OurWrites(Sandbox.SESSION, request -> true), hint -> false, echo);
    private final Deque<Told> under = new ArrayDeque<>();
    private final Map<String, Deque<Wiretap.Sent>> asked = new HashMap<>();
    private final Set<String> unread = new TreeSet<>();
    private boolean on = true;
    private int writes;

    /** An event on its way. */
    private record Told(String event, Instant at) {}

    @AfterEach
    void close() {
        simulation.close();
    }

    private void tap() {
        simulation.watchRequests(sent -> {
            if (sent.mutating()) {
                asked.computeIfAbsent(sent.action(), action -> new ArrayDeque<>())
                        .addLast(sent);
            }
        });
        simulation.answers = answer -> {
            // Several calls are under way at once.
            String action = answer.getClass().getSimpleName().replaceAll("Response$", "");
            Deque<Wiretap.Sent> open = asked.getOrDefault(action, new ArrayDeque<>());
            if (!open.isEmpty()) {
                wrote(open.removeFirst(), answer);
            }
            return answer;
        };
    }

    private void wrote(Wiretap.Sent sent, Object answer) {
        writes++;
        echo.wrote(Simulation.ACCOUNT, Console.REGION, service(sent.request()), sent.action());
        if (on) {
            String event = RecordedEvents.event(sent, answer, simulation.time.now(), writes);
            if (HintReader.read(event) instanceof Reading.Nothing) {
                unread.add(sent.action());
            }
            under.add(new Told(event, simulation.time.now().plus(LATE)));
        }
    }

    private static String service(AwsRequest request) {
        String[] parts = request.getClass().getPackageName().split("\\.");
        return parts[parts.length - 2];
    }

    private void minutes(String stack, int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            simulation.time.runUntil(simulation.time.now().plusSeconds(50));
            simulation.sweep(stack);
            while (!under.isEmpty() && !under.getFirst().at().isAfter(simulation.time.now())) {
                intake.take(under.removeFirst().event());
            }
            if (on) {
                assertThat(echo.silence(REGION)).isEmpty();
                assertThat(echo.silence(IAM)).isEmpty();
            }
        }
    }

    private String stack(String name) throws IOException {
        Account.furnish(simulation);
        tap();
        return simulation.apply(Simulation.manifest(Files.readString(DriftWalkTest.FOLDER.resolve(name + ".yaml"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "instance", "secrets"})
    void whatIsToldLateIsNoSilence(String name) throws IOException {
        String stack = stack(name);

        minutes(stack, 90);

        assertThat(writes).isGreaterThan(20);
        assertThat(under).isEmpty();
        assertThat(unread).as("what no event could be heard of is no proof").isSubsetOf("CreatePolicy");
    }

    @Test
    void aRuleThatSomebodySwitchedOffIsNoticedAfterThreeWrites() throws IOException {
        String stack = stack("instance");
        minutes(stack, 60);
        on = false;
        Console console = new Console(simulation, stack);

        for (int round = 0; round < 3; round++) {
            assertThat(echo.silence(REGION)).isEmpty();
            String name = "mine " + round;
            simulation.act(() -> console.tag(console.id("Vpc/vpc"), "Name", name));
            minutes(stack, 10);
        }
        minutes(stack, 30);

        assertThat(echo.silence(REGION)).isPresent();
        assertThat(echo.silence(IAM)).isEmpty();
    }
}
