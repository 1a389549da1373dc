package io.stockade;

import io.stockade.aws.AwsClouds;
import io.stockade.aws.AwsSettings;
import io.stockade.aws.AwsSurroundings;
import io.stockade.aws.SdkClients;
import io.stockade.aws.Sessions;
import io.stockade.aws.call.CallLedger;
import io.stockade.cloud.Clouds;
import io.stockade.cloud.Parallel;
import io.stockade.cloud.Permit;
import io.stockade.hint.OurWrites;
import io.stockade.sandbox.NothingToTamperException;
import io.stockade.sandbox.Sandbox;
import io.stockade.sandbox.Tamper;
import io.stockade.sandbox.Tampering;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.SandboxTime;
import io.stockade.sandbox.time.ScaledTime;
import io.stockade.sandbox.world.WorldStore;
import io.stockade.spec.AccountSpec;
import io.stockade.spec.Nearest;
import io.stockade.spec.SecureStack;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Makes the cloud that a service works in: AWS, or a sandbox in this process. */
final class CloudSides {
    private CloudSides() {}

    /**
     * A sandbox; its clock begins at the machine's time, or where its world left off if that is later.
     *
     * @param store closed with the cloud
     */
    static CloudSide sandbox(WorldStore store, double speed, Permit permit) {
        Instant now = Instant.now();
        Instant begin = store.lastInstant().filter(now::isBefore).orElse(now);
        Sandbox sandbox = new Sandbox(new ScaledTime(begin, speed), SandboxSettings.defaults(), store);
        return sandbox(sandbox, store, speed, permit);
    }

    /**
     * A sandbox as it is.
     *
     * @param store the sandbox's, closed with the cloud
     */
    static CloudSide sandbox(Sandbox sandbox, WorldStore store, double speed, Permit permit) {
        SandboxTime time = sandbox.time();
        CallLedger ledger = new CallLedger(time::now);
        Clouds clouds = new AwsClouds(
                SandboxClients.of(sandbox),
                AwsSettings.STANDARD,
                new AwsSurroundings(ledger, time::now, reads(), permit));
        Tampering tampering = new Tampering(sandbox);
        return new CloudSide(
                clouds,
                time::now,
                speed,
                true,
                (stack, what, seed) -> tamper(tampering, stack, what, seed),
                ledger,
                CloudSide.Events.NONE,
                AwsChannels.NONE,
                store::close);
    }

    static CloudSide aws(String version, Sessions sessions, AwsSettings settings, Permit permit) {
        SdkClients clients = new SdkClients(version, sessions);
        InstantSource clock = InstantSource.system();
        CallLedger ledger = new CallLedger(clock);
        AwsClouds clouds = new AwsClouds(clients, settings, new AwsSurroundings(ledger, clock, reads(), permit));
        return new CloudSide(
                clouds,
                clock,
                1,
                false,
                (stack, what, seed) -> {
                    throw new IllegalArgumentException("only a sandbox is tampered with");
                },
                ledger,
                new CloudSide.Events(clouds::events, new OurWrites(sessions.name(), ledger::ours)),
                new AwsChannels(clouds::alertMail),
                clients::close);
    }

    /** Independent reads, on threads of their own that end when they are idle. */
    private static Parallel reads() {
        ExecutorService threads = Executors.newCachedThreadPool(Daemons.named("stockade-read"));
        return Parallel.over(threads, CompletableFuture::join);
    }

    private static String tamper(Tampering tampering, SecureStack stack, String what, long seed) {
        List<String> names =
                Arrays.stream(Tamper.values()).map(Tamper::commandName).toList();
        String nearest = Nearest.of(what, names);
        Tamper tamper = Tamper.find(what)
                .orElseThrow(() -> new IllegalArgumentException("there is no tampering '" + what + "'"
                        + (nearest == null ? "" : "; did you mean '" + nearest + "'?") + " There is: "
                        + String.join(", ", names)));
        try {
            return tampering.apply(
                    tamper, SandboxClients.account(target(stack)), stack.spec().region(), stack.key(), seed);
        } catch (NothingToTamperException nothing) {
            throw new IllegalArgumentException(nothing.getMessage(), nothing);
        }
    }

    private static Clouds.Target target(SecureStack stack) {
        @Nullable AccountSpec account = stack.spec().account();
        return account == null
                ? new Clouds.Target(stack.spec().region(), null, null, null)
                : new Clouds.Target(stack.spec().region(), account.id(), account.roleArn(), account.externalId());
    }
}
