package io.stockade.aws.lambda;

import io.stockade.aws.call.AbsentDriver;
import io.stockade.aws.call.Calls;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Reader;
import io.stockade.graph.ResourceKind;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Everything of one region that Lambda answers for. */
public final class LambdaRegion {
    private final Supplier<LambdaClient> client;
    private final Calls calls;

    public LambdaRegion(Supplier<LambdaClient> client, Calls calls) {
        this.client = client;
        this.calls = calls;
    }

    public List<Reader> readers() {
        return List.of();
    }

    public List<Driver<?>> drivers() {
        return List.of(new AbsentDriver<>(ResourceKind.FUNCTION));
    }

    @Override
    public String toString() {
        return "Lambda by " + client + " through " + calls;
    }
}
