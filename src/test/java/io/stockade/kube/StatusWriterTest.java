package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.kube.StackApi.UnansweredException;
import io.stockade.memory.StackMemory;
import io.stockade.status.StackStatus;
import io.stockade.status.StatusAssembler;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statuses go into objects, beside what else is there, once, and not for nothing. */
class StatusWriterTest {
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

    private final FakeCluster cluster = new FakeCluster();
    private final StackObjects objects = new StackObjects(cluster);
    private final StatusWriter writer = new StatusWriter(objects);
    private final KubeMemoryStore memory = new KubeMemoryStore(objects, writer);
    private String orders = "";

    @BeforeEach
    void start() {
        objects.watch(cluster);
        orders = cluster.apply("metadata: {name: orders}\nspec: {region: eu-west-1}");
    }

    private static StackStatus status(String message) {
        return StatusAssembler.stalled(null, 1, "InvalidManifest", message, NOW);
    }

    private String told() {
        return cluster.status(orders).path("message").asText();
    }

    @Test
    void aStatusLeavesTheMemoryThatIsThere() {
        memory.save(orders, StackMemory.fresh("one"), 0);
        cluster.watching(false);
        memory.save(orders, StackMemory.fresh("two"), 1);

        writer.status(orders, status("broken"));

        assertThat(told()).isEqualTo("broken");
        assertThat(memory.find(orders).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void whatIsThereAlreadyIsNotWrittenAgain() {
        writer.status(orders, status("broken"));

        new StatusWriter(objects).status(orders, status("broken"));

        assertThat(cluster.written).hasSize(1);
    }

    @Test
    void whatTheServerDidNotTakeIsWrittenLater() {
        cluster.beforeWrite = object -> {
            throw new UnansweredException("no answer", new IOException());
        };
        writer.status(orders, status("broken"));
        writer.status(orders, status("more broken"));
        cluster.beforeWrite = object -> {};

        writer.retry();
        writer.retry();

        assertThat(told()).isEqualTo("more broken");
        assertThat(cluster.written).hasSize(1);
    }

    @Test
    void whatIsOnlyFresherIsTold() {
        writer.status(orders, status("broken"));

        writer.confirmed(orders, status("broken"));

        assertThat(cluster.written).hasSize(1);
        assertThat(writer.find(orders)).contains(status("broken"));
    }

    @Test
    void whatAnotherProcessWroteMeanwhileIsPutRight() {
        writer.status(orders, status("broken"));
        new StatusWriter(objects).status(orders, status("from an older picture"));

        writer.confirmed(orders, status("broken"));
        writer.confirmed(orders, status("broken"));

        assertThat(told()).isEqualTo("broken");
        assertThat(cluster.written).hasSize(3);
    }

    @Test
    void anotherProcessKnowsWhatWasTold() {
        writer.status(orders, status("broken"));

        assertThat(new StatusWriter(objects).find(orders)).contains(status("broken"));
    }
}
