package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.call.CallLedger;
import io.stockade.aws.call.CallLog;
import io.stockade.reconcile.EngineSettings;
import io.stockade.reconcile.Trigger;
import io.stockade.sandbox.JournalEntry;
import io.stockade.sandbox.Tamper;
import io.stockade.sandbox.Tampering;
import io.stockade.sandbox.settings.Quotas;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.spec.SecureStack;
import io.stockade.status.StackStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A hundred stacks that are created at once, and another one that is tampered with while they are: all stay under AWS's
 * throttles, hardly lose time by it, and the repair does not wait for them. One long afternoon, looked at from all sides.
 */
class ThrottleTest {
    private static final int STACKS = 100;
    private static final int MIDDLE_MINUTE = 20;
    private static final Duration LIMIT = Duration.ofHours(1);

    private static final Simulation SIMULATION = new Simulation(
            SandboxSettings.defaults().withQuotas(Quotas.raised()).withJournalLimit(1_000_000),
            EngineSettings.of("test", false, Duration.ofMinutes(1)));
    private static final List<String> CREATED = new ArrayList<>();
    private static String standing = "";
    private static String standingVpc = "";
    private static long readsOfOne;
    private static long begin;
    private static Instant begun = Instant.MAX;
    private static Instant tampered = Instant.MAX;
    private static Instant repairPlanned = Instant.MAX;

    @BeforeAll
    static void createAHundredAndRepairAnother() {
        standing = SIMULATION.apply(gateway("standing", 200));
        StackStatus ready = SIMULATION.untilReady(standing);
        standingVpc = Objects.requireNonNull(ready.outputs().vpcId());
        readsOfOne =
                SIMULATION.calls(0).stream().filter(call -> !call.mutating()).count();
        // Every bucket of AWS is full again.
        SIMULATION.time.runUntil(SIMULATION.time.now().plusSeconds(60));
        begin = SIMULATION.sandbox.journal().sequence();
        begun = SIMULATION.time.now();
        for (int number = 0; number < STACKS; number++) {
            CREATED.add(SIMULATION.apply(gateway("stack-" + number, number)));
        }
        SIMULATION.time.runUntil(begun.plus(Duration.ofMinutes(MIDDLE_MINUTE)));
        tamperAndSweep();
        repairPlanned = Objects.requireNonNull(SIMULATION.plannedAt.get(standing));
        while (!SIMULATION.readyAt.keySet().containsAll(CREATED)
                && SIMULATION.time.now().isBefore(begun.plus(LIMIT))) {
            SIMULATION.time.runUntil(SIMULATION.time.now().plusSeconds(10));
        }
    }

    /** Somebody deletes an endpoint, the call for which is the scarcest of all, and opens port 22. */
    private static void tamperAndSweep() {
        Console console = new Console(SIMULATION, standing);
        SIMULATION.act(() -> {
            console.ec2.deleteVpcEndpoints(request -> request.vpcEndpointIds(console.id("GatewayEndpoint/s3")));
            new Tampering(SIMULATION.sandbox).apply(Tamper.OPEN_SSH, Simulation.ACCOUNT, Console.REGION, standing, 1);
        });
        tampered = SIMULATION.time.now();
        SIMULATION.engine().trigger(new Trigger(standing, Trigger.Reason.SWEEP));
        SIMULATION.time.runUntil(tampered.plusSeconds(10));
    }

    @AfterAll
    static void end() {
        SIMULATION.close();
    }

    @Test
    void awsThrottlesNoCall() {
        assertThat(SIMULATION.sandbox.journal().entries(call -> !call.succeeded()))
                .isEmpty();
        assertThat(SIMULATION.defects).isEmpty();
    }

    @Test
    void allAreReadyAsSoonAsTheTightestBucketAllows() {
        double bound = counts().entrySet().stream()
                .mapToDouble(entry -> Size.of(entry.getKey()).seconds(entry.getValue()))
                .max()
                .orElse(0);

        assertThat(SIMULATION.readyAt).containsKeys(CREATED.toArray(String[]::new));
        Instant last = CREATED.stream()
                .map(SIMULATION.readyAt::get)
                .max(Instant::compareTo)
                .orElseThrow();
        System.out.printf(
                "%d stacks: all ready after %s, and the tightest bucket takes %.0f s%n",
                STACKS, Duration.between(begun, last), bound);
        assertThat(bound).as("8 endpoints each").isBetween(2650.0, 2700.0);
        assertThat(Duration.between(begun, last)).isLessThan(Duration.ofMillis((long) (bound * 1020)));
    }

    /** Nobody has to wait for all others: half are ready in half the time. */
    @Test
    void theFirstAreReadyLongBeforeTheLast() {
        List<Duration> ready = CREATED.stream()
                .map(stack -> Duration.between(begun, SIMULATION.readyAt.get(stack)))
                .sorted()
                .toList();

        assertThat(ready.get(0)).isLessThan(Duration.ofMinutes(3));
        assertThat(ready.get(STACKS / 2)).isLessThan(Duration.ofMinutes(25));
    }

    @Test
    void aRepairDoesNotWaitForCreations() {
        List<JournalEntry> repairs = SIMULATION.writes(begin).stream()
                .filter(call -> call.time().isAfter(tampered))
                .filter(call -> call.action().equals("RevokeSecurityGroupIngress")
                        || (call.action().equals("CreateVpcEndpoint")
                                && call.resources().contains(standingVpc)))
                .toList();

        assertThat(repairs)
                .extracting(JournalEntry::action)
                .containsExactlyInAnyOrder("RevokeSecurityGroupIngress", "CreateVpcEndpoint");
        assertThat(repairPlanned).isBetween(tampered, tampered.plusSeconds(5));
        assertThat(repairs).allSatisfy(call -> assertThat(call.time()).isBefore(repairPlanned.plusSeconds(5)));
        assertThat(SIMULATION.status(standing).drift().total()).isZero();
    }

    @Test
    void toWaitForOnesTurnCostsNoReads() {
        long reads = SIMULATION.calls(begin).stream()
                .filter(call -> !call.mutating())
                .count();

        assertThat(reads).isLessThan(STACKS * readsOfOne * 105 / 100);
    }

    @Test
    void toWaitForOnesTurnIsNoNews() {
        for (String stack : CREATED) {
            Map<Instant, StackStatus> told = Objects.requireNonNull(SIMULATION.told.get(stack));
            assertThat(told.values()).extracting(StackStatus::phase).as(stack).containsOnly("Creating", "Ready");
            Instant settled = begun.plus(Duration.ofMinutes(5));
            Instant nearly =
                    Objects.requireNonNull(SIMULATION.readyAt.get(stack)).minus(Duration.ofMinutes(5));
            assertThat(told.keySet().stream().filter(at -> at.isAfter(settled) && at.isBefore(nearly)))
                    .as("in up to 35 minutes in which %s only waits", stack)
                    .hasSizeLessThanOrEqualTo(6);
        }
        assertThat(CREATED.stream()
                        .flatMap(stack -> Objects.requireNonNull(SIMULATION.told.get(stack)).values().stream()))
                .flatExtracting(StackStatus::conditions)
                .extracting(StackStatus.Condition::message)
                .anyMatch(message -> message.contains(
                        "under AWS's limit on CreateVpcEndpoint calls in eu-west-1, about" + " 40 min"));
    }

    @Test
    void everyCallIsCountedForWhomItWasMade() {
        CallLedger ledger = SIMULATION.ledger;
        assertThat(ledger.sent()).isEqualTo(SIMULATION.calls(0).size());
        assertThat(ledger.writes()).isEqualTo(SIMULATION.writes(0).size());
        assertThat(ledger.totals().keySet())
                .extracting(CallLedger.Total::outcome)
                .containsOnly(CallLog.OK, CallLog.HELD);
        long writes = 0;
        for (String stack : CREATED) {
            StackStatus.LastHour told =
                    Objects.requireNonNull(SIMULATION.status(stack).calls()).lastHour();
            // Rules of a group whose other ends come late are more than one call.
            assertThat(told.writes()).as(stack).isBetween(59L, 65L);
            writes += told.writes();
        }
        assertThat(writes).isEqualTo(SIMULATION.writes(begin).size() - 2);
        assertThat(ledger.lastHour(CREATED.get(STACKS - 1)).held()).isPositive();
    }

    private static Map<String, Long> counts() {
        return SIMULATION.sandbox.journal().since(begin).stream()
                .collect(Collectors.groupingBy(JournalEntry::action, Collectors.counting()));
    }

    /**
     * What AWS allows of a call: docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html.
     *
     * @param capacity at once
     * @param refill a second
     */
    private record Size(double capacity, double refill) {
        private static final Set<String> ENDPOINTS =
                Set.of("CreateVpcEndpoint", "ModifyVpcEndpoint", "DeleteVpcEndpoints");

        static Size of(String action) {
            if (ENDPOINTS.contains(action)) {
                return new Size(4, 0.3);
            }
            if (action.equals("CreateNatGateway")) {
                return new Size(10, 1);
            }
            boolean reading = action.startsWith("Describe") || action.startsWith("Get") || action.startsWith("List");
            return reading ? new Size(100, 20) : new Size(50, 5);
        }

        double seconds(long calls) {
            return (calls - capacity) / refill;
        }
    }

    private static SecureStack gateway(String name, int number) {
        try {
            String yaml = Files.readString(Path.of("docs/examples/gateway.yaml"));
            return Simulation.manifest(
                    yaml.replace("name: gateway", "name: " + name).replace("10.50.0.0/16", "10." + number + ".0.0/16"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
