package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.kube.StackApi.RefusedException;
import io.stockade.kube.StackApi.UnansweredException;
import io.stockade.memory.MemoryStore.StaleMemoryException;
import io.stockade.memory.MemoryStore.UnsavedException;
import io.stockade.memory.MemoryStore.Versioned;
import io.stockade.memory.StackMemory;
import io.stockade.memory.StateException;
import io.stockade.status.StackStatus;
import io.stockade.status.StatusAssembler;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A memory is written over nothing but the memory that was read, whatever else happens to the object. */
class KubeMemoryStoreTest {
    private static final StackMemory FIRST = StackMemory.fresh("one");
    private static final StackMemory SECOND = StackMemory.fresh("two");

    private final FakeCluster cluster = new FakeCluster();
    private final StackObjects objects = new StackObjects(cluster);
    private final StatusWriter statuses = new StatusWriter(objects);
    private final KubeMemoryStore store = new KubeMemoryStore(objects, statuses);
    private String orders = "";

    @BeforeEach
    void start() {
        objects.watch(cluster);
        orders = cluster.apply("metadata: {name: orders}\nspec: {region: eu-west-1}");
    }

    @Test
    void whatIsSavedIsFoundAgainByAnotherProcess() {
        store.save(orders, FIRST, 0);
        store.save(orders, SECOND, 1);

        StackObjects others = new StackObjects(cluster);
        others.watch(cluster);
        assertThat(new KubeMemoryStore(others, new StatusWriter(others)).find(orders))
                .contains(new Versioned(SECOND, 2));
    }

    @Test
    void itsOwnWriteIsKnownBeforeTheWatchShowsIt() {
        cluster.watching(false);

        store.save(orders, FIRST, 0);

        assertThat(store.find(orders)).contains(new Versioned(FIRST, 1));
        assertThat(store.save(orders, SECOND, 1).version()).isEqualTo(2);
    }

    @Test
    void anEditOfTheObjectIsNoConflict() {
        store.save(orders, FIRST, 0);
        cluster.watching(false);
        cluster.annotate(orders, "somebody", "was here");

        store.save(orders, SECOND, 1);

        assertThat(cluster.stored(orders).getMetadata().getAnnotations()).containsEntry("somebody", "was here");
        assertThat(store.find(orders)).contains(new Versioned(SECOND, 2));
    }

    @Test
    void aMemoryThatSomebodyElseWroteIsOne() {
        store.save(orders, FIRST, 0);
        cluster.watching(false);
        StackObjects others = new StackObjects(cluster);
        others.watch(cluster);
        new KubeMemoryStore(others, new StatusWriter(others)).save(orders, SECOND, 1);

        assertThatThrownBy(() -> store.save(orders, FIRST, 1))
                .isInstanceOf(StaleMemoryException.class)
                .hasMessageContaining("version 2, not 1");
        assertThat(cluster.written).hasSize(2);
    }

    @Test
    void theStatusThatIsAboutToBeToldGoesWithIt() {
        statuses.upcoming(orders, told("ready"));

        store.save(orders, FIRST, 0);
        statuses.status(orders, told("ready"));

        assertThat(cluster.written).hasSize(1);
        assertThat(cluster.status(orders).path("message").asText()).isEqualTo("ready");
        assertThat(store.find(orders)).contains(new Versioned(FIRST, 1));
    }

    @Test
    void aStatusThatTheServerRefusesKeepsNoMemoryBack() {
        cluster.beforeWrite = object -> {
            if (StackObject.status(object).has("message")) {
                throw new RefusedException("status.message: Invalid value", new IOException());
            }
        };
        statuses.upcoming(orders, told("ready"));

        store.save(orders, FIRST, 0);

        assertThat(store.find(orders)).contains(new Versioned(FIRST, 1));
        statuses.status(orders, told("ready"));
        cluster.beforeWrite = object -> {};
        statuses.retry();
        assertThat(cluster.status(orders).path("message").asText()).isEqualTo("ready");
    }

    @Test
    void aMemoryThatTheServerRefusesIsNotTakenForKept() {
        cluster.beforeWrite = object -> {
            throw new RefusedException("the object is too large", new IOException());
        };

        assertThatThrownBy(() -> store.save(orders, FIRST, 0)).isExactlyInstanceOf(UnsavedException.class);
    }

    /** What a pass found that knew an old memory is not told, neither then nor with what another pass remembers. */
    @Test
    void theStatusOfAPassThatWasOvertakenIsNotWritten() {
        store.save(orders, FIRST, 0);
        statuses.upcoming(orders, told("ready"));

        assertThatThrownBy(() -> store.save(orders, SECOND, 7)).isInstanceOf(StaleMemoryException.class);

        store.save(orders, SECOND, 1);
        assertThat(cluster.status(orders).has("message")).isFalse();
    }

    private static StackStatus told(String message) {
        return StatusAssembler.stalled(null, 1, "Anything", message, Instant.parse("2027-01-01T00:00:00Z"));
    }

    @Test
    void aLostReplyIsNotTakenForSuccess() {
        AtomicBoolean lost = new AtomicBoolean();
        StackApi deaf = new DeafApi(cluster, lost);
        StackObjects known = new StackObjects(deaf);
        known.watch(cluster);
        KubeMemoryStore unlucky = new KubeMemoryStore(known, new StatusWriter(known));
        lost.set(true);

        assertThatThrownBy(() -> unlucky.save(orders, FIRST, 0)).isExactlyInstanceOf(UnsavedException.class);

        assertThat(unlucky.find(orders)).contains(new Versioned(FIRST, 1));
    }

    @Test
    void anObjectThatIsGoneKeepsNothing() {
        store.save(orders, FIRST, 0);
        cluster.watching(false);
        cluster.remove(orders);

        assertThatThrownBy(() -> store.save(orders, SECOND, 1)).isInstanceOf(StaleMemoryException.class);
    }

    @Test
    void theMemoryOfAnotherIncarnationIsNotWrittenOver() {
        store.save(orders, FIRST, 0);
        cluster.watching(false);
        cluster.remove(orders);
        cluster.apply("metadata: {name: orders}\nspec: {region: eu-west-1}");

        assertThatThrownBy(() -> store.save(orders, SECOND, 1)).isInstanceOf(StaleMemoryException.class);
        assertThat(cluster.status(orders).has("memory")).isFalse();
    }

    @Test
    void whatIsForgottenLeavesTheStatusAsItIs() {
        store.save(orders, FIRST, 0);
        cluster.edit(orders, object -> ((ObjectNode) object.getStatus()).put("phase", "Deleting"));

        store.forget(orders);

        assertThat(store.find(orders)).isEmpty();
        assertThat(cluster.status(orders))
                .isEqualTo(JsonNodeFactory.instance.objectNode().put("phase", "Deleting"));
    }

    @Test
    void aTextThatNobodyUnderstandsIsNoEmptyMemory() {
        cluster.edit(
                orders,
                object -> object.setStatus(JsonNodeFactory.instance
                        .objectNode()
                        .put("memory", Base64.getEncoder().encodeToString(new byte[] {1, 2, 3}))));

        assertThatThrownBy(() -> store.find(orders))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("status.memory of default/orders can't be understood");
    }

    /** Takes what is written, and loses the answer when told to. */
    private record DeafApi(FakeCluster cluster, AtomicBoolean lost) implements StackApi {
        @Override
        public java.util.Optional<RawStack> read(String stack) {
            return cluster.read(stack);
        }

        @Override
        public RawStack replaceStatus(RawStack object) {
            RawStack kept = cluster.replaceStatus(object);
            if (lost.get()) {
                throw new UnansweredException("the connection was lost", new java.io.IOException());
            }
            return kept;
        }

        @Override
        public java.util.Optional<java.time.Instant> namespaceDeletion(String namespace) {
            return cluster.namespaceDeletion(namespace);
        }

        @Override
        public java.util.Optional<java.time.Instant> definitionDeletion() {
            return cluster.definitionDeletion();
        }

        @Override
        public void publish(RawStack about, io.stockade.reconcile.StackEvent event) {
            cluster.publish(about, event);
        }
    }
}
