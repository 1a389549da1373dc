package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.cloud.Clouds;
import io.stockade.spec.SecureStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The drift walk over the wire, on an AWS that nobody here wrote: what is changed behind our back is put right by the
 * very calls that put it right in the sandbox.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmulatorIT {
    private static final Path FOLDER = Path.of("src/test/resources/io/stockade/simulation/drift");
    private static final List<String> STACKS = List.of("instance", "gateway");

    private final Map<String, EmulatedStack> stacks = new TreeMap<>();

    @AutoClose
    private Live live;

    @BeforeAll
    void build() throws IOException, InterruptedException {
        live = Live.find();
        Clouds.Target target = new Clouds.Target(Console.REGION, null, null, null);
        for (String name : STACKS) {
            SecureStack manifest = Simulation.manifest(Files.readString(FOLDER.resolve(name + ".yaml")));
            stacks.put(name, EmulatedStack.apply(live, manifest, target));
        }
        for (EmulatedStack stack : stacks.values()) {
            assertThat(stack.settled(200)).isEmpty();
        }
    }

    static Stream<DriftCase> drifts() {
        return DriftCases.all().stream()
                .filter(drift -> STACKS.contains(drift.stack()))
                .filter(drift -> !EmulatorReasons.ALL.containsKey(drift.subject()));
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("drifts")
    void isSeenAndRepaired(DriftCase drift) throws IOException, InterruptedException {
        List<Live.Called> writes = stack(drift.stack()).tampered(drift);

        assertThat(writes).extracting(Live.Called::action).containsExactlyInAnyOrderElementsOf(golden(drift));
    }

    @Order(2)
    @Test
    void aConvergedStackIsLeftAlone() throws InterruptedException {
        int calls = live.calls.size();
        for (EmulatedStack stack : stacks.values()) {
            live.sweep(stack.key());
        }
        Thread.sleep(2000);

        assertThat(live.calls.subList(calls, live.calls.size()))
                .isNotEmpty()
                .filteredOn(Live.Called::write)
                .extracting(Live.Called::action)
                .isSubsetOf(EmulatorReasons.NEVER_ENDING);
    }

    @Order(3)
    @Test
    void aDeletionLeavesNothing() throws InterruptedException {
        for (EmulatedStack stack : stacks.values()) {
            stack.deleted();
        }

        EmulatedStack.assertNothingLeft(stack("instance").clients());
    }

    private EmulatedStack stack(String name) {
        return Objects.requireNonNull(stacks.get(name));
    }

    private static List<String> golden(DriftCase drift) throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve(drift.subject() + ".txt"));
        return lines.subList(lines.indexOf("repair:") + 1, lines.size()).stream()
                .map(line -> line.strip().split(" ")[0])
                .sorted()
                .toList();
    }
}
