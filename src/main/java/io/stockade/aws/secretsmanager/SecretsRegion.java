package io.stockade.aws.secretsmanager;

import io.stockade.aws.call.AbsentDriver;
import io.stockade.aws.call.Calls;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Reader;
import io.stockade.cloud.SecretStore;
import io.stockade.graph.ResourceKind;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Everything of one region that Secrets Manager answers for. */
public final class SecretsRegion {
    private final Supplier<SecretsManagerClient> secrets;
    private final Supplier<LambdaClient> functions;
    private final Calls calls;

    /** @param functions invoked for the steps of rotations */
    public SecretsRegion(Supplier<SecretsManagerClient> secrets, Supplier<LambdaClient> functions, Calls calls) {
        this.secrets = secrets;
        this.functions = functions;
        this.calls = calls;
    }

    public List<Reader> readers() {
        return List.of();
    }

    public List<Driver<?>> drivers() {
        return List.of(new AbsentDriver<>(ResourceKind.SECRET), new AbsentDriver<>(ResourceKind.SECRET_ROTATION));
    }

    /** The way for values. */
    public SecretStore store() {
        throw new UnsupportedOperationException("there is no secret store yet: " + secrets + functions + calls);
    }
}
