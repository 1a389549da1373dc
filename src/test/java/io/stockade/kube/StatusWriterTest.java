package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

    private static StackStatus seen(StackStatus told, int seconds) {
        ObjectNode status = StatusJson.write(told);
        status.putObject("observation")
                .put("time", NOW.plusSeconds(seconds).toString())
                .put("coverage", 100)
                .putArray("problems");
        return StatusJson.read(status).orElseThrow();
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

    /** Two that both believe to lead don't write over each other; what one of them left behind is put right. */
    @Test
    void whatAnotherProcessLeftIsPutRightOnceItWouldHaveLookedAgain() {
        StackStatus older = StatusAssembler.unreachable(null, 1, "from an older picture", NOW);
        writer.status(orders, seen(status("broken"), 0));
        new StatusWriter(objects).status(orders, seen(older, 0));

        writer.confirmed(orders, seen(status("broken"), 300));
        assertThat(told()).isEqualTo("from an older picture");
        writer.confirmed(orders, seen(status("broken"), 301));
        writer.confirmed(orders, seen(status("broken"), 361));

        assertThat(told()).isEqualTo("broken");
        assertThat(cluster.written).hasSize(3);
    }

    @Test
    void whatAnotherProcessSaysInOtherWordsStays() {
        writer.status(orders, seen(status("broken"), 0));
        new StatusWriter(objects).status(orders, seen(status("defective"), 0));

        writer.confirmed(orders, seen(status("broken"), 301));

        assertThat(told()).isEqualTo("defective");
        assertThat(cluster.written).hasSize(2);
    }

    @Test
    void anotherProcessKnowsWhatWasTold() {
        writer.status(orders, status("broken"));

        assertThat(new StatusWriter(objects).find(orders)).contains(status("broken"));
    }
}
