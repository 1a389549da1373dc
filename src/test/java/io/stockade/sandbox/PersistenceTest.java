package io.stockade.sandbox;

import static io.stockade.sandbox.Sandboxes.internetGateway;
import static io.stockade.sandbox.Sandboxes.subnet;
import static io.stockade.sandbox.Sandboxes.tags;
import static io.stockade.sandbox.Sandboxes.vpc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.SteppedTime;
import io.stockade.sandbox.world.WorldStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** A killed process finds the same cloud. */
class PersistenceTest {
    private static final SandboxSettings SETTINGS = SandboxSettings.defaults().withThrottling(false);

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("world.log");
    }

    private static Sandbox open(WorldStore store) {
        Instant now = store.lastInstant().orElse(Sandboxes.START);
        return new Sandbox(new SteppedTime(now), SETTINGS, store);
    }

    @Test
    void everythingIsThereAgain() {
        String gateway;
        List<?> before;
        try (WorldStore store = WorldStore.file(file())) {
            Sandbox sandbox = open(store);
            Ec2Client ec2 = Sandboxes.ec2(sandbox);
            String vpc = vpc(ec2);
            internetGateway(ec2, vpc);
            String subnet = subnet(ec2, vpc, "10.40.0.0/24", "euw1-az1");
            String address = ec2.allocateAddress(
                            request -> request.tagSpecifications(tags(ResourceType.ELASTIC_IP, "a", "b")))
                    .allocationId();
            gateway = ec2.createNatGateway(request ->
                            request.subnetId(subnet).allocationId(address).clientToken("one"))
                    .natGateway()
                    .natGatewayId();
            before = everything(ec2);
        }
        try (WorldStore store = WorldStore.file(file())) {
            Sandbox sandbox = open(store);
            Ec2Client ec2 = Sandboxes.ec2(sandbox);
            assertThat(everything(ec2)).isEqualTo(before);
            assertThat(sandbox.journal().mutating()).hasSize(6);
            // What was begun goes on by itself.
            sandbox.time().pause(Duration.ofSeconds(110));
            NatGateway found = ec2.describeNatGateways().natGateways().get(0);
            assertThat(found.natGatewayId()).isEqualTo(gateway);
            assertThat(found.state()).isEqualTo(NatGatewayState.AVAILABLE);
            assertThat(vpc(ec2)).isNotEqualTo(found.vpcId());
        }
    }

    private static List<?> everything(Ec2Client ec2) {
        return List.of(
                ec2.describeVpcs().vpcs(),
                ec2.describeSubnets().subnets(),
                ec2.describeRouteTables().routeTables(),
                ec2.describeSecurityGroupRules(request -> request.maxResults(1000))
                        .securityGroupRules(),
                ec2.describeAddresses().addresses(),
                ec2.describeNetworkInterfaces().networkInterfaces(),
                ec2.describeNetworkAcls().networkAcls(),
                ec2.describeInternetGateways().internetGateways());
    }

    @Test
    void aTornLineIsAsIfItsCallHadNeverArrived() throws IOException {
        try (WorldStore store = WorldStore.file(file())) {
            Ec2Client ec2 = Sandboxes.ec2(open(store));
            vpc(ec2);
            vpc(ec2);
        }
        byte[] whole = Files.readAllBytes(file());
        for (int cut : new int[] {1, 2, 100}) {
            byte[] torn = java.util.Arrays.copyOf(whole, whole.length - cut);
            Files.write(file(), torn);
            try (WorldStore store = WorldStore.file(file())) {
                assertThat(Sandboxes.ec2(open(store)).describeVpcs().vpcs()).hasSize(1);
            }
        }
    }

    @Test
    void aWorldIsOpenOnce() {
        try (WorldStore store = WorldStore.file(file())) {
            assertThat(store.read()).isEmpty();
            assertThatThrownBy(() -> WorldStore.file(file())).isInstanceOf(UncheckedIOException.class);
        }
    }
}
