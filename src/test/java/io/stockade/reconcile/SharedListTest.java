package io.stockade.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.Listed;
import io.stockade.cloud.ReadScope;
import io.stockade.cloud.Reader;
import io.stockade.graph.ResourceKind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is served by which reading of a list. */
class SharedListTest {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<ReadScope> read = new ArrayList<>();
    private Instant now = Instant.parse("2027-01-01T00:00:00Z");
    private @Nullable RuntimeException failure;
    private final SharedList list = new SharedList(new Subnets(), "test", new Region(), surroundings());

    /** A list call that remembers what it was asked. */
    private final class Subnets implements Reader {
        @Override
        public Set<ResourceKind> kinds() {
            return Set.of(ResourceKind.SUBNET);
        }

        @Override
        public Narrowing narrowing() {
            return Narrowing.VPC;
        }

        @Override
        public List<Listed> list(ReadScope scope) {
            read.add(scope);
            now = now.plusMillis(300);
            if (failure != null) {
                throw failure;
            }
            return List.of();
        }
    }

    /** A region in which two more VPCs are ours. */
    private static final class Region implements SharedList.Region {
        @Override
        public SortedSet<String> withOwnVpcs(SortedSet<String> vpcIds) {
            SortedSet<String> all = vpcs("vpc-8", "vpc-9");
            all.addAll(vpcIds);
            return all;
        }

        @Override
        public void read(Listing listing) {}
    }

    private Surroundings surroundings() {
        Surroundings.Waiter nobody = new Surroundings.Waiter() {
            @Override
            public <T> T await(CompletableFuture<T> future) {
                return future.join();
            }
        };
        return new Surroundings(
                () -> now, tasks::add, (at, task) -> {}, nobody, new Random(1), () -> "", new Random(2));
    }

    private static SortedSet<String> vpcs(String... ids) {
        return new TreeSet<>(Set.of(ids));
    }

    private void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Test
    void whoAsksWhileItIsReadSharesTheNextReading() {
        CompletableFuture<Listing> first = list.ask(vpcs("vpc-1"));
        CompletableFuture<Listing> second = list.ask(vpcs("vpc-2"));
        CompletableFuture<Listing> third = list.ask(vpcs("vpc-3"));

        runAll();

        assertThat(read).extracting(ReadScope::vpcIds).containsExactly(vpcs("vpc-1"), vpcs("vpc-2", "vpc-3"));
        assertThat(first.join()).isNotSameAs(second.join());
        assertThat(second.join()).isSameAs(third.join());
    }

    @Test
    void oneReadingOfEverythingServesAllThatAreSweptWithIt() {
        Instant sweep = now;
        CompletableFuture<Listing> first = list.askAll(vpcs("vpc-1", "vpc-8"), sweep);
        CompletableFuture<Listing> during = list.askAll(vpcs("vpc-9"), sweep);
        runAll();

        CompletableFuture<Listing> after = list.askAll(vpcs("vpc-8"), sweep);

        assertThat(read).extracting(ReadScope::vpcIds).containsExactly(vpcs("vpc-1", "vpc-8", "vpc-9"));
        assertThat(during.join()).isSameAs(first.join());
        assertThat(after.join()).isSameAs(first.join());
    }

    @Test
    void aReadingThatIsTooOldOrTooNarrowServesNobody() {
        CompletableFuture<Listing> first = list.askAll(vpcs("vpc-8"), now);
        runAll();

        CompletableFuture<Listing> later = list.askAll(vpcs("vpc-8"), now);
        runAll();
        CompletableFuture<Listing> unknown = list.askAll(vpcs("vpc-1"), now.minusMillis(300));
        runAll();

        assertThat(read).hasSize(3);
        assertThat(Set.of(first.join(), later.join(), unknown.join())).hasSize(3);
    }

    @Test
    void aRefusalIsTheAnswerForAllOfTheSweep() {
        Instant sweep = now;
        failure = new CloudException(CloudException.Category.DENIED, "DescribeSubnets", "", "denied", null);
        CompletableFuture<Listing> first = list.askAll(vpcs("vpc-8"), sweep);
        runAll();

        CompletableFuture<Listing> second = list.askAll(vpcs("vpc-9"), sweep);

        assertThat(first.join().failure()).isSameAs(failure);
        assertThat(second.join().failure()).isSameAs(failure);
        assertThat(read).hasSize(1);
    }

    @Test
    void aDefectReachesWhoAskedAndEndsNothing() {
        failure = new IllegalStateException("a defect");
        CompletableFuture<Listing> broken = list.ask(vpcs("vpc-1"));
        runAll();
        failure = null;

        CompletableFuture<Listing> next = list.ask(vpcs("vpc-1"));
        runAll();

        assertThatThrownBy(broken::join).hasRootCause(new IllegalStateException("a defect"));
        assertThat(next.join().failure()).isNull();
    }
}
