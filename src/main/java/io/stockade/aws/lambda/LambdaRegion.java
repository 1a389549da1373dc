package io.stockade.aws.lambda;

import io.stockade.aws.call.Calls;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Reader;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Everything of one region that Lambda answers for. */
public final class LambdaRegion {
    private final Lambda lambda;

    /** @param iam of the same account, which knows roles */
    public LambdaRegion(Supplier<LambdaClient> client, Supplier<IamClient> iam, Calls calls) {
        this.lambda = new Lambda(client, iam, calls);
    }

    public List<Reader> readers() {
        return List.of(Functions.reader(lambda));
    }

    public List<Driver<?>> drivers() {
        return List.of(new FunctionDriver(lambda));
    }
}
