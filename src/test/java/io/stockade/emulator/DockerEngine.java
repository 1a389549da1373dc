package io.stockade.emulator;

import com.github.dockerjava.api.exception.NotFoundException;
import io.stockade.aws.SdkClients;
import io.stockade.aws.Sessions;
import io.stockade.cloud.Clouds;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** LocalStack in a container, where there is a Docker engine, and where the image has all that the product calls. */
final class DockerEngine implements Emulators.Source {
    /** The last one that starts without a token: releases since March 2026 want one. */
    private static final String IMAGE = "localstack/localstack:4.14.0";

    private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";

    /** These tell of every way to an engine that they tried in vain; held, since a logger that nobody holds is lost. */
    private static final List<Logger> LOGGERS = List.of(Logger.getLogger("org.testcontainers"), Logger.getLogger("tc"));

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public Optional<Emulator> open() throws InterruptedException {
        LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        String image = System.getProperty("stockade.emulator.image", IMAGE);
        if (!asked() && !present(image)) {
            // The pinned image is a gigabyte, and lacks what the product calls: nobody gets it unasked.
            return Optional.empty();
        }
        LocalStackContainer container = container(image);
        try {
            container.start();
        } catch (RuntimeException failed) {
            Emulators.say("emulator: " + image + " did not start in the Docker engine: " + failed.getMessage());
            return Optional.empty();
        }
        Emulator emulator = new Emulator(
                container.getEndpoint(),
                Emulators.product(container.getEndpoint()),
                image + " in the Docker engine",
                container::stop);
        Optional<String> lacking = lacking(emulator);
        if (lacking.isPresent()) {
            Emulators.say("emulator: " + emulator + ", is of no use: " + lacking.get());
            emulator.close();
            return Optional.empty();
        }
        return Optional.of(emulator);
    }

    private boolean asked() {
        return System.getProperty("stockade.emulator.image") != null
                || name().equals(System.getProperty("stockade.emulator"))
                || System.getenv(TOKEN) != null;
    }

    private static boolean present(String image) {
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException missing) {
            return false;
        }
    }

    private static LocalStackContainer container(String image) {
        // Which image is asked for is up to the user.
        LocalStackContainer container = new LocalStackContainer(
                DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack"));
        String token = System.getenv(TOKEN);
        return token == null ? container : container.withEnv(TOKEN, token);
    }

    /** Why it won't do: LocalStack has Auto Scaling only in the images that cost something. */
    private static Optional<String> lacking(Emulator emulator) {
        AwsBasicCredentials keys = AwsBasicCredentials.create("test", "test");
        System.setProperty("aws.endpointUrl", emulator.endpoint().toString());
        try (SdkClients clients =
                new SdkClients("test", new Sessions("test", false), StaticCredentialsProvider.create(keys))) {
            clients.open(new Clouds.Target("eu-west-1", null, null, null))
                    .autoScaling()
                    .describeAutoScalingGroups();
            return Optional.empty();
        } catch (SdkException refused) {
            return Optional.of("it refuses DescribeAutoScalingGroups, " + refused.getMessage());
        } finally {
            System.clearProperty("aws.endpointUrl");
        }
    }
}
