package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stockade.reconcile.StackEvent;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import io.stockade.sandbox.Faults;
import io.stockade.status.StackStatus;
import io.stockade.status.StackStatus.DriftEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What was there and can't be read is drift that nobody can rule out: shown by kind, left alone, and gone once it is read. */
class UnreadableDriftTest {
    private static final String[] TABLES = {
        "MainRouteTable/*", "Route/*", "RouteTable/*", "RouteTableAssociation/*",
    };

    @Test
    void eachKindThatCanNotBeReadIsOneUnknownUntilItIsRead() {
        try (Drill drill = Drill.minimal()) {
            Faults faults = drill.simulation.sandbox.faults();
            faults.add(FaultPoint.action("DescribeRouteTables"), new Fault.Denied());
            int heard = drill.simulation.events.size();

            StackStatus status = drill.minutes(3);

            assertThat(status.drift().items()).extracting(DriftEntry::resource).containsExactlyInAnyOrder(TABLES);
            assertThat(status.drift().items()).allSatisfy(entry -> {
                assertThat(entry.driftClass()).isEqualTo("Unknown");
                assertThat(entry.decision()).isEqualTo("Unknown");
                assertThat(entry.doing()).contains("ec2:DescribeRouteTables");
            });
            assertThat(severity(status, "Route/*")).isEqualTo("Critical");
            assertThat(severity(status, "MainRouteTable/*")).isEqualTo("Medium");
            assertThat(status.drift().total()).isZero();
            assertThat(status.drift().unknown()).isEqualTo(TABLES.length);
            drill.told("Drifted", "Unknown", "NotObserved");
            drill.nothingWritten();
            assertThat(drill.simulation.events.subList(heard, drill.simulation.events.size()))
                    .extracting(StackEvent::reason)
                    .doesNotContain("DriftFound");

            faults.clear();
            drill.minutes(1);

            assertThat(drill.simulation.status(drill.stack).drift()).isEqualTo(StackStatus.Drift.NONE);
            drill.readyUnwritten();
        }
    }

    @Test
    void theStatusIsToldOnceAndNotAtEveryLook() {
        try (Drill drill = Drill.minimal()) {
            drill.simulation.sandbox.faults().add(FaultPoint.action("DescribeRouteTables"), new Fault.Denied());
            drill.minutes(3);
            int told = drill.simulation.history.size();

            drill.minutes(60);

            assertThat(drill.simulation.history).hasSize(told);
        }
    }

    /** Each fails, and succeeds when it is tried again: for longer than a minute nothing of it is unread. */
    @Test
    void everySecondReadThatFailsIsNoDrift() {
        try (Drill drill = Drill.minimal()) {
            AtomicInteger reads = new AtomicInteger();
            drill.simulation
                    .sandbox
                    .faults()
                    .add(
                            point -> point.action().equals("DescribeRouteTables") && reads.getAndIncrement() % 2 == 0,
                            Fault.internalError());
            int told = drill.simulation.history.size();

            drill.minutes(30);

            assertThat(reads.get()).isGreaterThan(30);
            drill.readyUnwritten();
            assertThat(drill.simulation.history.subList(told, drill.simulation.history.size()))
                    .allSatisfy(status -> assertThat(status.drift()).isEqualTo(StackStatus.Drift.NONE));
        }
    }

    @Test
    void whatFailsForLongIsUnknownThoughItMayPass() {
        try (Drill drill = Drill.minimal()) {
            drill.simulation.sandbox.faults().add(FaultPoint.action("DescribeSubnets"), new Fault.Throttled());
            drill.simulation.sweep(drill.stack);
            assertThat(drill.simulation.status(drill.stack).drift()).isEqualTo(StackStatus.Drift.NONE);

            StackStatus status = drill.minutes(3);

            assertThat(status.drift().items()).extracting(DriftEntry::resource).containsExactly("Subnet/*");
        }
    }

    /** The picture is lost, and the memory says that all of it was there. */
    @Test
    void aServiceThatStartsBlindKnowsThatSomethingWasThere() {
        try (Drill drill = Drill.minimal()) {
            drill.simulation.sandbox.faults().add(FaultPoint.action("DescribeSubnets"), new Fault.Denied());

            drill.simulation.restart();
            StackStatus status = drill.minutes(1);

            assertThat(status.drift().items()).extracting(DriftEntry::resource).containsExactly("Subnet/*");
            drill.nothingWritten();
        }
    }

    @Test
    void whatWasNeverThereIsNoDrift() {
        try (Simulation simulation = new Simulation()) {
            Faults faults = simulation.sandbox.faults();
            faults.add(FaultPoint.action("CreateLaunchTemplate"), new Fault.Denied());
            faults.add(FaultPoint.action("DescribeAutoScalingGroups"), new Fault.Denied());
            String stack = simulation.apply(Simulation.example("minimal"));

            for (int minute = 0; minute < 5; minute++) {
                simulation.time.runUntil(simulation.time.now().plusSeconds(50));
                simulation.sweep(stack);
            }

            assertThat(simulation.status(stack).observation().problems())
                    .anyMatch(problem -> problem.startsWith("DescribeAutoScalingGroups"));
            assertThat(simulation.status(stack).drift().unknown()).isZero();
        }
    }

    /** What was found before is still so, for all that anybody knows. */
    @Test
    void driftThatWasSeenComesFirst() throws IOException {
        String manifest = Files.readString(Path.of("docs/examples/minimal.yaml")) + "  drift: {mode: Report}\n";
        try (Drill drill = Drill.of(Simulation.manifest(manifest))) {
            Console console = drill.console();
            drill.simulation.act(() -> console.tag(console.id("Vpc/vpc"), "Name", "mine"));
            drill.minutes(1);
            drill.simulation.sandbox.faults().add(FaultPoint.action("DescribeSubnets"), new Fault.Denied());

            StackStatus status = drill.minutes(2);

            assertThat(status.drift().items())
                    .extracting(DriftEntry::resource, DriftEntry::driftClass)
                    .containsExactly(tuple("Vpc/vpc", "Changed"), tuple("Subnet/*", "Unknown"));
            assertThat(status.drift().total()).isEqualTo(1);
            drill.told("Drifted", "True", "DriftFound");
        }
    }

    private static String severity(StackStatus status, String resource) {
        return status.drift().items().stream()
                .filter(entry -> entry.resource().equals(resource))
                .map(DriftEntry::severity)
                .findFirst()
                .orElseThrow();
    }
}
