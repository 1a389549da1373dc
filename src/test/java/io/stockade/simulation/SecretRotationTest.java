package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.graph.Digest;
import io.stockade.memory.SecretMemory;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import io.stockade.sandbox.Sandbox;
import io.stockade.spec.SecureStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/** Secrets that the whole engine makes and rotates in the sandbox, whatever becomes of its calls to Secrets Manager. */
class SecretRotationTest {
    private static final String KEY = "/prod/keys/signing-key";
    private static final SecureStack STACK = Simulation.manifest("""
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata: {name: keys}
            spec:
              region: eu-west-1
              environment: prod
              network:
                cidr: 10.90.0.0/16
                zoneIds: [euw1-az1, euw1-az2]
                tiers: [{name: data, access: Isolated}]
                nat: {mode: None}
                endpoints: []
              secrets:
                - name: signing-key
                  value: {random: {length: 32}}
                  rotation: {strategy: Generated, schedule: "cron(0 3 * * ? *)", window: 2h}
                - name: partner-token
                  value: {external: {}}
            """);

    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());

    /** What goes wrong at a call to Secrets Manager. */
    private enum Mishap {
        KILL_BEFORE,
        KILL_AFTER,
        REPLY_LOST,
        REQUEST_LOST,
        THROTTLED,
        STALE,
        ERROR;

        Fault in(Simulation simulation) {
            return switch (this) {
                case KILL_BEFORE -> new Fault.Before(() -> simulation.kill(Duration.ZERO, Duration.ofSeconds(2)));
                case KILL_AFTER ->
                    new Fault.After(() -> simulation.kill(Duration.ofMillis(150), Duration.ofSeconds(2)));
                case REPLY_LOST -> new Fault.ReplyLost();
                case REQUEST_LOST -> new Fault.RequestLost();
                case THROTTLED -> new Fault.Throttled();
                case STALE -> new Fault.StaleRead(Duration.ofMinutes(1));
                case ERROR -> Fault.internalError();
            };
        }
    }

    /** The first value and a rotation, with a mishap at the nth call to Secrets Manager; how many there were. */
    private long play(@Nullable Mishap mishap, long index) {
        try (Simulation simulation = new Simulation()) {
            long[] seen = {0};
            Predicate<FaultPoint> nth = point -> point.service().equals("secretsmanager")
                    && point.principal().equals(Sandbox.PRINCIPAL)
                    && !point.action().equals("ListSecrets")
                    && ++seen[0] == index;
            if (mishap != null) {
                simulation.sandbox.faults().once(nth, mishap.in(simulation));
            }
            String stack = simulation.apply(STACK);
            simulation.time.runUntil(Simulation.START.plus(Duration.ofMinutes(10)));
            for (int hour = 1; hour <= 5; hour++) {
                simulation.sweep(stack);
                simulation.time.runUntil(Simulation.START.plus(Duration.ofHours(hour)));
            }
            judge(simulation, stack, mishap + " at " + index);
            return simulation.calls(0).stream()
                    .filter(entry -> entry.service().equals("secretsmanager")
                            && !entry.action().equals("ListSecrets"))
                    .count();
        }
    }

    private void judge(Simulation simulation, String stack, String where) {
        SecretsManagerClient console = simulation.sandbox.as("console").secretsManager(Simulation.ACCOUNT, "eu-west-1");
        DescribeSecretResponse[] key = new DescribeSecretResponse[1];
        simulation.act(() -> key[0] = console.describeSecret(request -> request.secretId(KEY)));
        Map<String, List<String>> labels = Objects.requireNonNull(key[0]).versionIdsToStages();
        SecretMemory memory =
                simulation.memory.find(stack).orElseThrow().memory().secrets().get("signing-key");
        check(
                where + ": labels " + labels,
                labels.equals(Map.of(
                        token("2027-01-01T03:00:00Z"), List.of("AWSCURRENT"),
                        token("first"), List.of("AWSPREVIOUS"))));
        check(where + ": memory " + memory, memory != null && memory.flight() == null && memory.failure() == null);
        check(
                where + ": " + simulation.status(stack).message(),
                simulation.status(stack).is("Ready"));
        check(where + ": defects " + simulation.defects, simulation.defects.isEmpty());
    }

    private void check(String problem, boolean well) {
        if (!well) {
            problems.add(problem);
        }
    }

    private static String token(String occasion) {
        return Digest.hex("uid-keys", "Secret/signing-key", "rotation", occasion, "1");
    }

    @Test
    void secretsAreMadeAndRotatedOnTime() {
        long calls = play(null, 0);

        assertThat(problems).isEmpty();
        assertThat(calls).isGreaterThan(8);
    }

    @ParameterizedTest
    @EnumSource
    void whateverGoesWrongAtAnyCall(Mishap mishap) {
        long calls = play(null, 0);

        LongStream.rangeClosed(1, calls).parallel().forEach(index -> play(mishap, index));

        assertThat(problems).isEmpty();
    }
}
