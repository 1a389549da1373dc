package io.stockade.aws;

import io.stockade.aws.call.Calls;
import io.stockade.cloud.Clouds;
import io.stockade.cloud.Parallel;
import io.stockade.graph.Scope;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Whose credentials these are, as STS says; whoever asks says how old its answer may be. However many ask at once, STS
 * is asked once.
 */
final class CallerIdentity {
    private final Supplier<StsClient> sts;
    private final Clouds.Target target;
    private final Parallel parallel;
    private final AtomicReference<@Nullable Question> newest = new AtomicReference<>();
    private volatile @Nullable Scope named;

    CallerIdentity(Supplier<StsClient> sts, Clouds.Target target, Parallel parallel) {
        this.sts = sts;
        this.target = target;
        this.parallel = parallel;
    }

    /** A question to STS; whoever comes while it is on its way takes its answer too. */
    private static final class Question {
        private final Instant asked;
        private final CompletableFuture<Scope> answer = new CompletableFuture<>();

        Question(Instant asked) {
            this.asked = asked;
        }

        boolean serves(Instant notBefore) {
            return !asked.isBefore(notBefore) && !answer.isCompletedExceptionally();
        }
    }

    /** @param notBefore an answer to a question that was put earlier is not good enough */
    Scope scope(Calls calls, Instant notBefore) {
        Question mine = new Question(calls.now());
        Question chosen = Objects.requireNonNull(
                newest.updateAndGet(known -> known != null && known.serves(notBefore) ? known : mine));
        if (chosen == mine) {
            answer(calls, mine.answer);
        }
        return parallel.await(chosen.answer);
    }

    /** Whatever happens, nobody waits for ever. */
    private void answer(Calls calls, CompletableFuture<Scope> answer) {
        try {
            GetCallerIdentityResponse caller = calls.run(
                    "GetCallerIdentity",
                    "credentials",
                    target.region(),
                    () -> sts.get().getCallerIdentity(request -> {}));
            Scope scope = new Scope(partition(caller.arn()), caller.account(), target.region());
            named = scope;
            answer.complete(scope);
        } catch (Throwable thrown) {
            answer.completeExceptionally(thrown);
            throw thrown;
        }
    }

    /** The account as far as it is known without asking: our buckets are kept by account from the first call on. */
    String account() {
        Scope known = named;
        if (known != null) {
            return known.account();
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
