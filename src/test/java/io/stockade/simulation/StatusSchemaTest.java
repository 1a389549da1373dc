package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.spec.SecureStack;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every status that a stack has in its life is one that the CRD describes, whole. */
class StatusSchemaTest {
    private static final StatusSchema SCHEMA = new StatusSchema();

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "gateway", "isolated", "orders"})
    void everyStatusOfALifeIsDescribed(String example) {
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(Simulation.example(example));
            simulation.untilReady(stack);
            simulation.act(() -> simulation.sandbox.faults().emptyRegion(Simulation.ACCOUNT, Console.REGION, true));
            simulation.sweep(stack);
            simulation.act(() -> simulation.sandbox.faults().emptyRegion(Simulation.ACCOUNT, Console.REGION, false));
            simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(6)));
            simulation.sweep(stack);
            simulation.delete(stack);
            simulation.until(
                    stack,
                    Duration.ofMinutes(30),
                    status -> status.phase().equals("Deleted") || status.phase().equals("Stalled"));

            assertThat(problems(simulation.history)).isEmpty();
            assertThat(simulation.history).extracting(StackStatus::phase).contains("Ready", "Deleted");
        }
    }

    @Test
    void aDriftAndAPlanThatWaitsAreDescribed() {
        try (Simulation simulation = new Simulation()) {
            String stack = simulation.apply(reporting("PerZone"));
            simulation.untilReady(stack);
            Console console = new Console(simulation, stack);
            simulation.act(() ->
                    console.ec2.modifySubnetAttribute(request -> request.subnetId(console.id("Subnet/private-euw1-az1"))
                            .mapPublicIpOnLaunch(value -> value.value(true))));
            simulation.sweep(stack);

            simulation.apply(reporting("SingleZone"));
            StackStatus waiting = simulation.until(stack, Duration.ofMinutes(5), status -> status.plan() != null);

            assertThat(waiting.drift().items()).isNotEmpty();
            assertThat(problems(simulation.history)).isEmpty();
        }
    }

    private static SecureStack reporting(String availability) {
        return Simulation.manifest("""
                apiVersion: stockade.dev/v1alpha1
                kind: SecureStack
                metadata: {name: shown}
                spec:
                  region: eu-west-1
                  drift: {mode: Report}
                  network: {cidr: 10.80.0.0/16, nat: {mode: Gateway, availability: %s}}
                """.formatted(availability));
    }

    private static List<String> problems(List<StackStatus> history) {
        return history.stream()
                .flatMap(status -> SCHEMA.problems(status).stream())
                .distinct()
                .toList();
    }
}
