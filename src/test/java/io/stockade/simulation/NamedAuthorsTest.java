package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.hint.Echo;
import io.stockade.hint.HintIntake;
import io.stockade.hint.OurWrites;
import io.stockade.reconcile.StackEvent;
import io.stockade.sandbox.Sandbox;
import io.stockade.status.DriftAuthor;
import io.stockade.status.DriftRecord;
import io.stockade.status.StackStatus.DriftEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Whom an event names stands by the drift that it made, wherever that is told; and by no other. */
class NamedAuthorsTest {
    private static final String STACK = """
            apiVersion: stockade.dev/v1alpha1
            kind: SecureStack
            metadata: {name: named}
            spec:
              region: eu-west-1
              tags: {team: orders}
              network: {zones: 1, nat: {mode: None}, tiers: [{name: public, access: Public}], endpoints: []}
              securityGroups: [{name: web}]
              links: [{from: {cidr: 203.0.113.0/24}, to: {group: web}, port: 443}]
            """;
    private static final String SOMEBODY = RecordedEvents.ACTOR;
    private static final String ANOTHER = "arn:aws:iam::111122223333:user/bob";
    private static final OurWrites OURS = new OurWrites(Sandbox.SESSION, request -> false);

    /** What somebody does to the stack. */
    enum Deed {
        DELETE_ROUTE {
            @Override
            void act(Console console) {
                console.ec2.deleteRoute(request ->
                        request.routeTableId(console.id("RouteTable/public")).destinationCidrBlock("0.0.0.0/0"));
            }
        },
        OPEN_PORT {
            @Override
            void act(Console console) {
                console.ec2.authorizeSecurityGroupIngress(request -> request.groupId(console.id("SecurityGroup/web"))
                        .ipProtocol("tcp")
                        .fromPort(22)
                        .toPort(22)
                        .cidrIp("0.0.0.0/0"));
            }
        },
        RETAG {
            @Override
            void act(Console console) {
                tag(console, "payments");
            }
        },
        DELETE_TABLE {
            @Override
            void act(Console console) {
                String table = console.id("RouteTable/public");
                console.ec2.describeRouteTables(request -> request.routeTableIds(table)).routeTables().stream()
                        .flatMap(found -> found.associations().stream())
                        .forEach(each -> console.ec2.disassociateRouteTable(
                                request -> request.associationId(each.routeTableAssociationId())));
                console.ec2.deleteRouteTable(request -> request.routeTableId(table));
            }
        };

        abstract void act(Console console);
    }

    @ParameterizedTest
    @EnumSource(Deed.class)
    void whoeverDidItStandsByTheDrift(Deed deed) {
        try (Drill drill = reporting()) {
            RecordedEvents events = new RecordedEvents(drill.simulation);

            play(drill, events, deed);
            hand(drill, events.all());
            drill.minutes(6);

            assertThat(items(drill))
                    .as(items(drill).toString())
                    .isNotEmpty()
                    .extracting(DriftEntry::actor)
                    .containsOnly(SOMEBODY);
            assertThat(records(drill)).extracting(DriftRecord::author).allSatisfy(author -> {
                assertThat(author.address()).isEqualTo("203.0.113.7");
                assertThat(author.request()).startsWith("request-");
                assertThat(author.time()).isNotNull();
            });
            assertThat(drill.simulation.events)
                    .filteredOn(event -> event.reason().equals("DriftFound"))
                    .isNotEmpty()
                    .extracting(StackEvent::message)
                    .allMatch(message -> message.endsWith("; by " + SOMEBODY));
        }
    }

    @Test
    void whoBecomesKnownLaterIsWrittenOnce() {
        try (Drill drill = reporting()) {
            RecordedEvents events = new RecordedEvents(drill.simulation);
            play(drill, events, Deed.RETAG);
            drill.minutes(2);
            assertThat(items(drill)).extracting(DriftEntry::actor).containsOnlyNulls();
            int told = drill.simulation.history.size();

            hand(drill, events.all());
            hand(drill, events.all());
            drill.minutes(30);

            assertThat(items(drill)).extracting(DriftEntry::actor).containsOnly(SOMEBODY);
            assertThat(drill.simulation.history).hasSize(told + 1);
        }
    }

    @Test
    void whatSomebodyElseDoesLaterToTheSameThingIsNotTakenForIt() {
        try (Drill drill = reporting()) {
            RecordedEvents events = new RecordedEvents(drill.simulation);
            play(drill, events, Deed.RETAG);
            drill.minutes(2);
            List<String> first = events.all();
            drill.simulation.act(() -> events.console(drill.stack)
                    .ec2
                    .createTags(request -> request.resources(drill.console().vpc())
                            .tags(Tag.builder().key("stockade-test").value("x").build())));
            List<String> later = events.all().subList(first.size(), events.all().size());

            hand(drill, as(ANOTHER, later));
            drill.minutes(2);
            hand(drill, first);
            drill.minutes(2);

            assertThat(items(drill)).extracting(DriftEntry::actor).containsOnly(SOMEBODY);
        }
    }

    @Test
    void anotherValueIsAnothersDrift() {
        try (Drill drill = reporting()) {
            RecordedEvents events = new RecordedEvents(drill.simulation);
            play(drill, events, Deed.RETAG);
            hand(drill, events.all());
            drill.minutes(2);
            int first = events.all().size();

            drill.simulation.act(() -> tag(events.console(drill.stack), "fraud"));
            drill.minutes(1);
            assertThat(items(drill)).extracting(DriftEntry::actor).containsOnlyNulls();
            hand(drill, as(ANOTHER, events.all().subList(first, events.all().size())));
            drill.minutes(1);

            assertThat(items(drill)).extracting(DriftEntry::actor).containsExactly(ANOTHER);
        }
    }

    @Test
    void weAreNeverNamed() {
        try (Drill drill = reporting()) {
            RecordedEvents events = new RecordedEvents(drill.simulation);
            play(drill, events, Deed.RETAG);

            hand(drill, as("arn:aws:sts::111122223333:assumed-role/orders/" + Sandbox.SESSION, events.all()));
            drill.minutes(2);

            assertThat(items(drill)).isNotEmpty().extracting(DriftEntry::actor).containsOnlyNulls();
        }
    }

    @Test
    void whatWasDoneLongBeforeIsNotTakenForIt() {
        try (Drill drill = reporting()) {
            RecordedEvents events = new RecordedEvents(drill.simulation);
            drill.simulation.act(() -> tag(events.console(drill.stack), "orders"));
            hand(drill, events.all());
            drill.simulation.time.runUntil(drill.simulation.time.now().plus(Duration.ofMinutes(16)));

            drill.simulation.act(() -> tag(drill.console(), "payments"));
            drill.minutes(2);

            assertThat(items(drill)).isNotEmpty().extracting(DriftEntry::actor).containsOnlyNulls();
        }
    }

    @Test
    void aRestartForgetsNobody() {
        try (Drill drill = reporting()) {
            RecordedEvents events = new RecordedEvents(drill.simulation);
            play(drill, events, Deed.RETAG);
            hand(drill, events.all());
            drill.minutes(2);

            drill.simulation.restart();
            drill.minutes(2);

            assertThat(items(drill)).extracting(DriftEntry::actor).containsExactly(SOMEBODY);
            assertThat(records(drill))
                    .extracting(DriftRecord::author)
                    .extracting(DriftAuthor::text)
                    .containsExactly(SOMEBODY);
        }
    }

    @Test
    void whoFightsIsNamed() {
        try (Drill drill = Drill.of(Simulation.manifest(STACK))) {
            RecordedEvents events = new RecordedEvents(drill.simulation);
            for (int round = 0; round < 6; round++) {
                String value = "round" + round;
                int before = events.all().size();
                drill.simulation.act(() -> tag(events.console(drill.stack), value));
                List<String> fresh = events.all().subList(before, events.all().size());
                hand(drill, round % 2 == 0 ? fresh : as(ANOTHER, fresh));
                drill.minutes(2);
            }

            assertThat(drill.simulation.events)
                    .filteredOn(event -> event.reason().equals("CorrectionStorm"))
                    .extracting(StackEvent::message)
                    .singleElement()
                    .asString()
                    .contains("changed again each time: " + ANOTHER + ", " + SOMEBODY + " want it so");
            int told = drill.simulation.history.size();
            drill.minutes(20);
            assertThat(drill.simulation.history).hasSize(told);
        }
    }

    private static Drill reporting() {
        return Drill.of(Simulation.manifest(STACK + "  drift: {mode: Report}\n"));
    }

    private static void play(Drill drill, RecordedEvents events, Deed deed) {
        drill.simulation.act(() -> deed.act(events.console(drill.stack)));
    }

    private static void tag(Console console, String team) {
        console.ec2.createTags(request -> request.resources(console.vpc())
                .tags(Tag.builder().key("team").value(team).build()));
    }

    private static List<String> as(String actor, List<String> events) {
        return events.stream().map(event -> event.replace(SOMEBODY, actor)).toList();
    }

    /** As a service takes them. */
    private static void hand(Drill drill, List<String> events) {
        HintIntake intake = new HintIntake(
                OURS, hint -> !drill.simulation.engine().hint(hint).isEmpty(), new Echo(drill.simulation.time::now));
        events.forEach(intake::take);
        drill.seconds(5);
    }

    private static List<DriftEntry> items(Drill drill) {
        return drill.simulation.status(drill.stack).drift().items();
    }

    private static List<DriftRecord> records(Drill drill) {
        return drill.simulation.detail(drill.stack).drifts();
    }
}
