package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.sandbox.JournalEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Objects as an earlier release, or a server with an earlier schema, has left them. */
class OlderObjectsTest {
    private static final Duration LONG = Duration.ofMinutes(40);
    private static final String MANIFEST = "metadata: {name: older}\nspec: {region: eu-west-1}";

    private final ClusterLab lab = new ClusterLab();

    @AfterEach
    void stop() {
        assertThat(lab.defects()).isEmpty();
    }

    @Test
    void aStatusThatLacksWhatCameLaterAndHasWhatIsGoneIsGoneOnWith() {
        String stack = lab.cluster.apply(MANIFEST);
        lab.changed(stack, LONG);
        long writes = lab.sandbox.journal().entries(JournalEntry::mutating).size();
        lab.cluster.edit(
                stack,
                object -> ((ObjectNode) object.getStatus())
                        .put("summary", "42 resources")
                        .remove(List.of("secrets", "calls", "observation")));

        lab.restart();
        lab.pass(LONG);

        assertThat(lab.status(stack).is("Ready")).isTrue();
        assertThat(lab.status(stack).secrets().total()).isZero();
        assertThat(lab.cluster.status(stack).has("summary")).isFalse();
        assertThat(lab.sandbox.journal().entries(JournalEntry::mutating)).hasSize((int) writes);
    }

    @Test
    void aSpecThatTheSchemaWouldRefuseTodayIsToldAndCanBeRepaired() {
        String stack =
                lab.cluster.apply("metadata: {name: older}\nspec: {region: eu-west-1, network: {zones: 9}, size: 3}");
        lab.changed(stack, Duration.ofMinutes(1));
        assertThat(lab.status(stack)
                        .condition("Stalled")
                        .orElseThrow()
                        .message()
                        .lines())
                .hasSize(2);

        lab.cluster.apply(MANIFEST);
        lab.changed(stack, LONG);

        assertThat(lab.status(stack).is("Ready")).isTrue();
    }
}
