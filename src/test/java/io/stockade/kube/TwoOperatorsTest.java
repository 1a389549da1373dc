package io.stockade.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.SandboxClients;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.Tampering;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;

/** Moments of two operators at work that were found once, and are kept; {@link Overlap} plays those that nobody thought of. */
class TwoOperatorsTest {
    @Test
    void ofAllWhoWaitedForALostCreationOneAloneMakesIt() {
        AtomicBoolean lost = new AtomicBoolean();
        try (TwoOperators lab = new TwoOperators(1)) {
            lab.sandbox
                    .faults()
                    .once(point -> lost.get() && point.action().equals("AllocateAddress"), new Fault.RequestLost());
            lab.start("one");
            lab.start("two");
            String stack = lab.cluster.apply(Overlap.PLAIN);
            lab.settle();
            lost.set(true);
            release(lab);

            lab.settle();

            assertThat(lab.made().get("AllocateAddress")).isEqualTo(2);
            assertThat(lab.status(stack).orElseThrow().is("Ready")).isTrue();
        }
    }

    private static void release(TwoOperators lab) {
        Ec2Client console = SandboxClients.of(lab.sandbox.as(Tampering.PRINCIPAL), LabOperator.ACCOUNT, Overlap.REGION)
                .ec2();
        Object unused = lab.time.call(() -> {
            Address address = console.describeAddresses().addresses().get(0);
            console.disassociateAddress(request -> request.associationId(address.associationId()));
            return console.releaseAddress(request -> request.allocationId(address.allocationId()));
        });
    }

    @Test
    void whoStoodStillAfterTheAnnouncementAnnouncesAnew() {
        try (TwoOperators lab = new TwoOperators(1)) {
            lab.start("one");
            String stack = lab.cluster.apply(Overlap.PLAIN);
            lab.standStillAfterNextWrite(Duration.ofMinutes(10));
            lab.pass(Duration.ofMinutes(3));
            lab.start("two");

            lab.settle();

            assertThat(lab.made()).isEqualTo(Overlap.ALONE);
            assertThat(lab.status(stack).orElseThrow().is("Ready")).isTrue();
        }
    }

    @Test
    void whoseWatchIsLateDoesNotUndoAnEdit() {
        try (TwoOperators lab = new TwoOperators(1)) {
            lab.start("one", Duration.ZERO);
            lab.start("two", Duration.ofMinutes(4));
            String stack = lab.cluster.apply(Overlap.PLAIN);
            lab.pass(Duration.ofMinutes(20));
            long built = lab.sandbox.journal().sequence();
            lab.cluster.apply(Overlap.EDITED);

            lab.settle();

            assertThat(lab.toAndFro(built)).isEmpty();
            assertThat(lab.sandbox.journal().since(built))
                    .filteredOn(entry -> entry.action().startsWith("Authorize") && entry.succeeded())
                    .hasSize(2);
            assertThat(lab.status(stack).orElseThrow().is("Ready")).isTrue();
        }
    }

    @Test
    void oneAloneIsMeasuredRightly() {
        assertThat(Overlap.ALONE).containsKey("CreateVpc").containsEntry("CreateSubnet", 9);
    }
}
