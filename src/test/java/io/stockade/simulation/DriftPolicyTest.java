package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.DriftChoice;
import io.stockade.reconcile.StackEvent;
import io.stockade.sandbox.JournalEntry;
import io.stockade.status.DriftRecord;
import io.stockade.status.StackStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What the manifest's rules and people's decisions say of drift is done, field by field, and nothing else. */
class DriftPolicyTest {
    private static final String STACK = """
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata: {name: ruled}
            spec:
              region: eu-west-1
              tags: {team: orders, cost-center: "42"}
              network: {zones: 2, nat: {mode: None}, tiers: [{name: app, access: Isolated}]}
              securityGroups: [{name: app}, {name: db}]
              links:
                - {from: {group: app}, to: {group: db}, port: 5432}
            """;
    private static final String VPC = "Vpc/vpc";

    @Test
    void anAcceptedFieldStaysWhileItsNeighbourIsPutRight() {
        try (Drill drill = ruled("[{field: tags.team, mode: Accept, reason: chargeback}]")) {
            retag(drill, "team", "payments");
            retag(drill, "cost-center", "7");

            StackStatus status = drill.minutes(3);

            assertThat(tag(drill, "team")).isEqualTo("payments");
            assertThat(tag(drill, "cost-center")).isEqualTo("42");
            assertThat(status.drift().total()).isZero();
            assertThat(status.drift().accepted()).isEqualTo(1);
            assertThat(status.phase()).isEqualTo("Ready");
            assertThat(drifts(drill)).singleElement().satisfies(drift -> {
                assertThat(drift.decision()).isEqualTo("Accept");
                assertThat(drift.doing()).contains("chargeback");
            });
        }
    }

    @Test
    void anAcceptedFieldStaysWhenSomethingElseOfTheSameThingIsEdited() {
        String rules = "[{kind: Vpc, field: tags.team, mode: Accept}]";
        try (Drill drill = ruled(rules)) {
            retag(drill, "team", "payments");
            drill.minutes(2);

            drill.simulation.apply(Simulation.manifest(with(rules).replace("\"42\"", "\"43\"")));
            drill.minutes(3);

            assertThat(tag(drill, "team")).isEqualTo("payments");
            assertThat(tag(drill, "cost-center")).isEqualTo("43");
            drill.told("Drifted", "False", "InSync");
        }
    }

    @Test
    void theFirstRuleThatFitsHolds() {
        try (Drill drill = ruled("[{kind: Vpc, severity: Low, mode: Report}, {field: tags, mode: Accept}]")) {
            retag(drill, "team", "payments");

            StackStatus status = drill.minutes(3);

            assertThat(tag(drill, "team")).isEqualTo("payments");
            assertThat(status.drift().items()).singleElement().satisfies(drift -> {
                assertThat(drift.field()).isEqualTo("tags.team");
                assertThat(drift.decision()).isEqualTo("Report");
            });
        }
    }

    @Test
    void aDecisionIsUponOneDriftAndDiesWithIt() {
        try (Drill drill = ruled("[{field: tags, mode: Report}]")) {
            retag(drill, "team", "payments");
            drill.minutes(1);
            decide(drill, DriftChoice.accept("moved"));
            assertThat(drill.minutes(1).drift().total()).isZero();

            retag(drill, "team", "fraud");
            StackStatus status = drill.minutes(2);

            assertThat(status.drift().items()).singleElement().satisfies(drift -> {
                assertThat(drift.actual()).isEqualTo("fraud");
                assertThat(drift.decision()).isEqualTo("Report");
            });
        }
    }

    @Test
    void aRevertIsDoneWhateverTheManifestSays() {
        try (Drill drill = ruled("[{field: tags, mode: Report}]")) {
            retag(drill, "team", "payments");
            drill.minutes(1);

            decide(drill, DriftChoice.revert(""));
            drill.minutes(2);

            assertThat(tag(drill, "team")).isEqualTo("orders");
            drill.told("Drifted", "False", "InSync");
        }
    }

    @Test
    void whatIsIgnoredComesBackWhenTheTimeIsOver() {
        try (Drill drill = ruled("[]")) {
            drill.simulation.apply(Simulation.manifest(with("[{field: tags, mode: Report}]")));
            retag(drill, "team", "payments");
            drill.minutes(1);
            Instant until = drill.simulation.time.now().plus(Duration.ofMinutes(10));
            decide(drill, DriftChoice.ignore(until, "release"));
            assertThat(drill.minutes(2).drift().accepted()).isEqualTo(1);

            drill.seconds(9 * 60);

            drill.told("Drifted", "True", "DriftFound");
            assertThat(drill.simulation.status(drill.stack).drift().accepted()).isZero();
        }
    }

    @Test
    void whatHasAWindowWaitsForItAndIsPutRightAsSoonAsItOpens() {
        try (Drill drill = ruled("[]")) {
            Instant now = drill.simulation.time.now();
            int hour = now.atZone(ZoneOffset.UTC).plusHours(2).getHour();
            drill.simulation.apply(Simulation.manifest(with("[{field: tags, mode: CorrectInWindow, window: {schedule:"
                    + " \"cron(0 " + hour + " * * ? *)\", duration: 1h}}]")));
            retag(drill, "team", "payments");
            StackStatus status = drill.minutes(3);
            assertThat(status.drift().items()).singleElement().satisfies(drift -> {
                assertThat(drift.decision()).isEqualTo("CorrectInWindow");
                assertThat(drift.doing()).contains("waits for the window that opens at");
            });

            drill.seconds(2 * 60 * 60);

            assertThat(tag(drill, "team")).isEqualTo("orders");
        }
    }

    @Test
    void whoFightsIsLeftToIt() {
        try (Drill drill = ruled("[]")) {
            drill.mark();
            for (int round = 0; round < 8; round++) {
                retag(drill, "team", "round" + round);
                drill.minutes(2);
            }

            assertThat(tag(drill, "team")).isEqualTo("round7");
            assertThat(drill.simulation.writes(0))
                    .filteredOn(call -> call.action().equals("CreateTags")
                            && call.resources().contains(vpc(drill)))
                    .extracting(JournalEntry::succeeded)
                    .hasSizeBetween(5, 6);
            assertThat(drill.simulation.events)
                    .filteredOn(event -> event.reason().equals("CorrectionStorm"))
                    .extracting(StackEvent::message)
                    .first()
                    .asString()
                    .contains("put right 5 times within an hour");
            DriftRecord drift = drifts(drill).get(0);
            assertThat(drift.decision()).isEqualTo("Stopped");
            assertThat(drift.timesSeen()).isEqualTo(6);

            drill.seconds(61 * 60);
            drill.minutes(2);

            assertThat(tag(drill, "team")).isEqualTo("orders");
        }
    }

    private static Drill ruled(String rules) {
        return Drill.of(Simulation.manifest(with(rules)));
    }

    private static String with(String rules) {
        return STACK + "  drift: {rules: " + rules + "}\n";
    }

    private static void retag(Drill drill, String key, String value) {
        Console console = drill.console();
        Tag tag = Tag.builder().key(key).value(value).build();
        drill.simulation.act(() -> console.ec2.createTags(
                request -> request.resources(console.id(VPC)).tags(tag)));
    }

    private static String vpc(Drill drill) {
        return drill.console().id(VPC);
    }

    private static String tag(Drill drill, String key) {
        Console console = drill.console();
        return drill.simulation.time.call(
                () -> console.ec2.describeVpcs(request -> request.vpcIds(console.id(VPC))).vpcs().get(0).tags().stream()
                        .filter(tag -> tag.key().equals(key))
                        .findFirst()
                        .orElseThrow()
                        .value());
    }

    private static List<DriftRecord> drifts(Drill drill) {
        return drill.simulation.engine().detail(drill.stack).orElseThrow().drifts();
    }

    private static void decide(Drill drill, DriftChoice choice) {
        DesiredStack known = drill.desired();
        drill.simulation.put(new DesiredStack(
                known.manifest(),
                known.generation(),
                known.state(),
                null,
                null,
                null,
                known.rotateRequests(),
                new TreeMap<>(Map.of(drifts(drill).get(0).key(), choice.text()))));
    }
}
