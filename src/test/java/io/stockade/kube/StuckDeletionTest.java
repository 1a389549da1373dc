package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.SandboxClients;
import io.stockade.reconcile.StackEvent;
import io.stockade.sandbox.JournalEntry;
import io.stockade.sandbox.Tampering;
import io.stockade.status.StackStatus.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** A deletion that does not go on says by what it is held, in the status and as an event, and how it goes on. */
class StuckDeletionTest {
    private static final Duration LONG = Duration.ofMinutes(40);
    private static final Duration SHORT = Duration.ofMinutes(5);

    private final ClusterLab lab = new ClusterLab();
    private String stack = "";
    private int before;

    @BeforeEach
    void build() throws IOException {
        stack = lab.cluster.apply(Files.readString(Path.of("docs/examples/minimal.yaml")));
        lab.changed(stack, LONG);
        assertThat(lab.status(stack).is("Ready")).isTrue();
        before = writes();
        lab.cluster.events.clear();
    }

    @AfterEach
    void stop() {
        assertThat(lab.defects()).isEmpty();
    }

    private int writes() {
        return lab.sandbox.journal().entries(JournalEntry::mutating).size();
    }

    private void edit(String field, String json) {
        lab.cluster.edit(stack, object -> {
            ((ObjectNode) object.getSpec()).set(field, FakeCluster.yaml(json));
            object.getMetadata().setGeneration(object.generation() + 1);
        });
    }

    private Condition condition(String type) {
        return lab.status(stack).condition(type).orElseThrow();
    }

    private void heldBy(String type, String reason, String... words) {
        assertThat(writes()).as("nothing is written").isEqualTo(before);
        assertThat(lab.released()).isEmpty();
        assertThat(condition(type).reason()).isEqualTo(reason);
        assertThat(condition(type).message()).contains(words);
        assertThat(lab.status(stack).message()).contains(words);
        assertThat(lab.cluster.events)
                .filteredOn(
                        event -> event.stack().equals(stack) && event.reason().equals(reason))
                .singleElement()
                .satisfies(event -> assertThat(event.message()).contains(words));
    }

    @Test
    void anAbandonedNamespaceDeletesNothing() {
        lab.cluster.terminate("default", lab.time.now());
        lab.cluster.delete(stack, lab.time.now());

        lab.changed(stack, SHORT);

        heldBy("Stalled", "NamespaceTerminating", "the namespace default is being deleted");
    }

    @Test
    void anAbandonedNamespaceIsForced() {
        lab.cluster.terminate("default", lab.time.now());
        lab.cluster.delete(stack, lab.time.now());
        lab.changed(stack, SHORT);
        lab.cluster.annotate(stack, "stockade.dev/force-delete", "minimal");

        lab.changed(stack, LONG);

        assertThat(lab.released()).containsExactly(stack);
        assertThat(lab.cluster.events).extracting(StackEvent::reason).contains("DeletionForced", "Deleted");
    }

    @Test
    void anAbandonedNamespaceIsLetGo() {
        lab.cluster.terminate("default", lab.time.now());
        lab.cluster.delete(stack, lab.time.now());
        lab.changed(stack, SHORT);
        edit("deletion", "{mode: Retain}");

        lab.changed(stack, SHORT);

        assertThat(lab.released()).containsExactly(stack);
        assertThat(writes()).isEqualTo(before);
        assertThat(lab.status(stack).phase()).isEqualTo("Retained");
    }

    @Test
    void aNamespaceIsNotHeldByWhatNeverWas() {
        String never = lab.cluster.apply("metadata: {name: never}\nspec: {region: eu-west-1}");
        lab.cluster.terminate("default", lab.time.now());
        lab.cluster.delete(never, lab.time.now());

        lab.changed(never, SHORT);

        assertThat(lab.released()).containsExactly(never);
        assertThat(writes()).isEqualTo(before);
    }

    @Test
    void aPauseIsTold() {
        edit("pause", "{reason: freeze}");
        lab.cluster.delete(stack);

        lab.changed(stack, SHORT);

        heldBy("Ready", "DeletionBlocked", "paused: freeze");
    }

    @Test
    void aReadOnlyServiceIsTold() {
        lab.restart(true);
        lab.cluster.delete(stack);

        lab.changed(stack, SHORT);

        heldBy("Ready", "DeletionBlocked", "this process is read-only");
    }

    @Test
    void anApprovalIsAwaited() {
        edit("approval", "{required: Always}");
        lab.cluster.delete(stack);

        lab.changed(stack, SHORT);

        heldBy("AwaitingApproval", "PlanHeld", "every plan needs approval: approve ");
        assertThat(condition("Ready").reason()).isEqualTo("DeletionBlocked");
    }

    @Test
    void aProtectedStackIsTold() {
        edit("deletion", "{protection: Enabled}");
        lab.cluster.delete(stack);

        lab.changed(stack, SHORT);

        heldBy("Stalled", "DeletionProtected", "spec.deletion.protection is Enabled");
    }

    @Test
    void whatOthersPutIntoTheNetworkIsNamed() {
        Ec2Client others = SandboxClients.of(lab.sandbox.as(Tampering.PRINCIPAL), LabOperator.ACCOUNT, "eu-west-1")
                .ec2();
        String subnet = lab.status(stack).outputs().subnets().values().stream()
                .flatMap(byZone -> byZone.values().stream())
                .findFirst()
                .orElseThrow();
        String foreign = lab.time.call(() -> others.createNetworkInterface(request -> request.subnetId(subnet))
                .networkInterface()
                .networkInterfaceId());
        lab.cluster.delete(stack);

        lab.changed(stack, LONG);

        assertThat(lab.released()).isEmpty();
        assertThat(condition("Ready").reason()).isEqualTo("DeletionBlocked");
        assertThat(condition("Ready").message()).contains(foreign);
        assertThat(lab.status(stack).message()).contains(foreign);
        assertThat(lab.cluster.events)
                .filteredOn(event -> event.reason().equals("DeletionBlocked"))
                .singleElement()
                .satisfies(event -> assertThat(event.message()).contains(foreign));
    }

    @Test
    void aDeletionThatGoesOnIsNotBlocked() {
        lab.cluster.delete(stack);

        lab.changed(stack, LONG);

        assertThat(lab.released()).containsExactly(stack);
        assertThat(lab.cluster.events).extracting(StackEvent::reason).doesNotContain("DeletionBlocked");
    }
}
