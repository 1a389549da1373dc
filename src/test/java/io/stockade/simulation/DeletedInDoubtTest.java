package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.SandboxClients;
import io.stockade.sandbox.Fault;
import io.stockade.sandbox.FaultPoint;
import io.stockade.sandbox.Tampering;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/** A stack that is deleted while nobody knows what became of a creation leaves nothing behind. */
class DeletedInDoubtTest {
    private static final Filter OURS =
            Filter.builder().name("tag-key").values("stockade.dev/stack").build();

    @ParameterizedTest
    @ValueSource(strings = {"CreateVpc", "CreateInternetGateway", "AllocateAddress"})
    void whatMayStillAppearIsWaitedFor(String creation) {
        try (Simulation simulation = new Simulation()) {
            simulation.sandbox.faults().once(FaultPoint.action(creation), new Fault.ReplyLost());
            simulation.sandbox.faults().readLag(Duration.ofMinutes(4));
            String stack = simulation.apply(Simulation.example("minimal"));
            simulation.time.runUntil(simulation.time.now().plusSeconds(10));

            simulation.delete(stack);
            for (int minute = 0; minute < 30 && simulation.forgotten.isEmpty(); minute++) {
                simulation.sweep(stack);
                simulation.time.runUntil(simulation.time.now().plusSeconds(50));
            }

            simulation.sandbox.faults().clear();
            assertThat(simulation.forgotten).containsExactly(stack);
            assertThat(left(simulation)).isEmpty();
            assertThat(simulation.defects).isEmpty();
        }
    }

    private static List<String> left(Simulation simulation) {
        Ec2Client ec2 = SandboxClients.of(
                        simulation.sandbox.as(Tampering.PRINCIPAL), Simulation.ACCOUNT, Console.REGION)
                .ec2();
        return simulation.time.call(() -> {
            List<String> left = new ArrayList<>();
            ec2.describeVpcs(request -> request.filters(OURS)).vpcs().forEach(each -> left.add(each.vpcId()));
            ec2.describeInternetGateways(request -> request.filters(OURS))
                    .internetGateways()
                    .forEach(each -> left.add(each.internetGatewayId()));
            ec2.describeAddresses(request -> request.filters(OURS))
                    .addresses()
                    .forEach(each -> left.add(each.allocationId()));
            return left;
        });
    }
}
