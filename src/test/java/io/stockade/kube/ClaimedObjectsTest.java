package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.reconcile.StackEvent;
import io.stockade.sandbox.JournalEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of objects that ask for what another one has, in virtual time. */
class ClaimedObjectsTest {
    private static final Duration LONG = Duration.ofMinutes(40);
    private static final Duration SHORT = Duration.ofMinutes(3);

    private final ClusterLab lab = new ClusterLab();

    @AfterEach
    void stop() {
        assertThat(lab.defects()).isEmpty();
    }

    private String apply(String namespace, String range) {
        String stack = lab.cluster.apply("""
                metadata: {name: orders, namespace: %s}
                spec:
                  region: eu-west-1
                  network: {cidr: %s, zones: 2, nat: {mode: None}, tiers: [{name: data, access: Isolated}]}
                """.formatted(namespace, range));
        lab.time.runUntil(lab.time.now().plusSeconds(1));
        return stack;
    }

    private boolean ready(String stack) {
        return lab.status(stack).is("Ready");
    }

    private int networks() {
        return lab.sandbox
                .journal()
                .entries(entry -> entry.action().equals("CreateVpc"))
                .size();
    }

    @Test
    void theYoungerOneIsStalledAndTheOlderOneIsBuilt() {
        // Given
        String older = apply("team", "10.0.0.0/16");
        String younger = apply("billing", "10.0.128.0/20");

        // When
        lab.front.changed(younger);
        lab.changed(older, LONG);

        // Then
        assertThat(ready(older)).isTrue();
        assertThat(lab.status(younger).condition("Stalled").orElseThrow().reason())
                .isEqualTo("ClaimedByOther");
        assertThat(lab.status(younger).message())
                .startsWith("spec.network.cidr: '10.0.128.0/20' overlaps '10.0.0.0/16' of SecureStack team/orders; ");
        assertThat(lab.front.problems()).singleElement().asString().startsWith(younger + ": spec.network.cidr: ");
        assertThat(lab.cluster.events.stream().filter(event -> event.stack().equals(younger)))
                .extracting(StackEvent::reason)
                .containsExactly("ClaimedByOther");
        assertThat(networks()).isEqualTo(1);
    }

    @Test
    void whatIsRefusedIsSaidThoughEveryEventIsLostAndIsWrittenOnce() {
        String older = apply("team", "10.0.0.0/16");
        String younger = apply("billing", "10.0.0.0/16");

        lab.pass(LONG);

        assertThat(ready(older)).isTrue();
        assertThat(lab.status(younger).is("Stalled")).isTrue();
        assertThat(lab.cluster.written.stream().filter(object -> object.key().equals(younger)))
                .hasSize(1);
    }

    @Test
    void whatWasRefusedGoesOnByItselfOnceTheOlderIsGone() {
        // Given
        String older = apply("team", "10.0.0.0/16");
        String younger = apply("billing", "10.0.0.0/16");
        lab.pass(LONG);
        lab.cluster.delete(older);
        lab.pass(LONG);
        assertThat(lab.released()).containsExactly(older);
        lab.cluster.remove(older);

        // When
        lab.pass(LONG);

        // Then
        assertThat(ready(younger)).isTrue();
        assertThat(networks()).isEqualTo(2);
    }

    @Test
    void whatRunsIsNotStoppedByANewcomerNorByOneThatSeemsOlderToAnotherProcess() {
        // Given
        String running = apply("team", "10.0.0.0/16");
        lab.pass(LONG);
        lab.cluster.clock = () -> lab.time.now().minus(Duration.ofDays(1));
        String newcomer = apply("billing", "10.0.0.0/16");
        int calls = lab.sandbox.journal().entries(JournalEntry::mutating).size();

        // When
        lab.restart();
        lab.pass(SHORT);

        // Then
        assertThat(ready(running)).isTrue();
        assertThat(lab.status(newcomer).message()).contains("SecureStack team/orders");
        assertThat(lab.sandbox.journal().entries(JournalEntry::mutating)).hasSize(calls);
    }

    @Test
    void whatWasRefusedCanBeDeleted() {
        String older = apply("team", "10.0.0.0/16");
        String younger = apply("billing", "10.0.0.0/16");
        lab.pass(LONG);
        lab.cluster.delete(younger);

        lab.changed(younger, SHORT);

        assertThat(lab.released()).isEqualTo(List.of(younger));
        assertThat(ready(older)).isTrue();
    }

    @Test
    void anotherRangeIsTheWayOn() {
        String older = apply("team", "10.0.0.0/16");
        String younger = apply("billing", "10.0.0.0/16");
        lab.pass(SHORT);
        assertThat(apply("billing", "10.1.0.0/16")).isEqualTo(younger);

        lab.pass(LONG);

        assertThat(ready(older)).isTrue();
        assertThat(ready(younger)).isTrue();
    }
}
