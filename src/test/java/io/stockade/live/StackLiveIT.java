package io.stockade.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.AwsClients;
import io.stockade.aws.SdkClients;
import io.stockade.reconcile.DesiredStack.State;
import io.stockade.spec.SecureStack;
import io.stockade.spec.manifest.ManifestReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** One stack in an account of one's own: made, changed behind our back, repaired, and deleted with nothing left. */
class StackLiveIT {
    private static final String STACK = "live/suite";
    private static final String ANYWHERE = "0.0.0.0/0";

    @Test
    void aStackIsMadeRepairedAndDeletedWithNothingLeft() throws InterruptedException {
        LiveSettings settings = LiveSettings.ofThisProcess();
        try (SdkClients clients = settings.clients()) {
            AwsClients ours = clients.open(settings.target());
            LiveCleanup cleanup = new LiveCleanup(ours, settings.installation(), System.out::println);
            assertThat(cleanup.list())
                    .as("left by an earlier run: look at it, then run CleanupLiveIT")
                    .isEmpty();
            try (LiveEngine engine = new LiveEngine(settings.installation(), clients)) {
                SecureStack manifest = manifest(settings.region());
                settings.check(estimate(engine, manifest));
                engine.put(manifest, State.WANTED);
                engine.untilReady(STACK);

                tamper(engine, ours.ec2());
                engine.untilDrifted(STACK);
                engine.untilReady(STACK);

                engine.put(manifest, State.DELETING);
                engine.untilGone(STACK);
                assertThat(cleanup.list()).as("the product itself left").isEmpty();
            } finally {
                assertThat(cleanup.delete()).isEmpty();
            }
        }
    }

    private static BigDecimal estimate(LiveEngine engine, SecureStack manifest) {
        return Prices.estimate(engine.preview(manifest).plan().changes().stream()
                .flatMap(change -> Optional.ofNullable(change.desired()).stream())
                .toList());
    }

    private static void tamper(LiveEngine engine, Ec2Client ec2) {
        String table = engine.id(STACK, "RouteTable/", "private");
        String group = engine.id(STACK, "SecurityGroup/", "app");
        String subnet = engine.id(STACK, "Subnet/", "app-");
        ec2.deleteRoute(request -> request.routeTableId(table).destinationCidrBlock(ANYWHERE));
        ec2.authorizeSecurityGroupIngress(request ->
                request.groupId(group).ipProtocol("tcp").fromPort(22).toPort(22).cidrIp(ANYWHERE));
        ec2.modifySubnetAttribute(request -> request.subnetId(subnet).mapPublicIpOnLaunch(value -> value.value(true)));
    }

    private static SecureStack manifest(String region) {
        return ManifestReader.read(
                        """
                        apiVersion: stockade.dev/v1alpha1
                        kind: SecureStack
                        metadata: {name: suite, namespace: live, uid: %s}
                        spec:
                          region: %s
                          network:
                            cidr: 10.213.0.0/16
                            zones: 2
                            tiers:
                              - {name: public, access: Public}
                              - {name: app, access: Private}
                            nat: {mode: Instance, instanceType: t4g.nano}
                            endpoints: [{service: s3}]
                          securityGroups: [{name: app}]
                        """.formatted(UUID.randomUUID(), region).getBytes(StandardCharsets.UTF_8), "live.yaml")
                .stack()
                .orElseThrow();
    }
}
