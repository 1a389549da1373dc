package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.internetGateway;
import static io.stockade.sandbox.Sandboxes.subnet;
import static io.stockade.sandbox.Sandboxes.vpc;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.sandbox.settings.Quotas;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.VirtualTime;
import io.stockade.sandbox.world.WorldStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;

/** Many callers at once on virtual time: exact makespans, and the same in every run. */
class SimulationTest {
    private static final SandboxSettings SETTINGS = SandboxSettings.defaults().withQuotas(Quotas.raised());

    @Test
    void callsOverlapAndTheMakespanIsExact() {
        VirtualTime time = new VirtualTime(Sandboxes.START);
        Sandbox sandbox = new Sandbox(time, SETTINGS, WorldStore.inMemory());
        time.call(() -> build(sandbox, time));
        // VPC, subnet, gateway, attachment and address take 1.5 s; the NAT gateways are there 106 s after the
        // middle
        // of their calls, at 107.65 s; the third poll, from 107.8 s, sees it.
        assertThat(Duration.between(Sandboxes.START, time.now())).isEqualTo(Duration.ofMillis(108_100));
        assertThat(sandbox.journal().count("CreateNatGateway")).isEqualTo(3);
    }

    @Test
    void everyRunIsTheSame() {
        List<JournalEntry> first = journal();
        assertThat(journal()).isEqualTo(first);
        assertThat(journal()).isEqualTo(first);
    }

    private static List<JournalEntry> journal() {
        VirtualTime time = new VirtualTime(Sandboxes.START);
        Sandbox sandbox = new Sandbox(time, SETTINGS, WorldStore.inMemory());
        List<CompletableFuture<Integer>> stacks = new ArrayList<>();
        for (int count = 0; count < 3; count++) {
            stacks.add(CompletableFuture.supplyAsync(() -> build(sandbox, time), time.executor()));
        }
        stacks.forEach(time::await);
        return sandbox.journal().entries();
    }

    private static int build(Sandbox sandbox, VirtualTime time) {
        Ec2Client ec2 = Sandboxes.ec2(sandbox);
        String vpc = vpc(ec2);
        String subnet = subnet(ec2, vpc, "10.40.0.0/24", "euw1-az1");
        internetGateway(ec2, vpc);
        List<CompletableFuture<Void>> gateways = new ArrayList<>();
        for (int count = 0; count < 3; count++) {
            gateways.add(CompletableFuture.runAsync(() -> natGateway(ec2, subnet, time), time.executor()));
        }
        gateways.forEach(time::await);
        return gateways.size();
    }

    private static void natGateway(Ec2Client ec2, String subnet, VirtualTime time) {
        String address = ec2.allocateAddress().allocationId();
        String id = ec2.createNatGateway(request -> request.subnetId(subnet).allocationId(address))
                .natGateway()
                .natGatewayId();
        time.pause(Duration.ofSeconds(105));
        while (ec2.describeNatGateways(request -> request.natGatewayIds(id))
                        .natGateways()
                        .get(0)
                        .state()
                == NatGatewayState.PENDING) {
            time.pause(Duration.ofMillis(200));
        }
    }
}
