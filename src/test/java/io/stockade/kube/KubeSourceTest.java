package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stockade.reconcile.DesiredStack;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects as the engine sees them. */
class KubeSourceTest {
    private static final String GOOD = "metadata: {name: orders, namespace: payments}\nspec: {region: eu-west-1}";
    private static final String BAD =
            "metadata: {name: orders, namespace: payments}\nspec: {region: eu-west-1, approvals: 3}";
    private static final String ORDERS = "payments/orders";

    private final FakeCluster cluster = new FakeCluster();
    private final StackObjects objects = new StackObjects(cluster);
    private final KubeSource source =
            new KubeSource(objects, new DeletionCause(cluster, () -> Instant.EPOCH, cluster.events::add));

    @BeforeEach
    void start() {
        objects.watch(cluster);
    }

    private DesiredStack desired() {
        return source.find(ORDERS).orElseThrow();
    }

    @Test
    void anObjectIsWantedAsItSays() {
        cluster.apply(GOOD);
        cluster.annotate(ORDERS, "stockade.dev/approve", "abc");
        cluster.annotate(ORDERS, "kubectl.kubernetes.io/last-applied-configuration", "x".repeat(300_000));

        DesiredStack desired = desired();

        assertThat(desired.state()).isEqualTo(DesiredStack.State.WANTED);
        assertThat(desired.manifest().key()).isEqualTo(ORDERS);
        assertThat(desired.manifest().metadata().uid())
                .isEqualTo(cluster.stored(ORDERS).uid());
        assertThat(desired.approve()).isEqualTo("abc");
        assertThat(desired.trouble()).isNull();
    }

    @Test
    void theLastGoodSpecStaysInForce() {
        cluster.apply(GOOD);
        DesiredStack before = desired();
        cluster.apply(BAD);

        DesiredStack after = desired();

        assertThat(after.manifest().spec()).isEqualTo(before.manifest().spec());
        assertThat(after.generation()).isEqualTo(2);
        assertThat(after.trouble())
                .startsWith("spec.approvals: ")
                .contains("did you mean 'approval'?")
                .endsWith("; the last good spec stays in force");
        assertThat(source.refusal(ORDERS)).isEmpty();
    }

    @Test
    void aSpecThatWasNeverGoodTouchesNothing() {
        cluster.apply(BAD);

        assertThat(source.find(ORDERS)).isEmpty();
        assertThat(source.refusal(ORDERS).orElseThrow().message()).startsWith("spec.approvals: ");
    }

    @Test
    void aSpecThatIsNoObjectIsAMessageToo() {
        cluster.apply(GOOD);
        cluster.edit(ORDERS, object -> {
            object.setSpec(TextNode.valueOf("region"));
            object.setStatus(JsonNodeFactory.instance.arrayNode());
        });

        assertThat(source.refusal(ORDERS).orElseThrow().message()).contains("spec");
        assertThat(StatusJson.read(StackObject.status(cluster.stored(ORDERS)))).isEmpty();
    }

    @Test
    void anIncarnationInheritsNoGoodSpec() {
        cluster.apply(GOOD);
        DesiredStack earlier = desired();
        cluster.remove(ORDERS);
        cluster.apply(BAD);

        assertThat(earlier.manifest().key()).isEqualTo(ORDERS);
        assertThat(source.find(ORDERS)).isEmpty();
    }

    @Test
    void whatIsDeletedIsToBeDeleted() {
        cluster.apply(GOOD);
        cluster.delete(ORDERS);

        assertThat(desired().state()).isEqualTo(DesiredStack.State.DELETING);
    }

    @Test
    void withoutTheFinalizerNothingBegins() {
        cluster.apply(GOOD);
        cluster.edit(ORDERS, object -> object.getMetadata().setFinalizers(List.of("somebody.else/too")));

        assertThat(source.find(ORDERS)).isEmpty();
    }

    @Test
    void whatIsDoneWithIsWantedNoMoreUntilItIsMadeAnew() {
        cluster.apply(GOOD);
        assertThat(source.find(ORDERS)).isPresent();
        source.release(ORDERS);

        assertThat(source.find(ORDERS)).isEmpty();

        cluster.remove(ORDERS);
        cluster.apply(GOOD);
        assertThat(source.find(ORDERS)).isPresent();
    }
}
