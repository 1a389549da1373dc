package io.stockade.aws.secretsmanager;

import io.stockade.aws.call.Calls;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Reader;
import io.stockade.cloud.SecretStore;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Everything of one region that Secrets Manager answers for. */
public final class SecretsRegion {
    private final SecretCalls secrets;
    private final SecretStore store;

    /** @param functions invoked for the steps of rotations */
    public SecretsRegion(Supplier<SecretsManagerClient> secrets, Supplier<LambdaClient> functions, Calls calls) {
        this.secrets = new SecretCalls(secrets, calls.to("secretsmanager"));
        this.store = new SecretVersions(secrets, functions, calls);
    }

    public List<Reader> readers() {
        return List.of(Secrets.reader(secrets));
    }

    public List<Driver<?>> drivers() {
        return List.of(new SecretDriver(secrets), new SecretRotationDriver(secrets));
    }

    /** The way for values. */
    public SecretStore store() {
        return store;
    }
}
