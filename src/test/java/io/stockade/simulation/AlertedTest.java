package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.alert.AlertDesk;
import io.stockade.alert.AlertFeed;
import io.stockade.alert.AlertSettings;
import io.stockade.alert.AlertsFile;
import io.stockade.alert.Mailbox;
import io.stockade.alert.StackFacts;
import io.stockade.history.ChangeHistory;
import io.stockade.history.HistoryEntry;
import io.stockade.memory.StateFolder;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.NothingToTamperException;
import io.stockade.sandbox.Tamper;
import io.stockade.sandbox.Tampering;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told of whole lives of stacks: of what somebody else did, once, and of nothing that goes as it should. */
class AlertedTest {
    private static final String SINK = "sinks: [{name: ops, type: log}]";
    private static final Logger LOG = Logger.getLogger("io.stockade.alerts");

    @TempDir
    Path home;

    private final Simulation simulation = new Simulation();
    private final List<String> told = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<HistoryEntry> audit = new ArrayList<>();
    private final Handler ear = ear();
    private StateFolder state;
    private AlertDesk desk;
    private ChangeHistory history;

    @AfterEach
    void close() {
        LOG.removeHandler(ear);
        simulation.close();
        state.close();
    }

    @BeforeEach
    void listen() throws AlertsFile.NotUnderstoodException {
        LOG.addHandler(ear);
        state = StateFolder.open(home);
        AlertSettings settings = AlertsFile.read(SINK.getBytes(StandardCharsets.UTF_8), "alerts.yaml", name -> null);
        desk = AlertDesk.open(
                settings,
                state,
                new AlertDesk.Means(
                        simulation.time::now,
                        simulation.time::now,
                        Runnable::run,
                        new Random(1),
                        "default",
                        new Mailbox()));
        history = new ChangeHistory(
                simulation.time::now,
                stack -> Optional.ofNullable(simulation.wanted.get(stack)),
                stack -> simulation.ledger.lastHour(stack).sent(),
                ChangeHistory.store(state),
                audit::add);
        simulation.tell(new AlertFeed(desk, stack -> Optional.of(new StackFacts(stack, "prod", new TreeMap<>()))));
        simulation.tell(history);
    }

    private Handler ear() {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                texts.add(entry.getMessage());
                told.add(entry.getMessage().lines().findFirst().orElse(""));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    /** Sweeps of ten minutes, and the ticks of a service meanwhile. */
    private void tenMinutes(String stack) {
        for (int minute = 0; minute < 10; minute++) {
            simulation.time.runUntil(simulation.time.now().plusSeconds(50));
            simulation.sweep(stack);
            desk.tick(simulation.wanted::containsKey);
        }
    }

    private void tamper(String stack, Tamper tamper) {
        simulation.act(() -> {
            try {
                new Tampering(simulation.sandbox).apply(tamper, Simulation.ACCOUNT, Console.REGION, stack, 8);
            } catch (NothingToTamperException nothing) {
                throw new AssertionError(nothing);
            }
        });
    }

    @Test
    void aDriftThatIsCorrectedIsOneAlertAndOneRecovery() {
        String stack = simulation.apply(Simulation.example("minimal"));
        simulation.untilReady(stack);
        tenMinutes(stack);
        assertThat(told).as("a creation alarms nobody").isEmpty();

        tamper(stack, Tamper.OPEN_SSH);
        tenMinutes(stack);

        assertThat(told)
                .containsExactly(
                        "Raised: Critical Drift in default/minimal (prod): Unexpected"
                                + " SecurityGroupRule/nat:in:tcp:22:0.0.0.0/0",
                        "Recovered: Critical Drift in default/minimal (prod): Unexpected"
                                + " SecurityGroupRule/nat:in:tcp:22:0.0.0.0/0");
    }

    @Test
    void whatCanNotBeReadIsNotOver() {
        String stack = simulation.apply(Simulation.manifest("""
                apiVersion: stockade.dev/v1alpha1
                kind: SecureStack
                metadata: {name: seen}
                spec: {region: eu-west-1, drift: {mode: Report}}
                """));
        simulation.untilReady(stack);
        tamper(stack, Tamper.OPEN_SSH);
        tenMinutes(stack);
        simulation
                .sandbox
                .faults()
                .add(point -> point.action().equals("DescribeSecurityGroupRules"), Fault.internalError());

        tenMinutes(stack);

        assertThat(told).first().asString().startsWith("Raised: Critical Drift in default/seen");
        assertThat(told).noneMatch(line -> line.startsWith("Recovered"));
    }

    @Test
    void whatWasDoneIsRememberedWithItsReason() {
        String stack = simulation.apply(Simulation.example("minimal"));
        simulation.untilReady(stack);
        tamper(stack, Tamper.OPEN_SSH);
        tenMinutes(stack);

        List<HistoryEntry> entries = history.of(stack);

        assertThat(entries)
                .extracting(entry -> entry.cause() + ", " + entry.why())
                .containsExactly("ManifestChanged, generation 1", "Drift, SecurityGroupRule/nat:in:tcp:22:0.0.0.0/0");
        assertThat(entries.get(0).total()).isGreaterThanOrEqualTo(40);
        assertThat(entries.get(0).changes())
                .extracting(HistoryEntry.Done::outcome)
                .containsOnly("done", "pending");
        assertThat(entries.get(0).calls()).isGreaterThan(30);
        assertThat(entries.get(1).changes())
                .containsExactly(
                        new HistoryEntry.Done("delete", "SecurityGroupRule/nat:in:tcp:22:0.0.0.0/0", "done", ""));
        assertThat(audit).as("pass by pass").hasSizeGreaterThan(entries.size());
        assertThat(audit.stream().filter(entry -> entry.cause().equals("Drift")))
                .containsExactly(entries.get(1));
    }

    @Test
    void whoeverMadeItIsNamed() {
        String stack = simulation.apply(Simulation.example("minimal"));
        simulation.untilReady(stack);
        tenMinutes(stack);
        RecordedEvents events = new RecordedEvents(simulation);
        Console console = events.console(stack);

        simulation.act(() ->
                console.ec2.authorizeSecurityGroupIngress(request -> request.groupId(console.id("SecurityGroup/nat"))
                        .ipProtocol("tcp")
                        .fromPort(22)
                        .toPort(22)
                        .cidrIp("0.0.0.0/0")));
        events.all().forEach(event -> EventWalkTest.hand(simulation, event));
        tenMinutes(stack);

        assertThat(texts)
                .hasSize(2)
                .allSatisfy(text -> assertThat(text)
                        .contains("\nBy " + RecordedEvents.ACTOR
                                + " (from 203.0.113.7, AuthorizeSecurityGroupIngress at "));
        assertThat(history.of(stack).get(1).cause()).isEqualTo("Drift");
        assertThat(history.of(stack).get(1).who()).isEqualTo(RecordedEvents.ACTOR);
        assertThat(audit.get(audit.size() - 1).who()).isEqualTo(RecordedEvents.ACTOR);
    }

    @Test
    void howAStackEndedCanBeReadForAWhile() {
        String stack = simulation.apply(Simulation.example("isolated"));
        simulation.untilReady(stack);
        simulation.delete(stack);
        simulation.untilGone(stack);

        List<HistoryEntry> entries = history.of(stack);

        assertThat(entries).extracting(HistoryEntry::cause).containsExactly("ManifestChanged", "Deletion");
        assertThat(entries.get(1).changes())
                .anyMatch(change ->
                        change.action().equals("delete") && change.resource().startsWith("Vpc/"));
        assertThat(home.resolve("history")).isEmptyDirectory();
    }
}
