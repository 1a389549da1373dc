package io.stockade.emulator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stockade.aws.AwsClients;
import io.stockade.aws.AwsClouds;
import io.stockade.aws.AwsSettings;
import io.stockade.aws.AwsSurroundings;
import io.stockade.aws.SdkClients;
import io.stockade.aws.Sessions;
import io.stockade.aws.call.CallLog;
import io.stockade.cloud.Clouds;
import java.io.IOException;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** An emulator, and the way of our clients to it: what a test over the wire begins and ends with. */
public final class EmulatedAws implements AutoCloseable {
    private static final String ENDPOINT = "aws.endpointUrl";

    private final Emulator emulator;
    private final SdkClients clients;

    private EmulatedAws(Emulator emulator) {
        System.setProperty(ENDPOINT, emulator.endpoint().toString());
        this.emulator = emulator;
        this.clients = new SdkClients(
                "test",
                new Sessions("test", false),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
    }

    /** Whatever emulator is found; where there is none, the test is skipped, or fails in CI. */
    public static EmulatedAws find() throws IOException, InterruptedException {
        return new EmulatedAws(Emulators.find());
    }

    /** An emulator that is moto, of which alone it is known where it is unlike AWS; else the test is skipped. */
    static EmulatedAws moto() throws IOException, InterruptedException {
        Emulator found = Emulators.find();
        if (!found.isMoto()) {
            found.close();
        }
        assumeTrue(found.isMoto(), "what others do is not known");
        return new EmulatedAws(found);
    }

    public Emulator emulator() {
        return emulator;
    }

    /** The SDK's clients of any account and region. */
    public SdkClients clients() {
        return clients;
    }

    public AwsClients clients(Clouds.Target target) {
        return clients.open(target);
    }

    /** Clouds in which one thing is done after the other, in real time. */
    AwsClouds clouds(CallLog log) {
        return new AwsClouds(
                clients,
                AwsSettings.STANDARD,
                new AwsSurroundings(log, InstantSource.system(), tasks -> tasks.forEach(Runnable::run)));
    }

    @Override
    public void close() {
        clients.close();
        System.clearProperty(ENDPOINT);
        emulator.close();
    }
}
