package io.stockade.aws;

import io.stockade.aws.call.Calls;
import io.stockade.cloud.Clouds;
import io.stockade.graph.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Whose credentials these are, as STS says; whoever asks says how old its answer may be. */
final class CallerIdentity {
    private final StsClient sts;
    private final Clouds.Target target;
    private volatile @Nullable Named named;

    CallerIdentity(StsClient sts, Clouds.Target target) {
        this.sts = sts;
        this.target = target;
    }

    private record Named(Scope scope, Instant asked) {}

    /** @param notBefore an answer to a question that was put earlier is not good enough */
    Scope scope(Calls calls, Instant notBefore) {
        Named known = named;
        if (known != null && !known.asked().isBefore(notBefore)) {
            return known.scope();
        }
        Instant asked = calls.now();
        GetCallerIdentityResponse caller = calls.run(
                "GetCallerIdentity", "credentials", target.region(), () -> sts.getCallerIdentity(request -> {}));
        Scope scope = new Scope(partition(caller.arn()), caller.account(), target.region());
        named = new Named(scope, asked);
        return scope;
    }

    /** The account as far as it is known without asking: our buckets are kept by account from the first call on. */
    String account() {
        Named known = named;
        if (known != null) {
            return known.scope().account();
        }
        if (target.account() != null) {
            return target.account();
        }
        return target.roleArn() == null ? "own" : part(target.roleArn(), 4);
    }

    private static String partition(@Nullable String arn) {
        String partition = arn == null ? "" : part(arn, 1);
        return partition.isEmpty() ? "aws" : partition;
    }

    private static String part(String arn, int index) {
        String[] parts = arn.split(":", -1);
        return parts.length > index ? parts[index] : "";
    }
}
