package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.kube.StackApi.ConflictException;
import io.stockade.kube.StackApi.UnansweredException;
import io.stockade.reconcile.StackEvent;
import io.stockade.reconcile.Stall;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An object may be deleted without anybody having asked for the deletion of that stack. */
class DeletionCauseTest {
    private static final Instant DELETED = Instant.parse("2027-01-01T00:00:00Z");

    private final FakeCluster cluster = new FakeCluster();
    private final DeletionCause cause = new DeletionCause(cluster, () -> DELETED, cluster.events::add);
    private String orders = "";

    @BeforeEach
    void start() {
        orders = cluster.apply("metadata: {name: orders, namespace: payments}\nspec: {region: eu-west-1}");
        cluster.delete(orders);
    }

    private Optional<Stall> objection() {
        return cause.objection(cluster.stored(orders));
    }

    @Test
    void whatSomebodyAskedForIsDone() {
        assertThat(objection()).isEmpty();
    }

    @Test
    void itIsAskedForOnceAndForAll() {
        Optional<Stall> before = objection();
        cluster.terminate("payments", DELETED.minusSeconds(10));

        assertThat(objection()).isEqualTo(before).isEmpty();
        assertThat(cluster.reads).containsExactly("namespace payments", "definition");
    }

    @Test
    void whatGoesWithItsNamespaceIsNotAskedFor() {
        cluster.terminate("payments", DELETED.minusSeconds(1));

        Stall objection = objection().orElseThrow();

        assertThat(objection.reason()).isEqualTo("NamespaceTerminating");
        assertThat(objection.message())
                .contains(
                        "the namespace payments is being deleted since 2026-12-31T23:59:59Z",
                        "'kubectl -n payments annotate securestack orders stockade.dev/force-delete=orders'",
                        "'kubectl -n payments patch securestack orders --type=merge -p"
                                + " '{\"spec\":{\"deletion\":{\"mode\":\"Retain\"}}}''");
    }

    @Test
    void norIsWhatGoesWithTheDefinition() {
        cluster.terminate(FakeCluster.DEFINITION, DELETED);

        assertThat(objection()).map(Stall::reason).contains("DefinitionTerminating");
    }

    @Test
    void theClocksOfServersMayDiffer() {
        cluster.terminate("payments", DELETED.plusSeconds(30));

        assertThat(objection()).map(Stall::reason).contains("NamespaceTerminating");
    }

    @Test
    void whatWasDeletedLongBeforeTheNamespaceWasAskedFor() {
        cluster.terminate("payments", DELETED.plusSeconds(61));

        assertThat(objection()).isEmpty();
    }

    @Test
    void anObjectThatOutlivesItsNamespaceLostItsFinalizerToSomebody() {
        cluster.beforeRead = () -> {
            throw new ConflictException("there is no namespace payments any more");
        };

        assertThat(objection()).map(Stall::reason).contains("NamespaceTerminating");
    }

    @Test
    void whatCannotBeReadIsNotAskedForEither() {
        cluster.beforeRead = () -> {
            throw new UnansweredException("forbidden", new IOException());
        };

        Stall objection = objection().orElseThrow();

        assertThat(objection.reason()).isEqualTo("DeletionUnverified");
        assertThat(objection.message()).contains("(forbidden)", "let the service have 'get' on that namespace");
    }

    @Test
    void anAnnotationWithTheNameOfTheStackForcesItAndIsTold() {
        cluster.terminate("payments", DELETED);
        cluster.annotate(orders, "stockade.dev/force-delete", "orders");

        assertThat(objection()).isEmpty();
        assertThat(objection()).isEmpty();

        assertThat(cluster.events).extracting(StackEvent::reason).containsExactly("DeletionForced");
    }

    @Test
    void anAnnotationThatWasCopiedAlongForcesNothing() {
        cluster.terminate("payments", DELETED);
        cluster.annotate(orders, "stockade.dev/force-delete", "customers");

        assertThat(objection()).isPresent();
    }

    @Test
    void anotherObjectOfTheNameIsAskedAboutAnew() {
        Optional<Stall> before = objection();
        cluster.remove(orders);
        cluster.apply("metadata: {name: orders, namespace: payments}\nspec: {region: eu-west-1}");
        cluster.delete(orders);
        cluster.terminate("payments", DELETED);

        assertThat(before).isEmpty();
        assertThat(objection()).isPresent();
    }
}
