package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.kube.StackApi.ConflictException;
import io.stockade.kube.StackApi.UnansweredException;
import io.stockade.reconcile.StackEvent;
import io.stockade.sandbox.JournalEntry;
import io.stockade.status.StackStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the front end does with the answers of an API server, in virtual time. */
class KubeFrontEndTest {
    private static final Duration LONG = Duration.ofMinutes(40);

    private final ClusterLab lab = new ClusterLab();

    @AfterEach
    void stop() {
        assertThat(lab.defects()).isEmpty();
    }

    private static String example(String name) throws IOException {
        return Files.readString(Path.of("docs/examples/" + name + ".yaml"));
    }

    private String built(String name) throws IOException {
        String stack = lab.cluster.apply(example(name));
        lab.changed(stack, LONG);
        assertThat(lab.status(stack).is("Ready"))
                .as(lab.status(stack).message())
                .isTrue();
        return stack;
    }

    @Test
    void anHourWithoutChangesWritesNothing() throws IOException {
        String stack = built("minimal");
        int before = lab.cluster.written.size();

        lab.pass(Duration.ofHours(1));

        assertThat(lab.cluster.written).hasSize(before);
        StackStatus served =
                Objects.requireNonNull(lab.front.find(stack).orElseThrow().status());
        assertThat(served.observation().time())
                .as("the HTTP API says how fresh it is")
                .isGreaterThan(lab.status(stack).observation().time());
    }

    @Test
    void everythingConvergesThoughEveryFirstWriteIsRefused() throws IOException {
        Set<String> refused = new HashSet<>();
        lab.cluster.beforeWrite = object -> {
            if (refused.add(StackObject.status(object).toString())) {
                throw new ConflictException("the object has been modified");
            }
        };

        String stack = built("minimal");

        assertThat(refused).hasSameSizeAs(lab.cluster.written).hasSizeGreaterThan(4);
        assertThat(lab.sandbox.journal().entries(entry -> entry.action().equals("CreateVpc")))
                .hasSize(1);
        assertThat(lab.status(stack).drift().total()).isZero();
    }

    @Test
    void whileTheServerIsAwayNothingIsCreatedAndAfterwardsAllIsWritten() throws IOException {
        AtomicInteger tries = new AtomicInteger();
        String stack = lab.cluster.apply(example("minimal"));
        lab.cluster.beforeWrite = object -> {
            tries.incrementAndGet();
            throw new UnansweredException("no answer", new IOException());
        };
        lab.changed(stack, Duration.ofMinutes(10));
        assertThat(tries).hasPositiveValue();
        assertThat(lab.sandbox.journal().entries(JournalEntry::mutating)).isEmpty();
        lab.cluster.beforeWrite = object -> {};

        lab.pass(LONG);

        assertThat(lab.status(stack).is("Ready")).isTrue();
    }

    @Test
    void anotherProcessGoesOnWhereTheFirstOneEnded() throws IOException {
        String stack = lab.cluster.apply(example("minimal"));
        lab.changed(stack, Duration.ofSeconds(20));
        assertThat(lab.status(stack).is("Ready")).isFalse();

        lab.restart();
        lab.pass(LONG);

        assertThat(lab.status(stack).is("Ready")).isTrue();
        assertThat(lab.sandbox.journal().entries(entry -> entry.action().equals("CreateVpc")))
                .hasSize(1);
    }

    @Test
    void everyEventMayBeLost() throws IOException {
        String stack = lab.cluster.apply(example("minimal"));

        lab.pass(LONG);

        assertThat(lab.status(stack).is("Ready")).isTrue();
    }

    @Test
    void everythingConvergesThoughEveryEventIsLostAndEveryWriteRefusedOnce() throws IOException {
        Set<String> refused = new HashSet<>();
        lab.cluster.beforeWrite = object -> {
            if (refused.add(StackObject.status(object).toString())) {
                throw new ConflictException("the object has been modified");
            }
        };

        String stack = lab.cluster.apply(example("minimal"));
        lab.pass(LONG);
        assertThat(lab.status(stack).is("Ready")).isTrue();
        assertThat(lab.status(stack).outputs().securityGroups()).isEmpty();

        lab.cluster.apply(example("minimal") + "  securityGroups: [{name: app}]\n");
        lab.pass(LONG);
        assertThat(lab.status(stack).is("Ready")).isTrue();
        assertThat(lab.status(stack).observedGeneration()).isEqualTo(2);
        assertThat(lab.status(stack).outputs().securityGroups()).containsKey("app");

        lab.cluster.delete(stack);
        lab.pass(LONG);
        assertThat(lab.released()).containsExactly(stack);
        assertThat(lab.status(stack).phase()).isEqualTo("Deleted");
        assertThat(lab.cluster.written).hasSameSizeAs(refused);
    }

    @Test
    void whatIsDeletedIsReleasedOnceNothingIsLeft() throws IOException {
        String stack = built("minimal");
        assertThat(lab.front.released(lab.cluster.stored(stack))).isFalse();
        lab.cluster.delete(stack);

        lab.changed(stack, LONG);

        assertThat(lab.released()).containsExactly(stack);
        assertThat(lab.front.released(lab.cluster.stored(stack))).isTrue();
        assertThat(lab.cluster.status(stack).has("memory")).isFalse();
        assertThat(lab.cluster.events).extracting(StackEvent::reason).contains("Deleted");
    }

    @Test
    void aSpecThatBecameUnreadableIsSaidAndNothingElse() throws IOException {
        String stack = built("minimal");
        long calls = lab.sandbox.journal().entries(JournalEntry::mutating).size();
        lab.cluster.apply("metadata: {name: minimal}\nspec: {region: eu-west-1, approvals: 3}");

        lab.changed(stack, LONG);

        assertThat(lab.status(stack).is("Stalled")).isTrue();
        assertThat(lab.status(stack).observedGeneration()).isEqualTo(2);
        assertThat(lab.sandbox.journal().entries(JournalEntry::mutating)).hasSize((int) calls);
    }

    @Test
    void anUnreadableSpecCanBeDeletedOnlyWhereNothingWasMade() throws IOException {
        String bad = "metadata: {name: minimal}\nspec: {region: eu-west-1, approvals: 3}";
        String never = lab.cluster.apply("metadata: {name: never}\nspec: {region: eu-west-1, approvals: 3}");
        String stack = built("minimal");
        lab.cluster.apply(bad);
        lab.cluster.delete(stack);
        lab.cluster.delete(never);
        lab.restart();
        lab.pass(Duration.ofMinutes(2));

        assertThat(lab.front.released(lab.cluster.stored(never))).isTrue();
        assertThat(lab.front.released(lab.cluster.stored(stack))).isFalse();
        assertThat(lab.status(stack).condition("Stalled").orElseThrow().message())
                .contains("can't be deleted before the spec can be read");
    }
}
