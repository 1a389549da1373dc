package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import io.stockade.sandbox.Faults;
import io.stockade.sandbox.JournalEntry;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a read does not show is not gone, whatever kept it from showing it; and the status never passes over it. */
class DoubtfulReadsTest {
    private static final String IDENTITY = "GetCallerIdentity";
    private static final String APP = """
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata: {name: minimal}
            spec:
              region: eu-west-1
              network: {zones: 2, nat: {mode: None}}
              securityGroups: [{name: app}, {name: db}]
              links:
                - {from: {group: app}, to: {group: db}, port: 5432}
                - {from: {cidr: 203.0.113.0/24}, to: {group: app}, port: 443}
            """;

    @Test
    void everySingleReadDenied() {
        try (Drill drill = Drill.minimal()) {
            for (String action : reads(drill)) {
                drill.simulation.sandbox.faults().add(FaultPoint.action(action), new Fault.Denied());

                StackStatus status = drill.minutes(3);

                drill.nothingWritten();
                String service = service(drill, action);
                assertThat(drill.told("Ready", "Unknown", "ReadRefused"))
                        .contains("could not be observed", "not readable since 2027-01-01T", ", last read 2027-01-01T")
                        .contains("(missing permission: " + service + ":" + action + ", statement ")
                        .endsWith("nothing of it is changed until that is put right");
                drill.told("Drifted", "Unknown", "NotObserved");
                assertThat(status.phase()).isEqualTo("Unknown");
                assertThat(status.observation().problems()).anyMatch(problem -> problem.startsWith(action));
                assertThat(status.resources().ready())
                        .isLessThan(status.resources().total());
                drill.simulation.sandbox.faults().clear();
                drill.minutes(1);
                drill.readyUnwritten();
            }
        }
    }

    @Test
    void everySingleReadThrottled() {
        try (Drill drill = Drill.minimal()) {
            for (String action : reads(drill)) {
                drill.simulation.sandbox.faults().add(FaultPoint.action(action), new Fault.Throttled());
                drill.simulation.sweep(drill.stack);
                drill.told("Ready", "True", "AsDeclared");
                assertThat(drill.simulation.status(drill.stack).observation().problems())
                        .as("a moment's throttle is told, and turns no condition")
                        .anyMatch(problem -> problem.startsWith(action));

                drill.minutes(3);

                drill.nothingWritten();
                assertThat(drill.told("Ready", "Unknown", "NotObserved"))
                        .contains("not readable since", action)
                        .endsWith("it is tried again, and nothing of it is changed until it succeeds");
                drill.told("Drifted", "Unknown", "NotObserved");
                drill.simulation.sandbox.faults().clear();
                // The bucket stays shut for up to a minute after AWS throttled.
                drill.minutes(2);
                drill.readyUnwritten();
            }
        }
    }

    @Test
    void aReadThatFailedIsTriedAgainBeforeTheNextSweep() {
        try (Drill drill = Drill.minimal()) {
            drill.simulation
                    .sandbox
                    .faults()
                    .once(FaultPoint.action("DescribeSubnets"), new Fault.Refused("InvalidNextToken", 400, "expired"));

            drill.simulation.sweep(drill.stack);

            drill.readyUnwritten();
            assertThat(drill.simulation.status(drill.stack).observation().problems())
                    .isEmpty();
        }
    }

    static Stream<Fault> lies() {
        return Stream.of(
                new Fault.HalfPage(),
                new Fault.EmptyRead(),
                new Fault.StaleRead(Duration.ofMinutes(14)),
                new Fault.Refused("InvalidNextToken", 400, "The token is invalid."),
                Fault.internalError(),
                new Fault.ReplyLost());
    }

    @ParameterizedTest
    @MethodSource("lies")
    void oneReadThatIsCutShortOrEmptyOrOld(Fault lie) {
        try (Drill drill = Drill.of(Simulation.manifest(APP))) {
            for (String action : reads(drill)) {
                drill.simulation.sandbox.faults().once(FaultPoint.action(action), lie);

                drill.minutes(2);

                assertThat(drill.simulation.defects).isEmpty();
                drill.readyUnwritten();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lies")
    void theFirstReadAfterARestartIsCutShortOrEmptyOrOld(Fault lie) {
        try (Drill drill = Drill.of(Simulation.manifest(APP))) {
            for (String action : reads(drill)) {
                drill.simulation.sandbox.faults().once(FaultPoint.action(action), lie);

                drill.simulation.restart();
                drill.minutes(2);

                drill.readyUnwritten();
            }
        }
    }

    @Test
    void readsLagBehindOurOwnWrites() {
        try (Drill drill = Drill.of(Simulation.manifest(APP))) {
            drill.simulation.apply(Simulation.manifest(APP.replace("5432", "5433")));
            drill.seconds(20);
            drill.mark();
            drill.simulation.sandbox.faults().readLag(Duration.ofMinutes(4));

            drill.minutes(6);

            drill.readyUnwritten();
            drill.simulation.sandbox.faults().clear();
            drill.minutes(1);
            drill.readyUnwritten();
        }
    }

    @Test
    void everythingIsThrottledForMinutes() {
        try (Drill drill = Drill.minimal()) {
            drill.simulation.sandbox.faults().add(point -> !point.mutating(), new Fault.Throttled());

            drill.minutes(5);

            drill.nothingWritten();
            assertThat(drill.told("Ready", "Unknown", "NotObserved"))
                    .contains(IDENTITY, "the stack was last seen 2027-01-01T");
            drill.told("EgressReady", "Unknown", "NotObserved");
            drill.simulation.sandbox.faults().clear();
            drill.minutes(2);
            drill.readyUnwritten();
        }
    }

    @Test
    void credentialsAreRevoked() {
        try (Drill drill = Drill.minimal()) {
            drill.simulation.sandbox.faults().add(point -> true, Fault.expiredToken());

            drill.minutes(5);

            drill.nothingWritten();
            assertThat(drill.told("Stalled", "True", "Refused"))
                    .startsWith(IDENTITY)
                    .contains("RequestExpired", "the credentials are expired, revoked or wrong: renew them");
            assertThat(drill.told("Ready", "False", "Refused")).contains("the stack was last seen 2027-01-01T");
            assertThat(drill.simulation.status(drill.stack).resources().total()).isPositive();
            drill.simulation.sandbox.faults().clear();
            drill.minutes(2);
            drill.readyUnwritten();
        }
    }

    @Test
    void whatIsReadOneByOneIsDenied() {
        try (Drill drill = Drill.minimal()) {
            Faults faults = drill.simulation.sandbox.faults();
            faults.add(FaultPoint.action("DescribeVpcAttribute"), new Fault.Denied());
            drill.seconds(3600);

            drill.minutes(1);

            drill.nothingWritten();
            assertThat(drill.told("Ready", "Unknown", "ReadRefused"))
                    .startsWith("1 resources could not be observed: Vpc/vpc: not readable since")
                    .contains("(missing permission: ec2:DescribeVpcAttribute, statement Read of"
                            + " deploy/iam/read-only.json)");
            faults.clear();
            drill.minutes(1);
            drill.readyUnwritten();
        }
    }

    @Test
    void driftBehindADeniedReadIsFoundOnceItCanBeRead() {
        try (Drill drill = Drill.of(Simulation.manifest(APP))) {
            Faults faults = drill.simulation.sandbox.faults();
            faults.add(FaultPoint.action("DescribeSecurityGroups"), new Fault.Denied());
            Console console = drill.console();
            drill.simulation.act(() -> console.ec2.authorizeSecurityGroupIngress(
                    request -> request.groupId(console.id("SecurityGroup/app"))
                            .ipProtocol("tcp")
                            .fromPort(22)
                            .toPort(22)
                            .cidrIp("0.0.0.0/0")));

            drill.minutes(3);

            drill.nothingWritten();
            drill.told("Drifted", "Unknown", "NotObserved");
            faults.clear();
            drill.minutes(1);
            assertThat(drill.simulation.writes(0))
                    .extracting(JournalEntry::action)
                    .contains("RevokeSecurityGroupIngress");
        }
    }

    /** The lists of a sweep, without the question whose credentials these are. */
    private static List<String> reads(Drill drill) {
        long begun = drill.simulation.sandbox.journal().sequence();
        drill.minutes(1);
        TreeSet<String> actions = new TreeSet<>();
        drill.simulation.calls(begun).forEach(entry -> actions.add(entry.action()));
        actions.remove(IDENTITY);
        assertThat(actions).hasSizeGreaterThan(5);
        return new ArrayList<>(actions);
    }

    private static String service(Drill drill, String action) {
        return drill.simulation.calls(0).stream()
                .filter(entry -> entry.action().equals(action))
                .map(JournalEntry::service)
                .findFirst()
                .orElseThrow();
    }
}
