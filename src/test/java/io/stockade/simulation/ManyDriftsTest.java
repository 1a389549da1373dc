package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.reconcile.StackEvent;
import io.stockade.status.StackStatus;
import io.stockade.status.StackStatus.DriftEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;

/** A drift is the same one as long as it lasts, even where worse ones take its place in the status for a while. */
class ManyDriftsTest {
    private static final String STACK = """
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata: {name: messy}
            spec:
              region: eu-west-1
              drift: {mode: Report}
              network: {zones: 2, nat: {mode: None}}
              securityGroups: [{name: app}]
            """;
    private static final int WORSE = 55;

    @Test
    void oneThatComesBackToTheListIsNoNews() {
        try (Drill drill = Drill.of(Simulation.manifest(STACK))) {
            Console console = drill.console();
            open(drill, console, rules(9000, 1, "10.99.0.0/24"));
            StackStatus first = drill.minutes(1);
            open(drill, console, rules(1000, WORSE, "0.0.0.0/0"));
            StackStatus crowded = drill.minutes(2);
            assertThat(first.drift().items()).hasSize(1);
            assertThat(crowded.drift().total()).isEqualTo(WORSE + 1);
            assertThat(crowded.drift().items()).noneMatch(ManyDriftsTest::ofNine);

            shut(drill, console, rules(1000, WORSE, "0.0.0.0/0"));
            StackStatus last = drill.minutes(2);

            assertThat(last.drift().items())
                    .singleElement()
                    .extracting(DriftEntry::firstSeen)
                    .isEqualTo(first.drift().items().get(0).firstSeen());
            assertThat(drill.simulation.events)
                    .filteredOn(event -> event.reason().equals("DriftFound"))
                    .extracting(StackEvent::message)
                    .filteredOn(message -> message.contains("9000"))
                    .hasSize(1);
            drill.nothingWritten();
        }
    }

    private static boolean ofNine(DriftEntry entry) {
        return entry.resource().contains("9000");
    }

    private static List<IpPermission> rules(int from, int count, String cidr) {
        List<IpPermission> rules = new ArrayList<>();
        for (int port = from; port < from + count; port++) {
            int one = port;
            rules.add(IpPermission.builder()
                    .ipProtocol("tcp")
                    .fromPort(one)
                    .toPort(one)
                    .ipRanges(IpRange.builder().cidrIp(cidr).build())
                    .build());
        }
        return rules;
    }

    private static void open(Drill drill, Console console, List<IpPermission> rules) {
        drill.simulation.act(() -> console.ec2.authorizeSecurityGroupIngress(
                request -> request.groupId(console.id("SecurityGroup/app")).ipPermissions(rules)));
    }

    private static void shut(Drill drill, Console console, List<IpPermission> rules) {
        drill.simulation.act(() -> console.ec2.revokeSecurityGroupIngress(
                request -> request.groupId(console.id("SecurityGroup/app")).ipPermissions(rules)));
    }
}
