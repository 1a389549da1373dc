package io.stockade.reconcile;

import io.stockade.blueprint.Questions;
import io.stockade.cloud.Cloud;
import io.stockade.cloud.CloudException;
import io.stockade.graph.RegionFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What is true of regions, asked again every hour, and once for all stacks that want to know the same. Where AWS doesn't
 * answer then, the last answer stands: zones and offerings hardly change, and a stack must not depend on them every
 * minute.
 */
final class FactsCache {
    private static final Duration AGE = Duration.ofHours(1);

    private final Surroundings surroundings;
    private final Map<Key, Entry> entries = new HashMap<>();
    private final Map<Key, CompletableFuture<RegionFacts>> asked = new HashMap<>();

    FactsCache(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    private record Key(Cloud cloud, Questions questions) {}

    private record Entry(RegionFacts facts, Instant readAt) {}

    /** The facts that a stack needs; fails with a {@link CloudException} if they were never read, and cannot be. */
    CompletableFuture<RegionFacts> ask(Cloud cloud, Questions questions) {
        Key key = new Key(cloud, questions);
        CompletableFuture<RegionFacts> answer = new CompletableFuture<>();
        synchronized (this) {
            Entry known = entries.get(key);
            if (known != null && known.readAt.plus(AGE).isAfter(now())) {
                return CompletableFuture.completedFuture(known.facts);
            }
            CompletableFuture<RegionFacts> others = asked.putIfAbsent(key, answer);
            if (others != null) {
                return others;
            }
        }
        CompletableFuture<RegionFacts> unused = CompletableFuture.supplyAsync(
                        () -> cloud.facts(questions.instanceTypes(), questions.services(), questions.prefixLists()),
                        surroundings.executor())
                .whenComplete((facts, failure) -> end(key, answer, facts, failure));
        return answer;
    }

    private void end(
            Key key, CompletableFuture<RegionFacts> answer, @Nullable RegionFacts facts, @Nullable Throwable failure) {
        Entry known;
        synchronized (this) {
            asked.remove(key);
            if (facts != null) {
                entries.put(key, new Entry(facts, now()));
            }
            known = entries.get(key);
        }
        if (known != null && (facts != null || cause(failure) instanceof CloudException)) {
            answer.complete(known.facts);
        } else {
            answer.completeExceptionally(
                    failure == null ? new IllegalStateException("no facts, and no reason why") : failure);
        }
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    private Instant now() {
        return surroundings.clock().instant();
    }
}
