package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.reconcile.Trigger;
import io.stockade.sandbox.JournalEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events are hints: what becomes of them on their way changes nothing but the delay. */
class EventStormTest {
    private static final int STORM = 10_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** About ten looks at a few lists each, and at whose credentials these are. */
    private static final int MOST_CALLS_IN_A_STORM = 60;

    /** What may happen to events on their way. */
    record Way(String name, Function<List<String>, List<String>> arriving) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Way> ways() {
        return Stream.of(
                new Way("as they are", events -> events),
                new Way("lost", events -> List.of()),
                new Way(
                        "doubled",
                        events ->
                                Stream.concat(events.stream(), events.stream()).toList()),
                new Way("reordered", events -> {
                    List<String> other = new ArrayList<>(events);
                    Collections.reverse(other);
                    return other;
                }),
                new Way(
                        "mixed with nonsense",
                        events -> Stream.concat(Stream.of("{", "[]", "x".repeat(300_000)), events.stream())
                                .toList()));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void changesNothingButTheDelay(Way way) {
        try (Simulation simulation = new Simulation()) {
            String stack = standing(simulation);
            RecordedEvents events = new RecordedEvents(simulation);
            Console console = events.console(stack);
            long begun = simulation.sandbox.journal().sequence();

            simulation.act(() -> vandalise(console));
            way.arriving().apply(events.all()).forEach(event -> EventWalkTest.hand(simulation, event));
            simulation.time.runUntil(simulation.time.now().plusSeconds(10));
            simulation.sweep(stack);

            simulation.time.runUntil(simulation.time.now().plusSeconds(30));
            assertThat(simulation.writes(begun))
                    .as(way.name())
                    .extracting(JournalEntry::action)
                    .containsExactlyInAnyOrder("CreateRoute", "ModifySubnetAttribute", "AssociateRouteTable");
            DriftWalkTest.assertConverged(simulation, stack);
        }
    }

    @Test
    void aStormIsLookedAtTogether() {
        try (Simulation simulation = new Simulation()) {
            String stack = standing(simulation);
            RecordedEvents events = new RecordedEvents(simulation);
            Console console = events.console(stack);
            simulation.act(() -> everything(console));
            List<String> seen = events.all();
            simulation.sweep(stack);
            simulation.time.runUntil(simulation.time.now().plusSeconds(30));
            long begun = simulation.sandbox.journal().sequence();
            Random random = new Random(7);
            Instant start = simulation.time.now();

            for (int hint = 0; hint < STORM; hint++) {
                EventWalkTest.hand(simulation, seen.get(random.nextInt(seen.size())));
                simulation.time.runUntil(
                        start.plus(MINUTE.multipliedBy(hint + 1).dividedBy(STORM)));
            }

            List<JournalEntry> calls = simulation.calls(begun);
            System.out.printf("events: %,d in a minute cost %d calls of ours%n", STORM, calls.size());
            assertThat(calls).isNotEmpty().hasSizeLessThanOrEqualTo(MOST_CALLS_IN_A_STORM);
            assertThat(simulation.writes(begun)).isEmpty();
            simulation.time.runUntil(simulation.time.now().plusSeconds(60));
            DriftWalkTest.assertConverged(simulation, stack);
        }
    }

    @Test
    void inAStormDriftIsStillPutRight() {
        try (Simulation simulation = new Simulation()) {
            String stack = standing(simulation);
            RecordedEvents events = new RecordedEvents(simulation);
            Console console = events.console(stack);
            Random random = new Random(7);
            simulation.act(() -> everything(console));
            List<String> seen = events.all();
            simulation.sweep(stack);
            Instant start = simulation.time.now();
            for (int hint = 0; hint < 1_000; hint++) {
                EventWalkTest.hand(simulation, seen.get(random.nextInt(seen.size())));
                simulation.time.runUntil(start.plusMillis(6L * hint));
            }
            long begun = simulation.sandbox.journal().sequence();

            simulation.act(() -> deleteRoute(console));
            EventWalkTest.hand(simulation, events.all().get(events.all().size() - 1));
            simulation.time.runUntil(simulation.time.now().plusSeconds(15));

            assertThat(simulation.writes(begun))
                    .extracting(JournalEntry::action)
                    .containsExactly("CreateRoute");
        }
    }

    /** What IAM tells only role by role is else read once an hour. */
    @Test
    void whatNoListTellsIsReadBesideASweepToo() throws IOException {
        try (Simulation simulation = new Simulation()) {
            Account.furnish(simulation);
            String stack = simulation.apply(
                    Simulation.manifest(Files.readString(DriftWalkTest.FOLDER.resolve("instance.yaml"))));
            simulation.untilReady(stack);
            simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(6)));
            RecordedEvents events = new RecordedEvents(simulation);
            Console console = events.console(stack);
            DriftCase policies = DriftCases.all().stream()
                    .filter(drift -> drift.subject().equals("Role.managedPolicies"))
                    .findFirst()
                    .orElseThrow();
            long begun = simulation.sandbox.journal().sequence();

            simulation.act(() -> policies.action().accept(console));
            simulation.engine().trigger(new Trigger(stack, Trigger.Reason.SWEEP));
            events.all().forEach(event -> EventWalkTest.hand(simulation, event));
            simulation.engine().trigger(new Trigger(stack, Trigger.Reason.SWEEP));
            simulation.time.runUntil(simulation.time.now().plusSeconds(10));

            assertThat(simulation.writes(begun))
                    .extracting(JournalEntry::action)
                    .containsExactly("DetachRolePolicy");
        }
    }

    private static String standing(Simulation simulation) {
        String stack = simulation.apply(Simulation.example("gateway"));
        simulation.untilReady(stack);
        simulation.time.runUntil(simulation.time.now().plus(Duration.ofMinutes(6)));
        simulation.sweep(stack);
        simulation.time.runUntil(simulation.time.now().plusSeconds(50));
        return stack;
    }

    private static void vandalise(Console console) {
        deleteRoute(console);
        List<String> inner = console.ids().keySet().stream()
                .filter(address -> address.startsWith("Subnet/") && !address.contains("public"))
                .toList();
        console.ec2.modifySubnetAttribute(
                request -> request.subnetId(console.id(inner.get(0))).mapPublicIpOnLaunch(value -> value.value(true)));
        String association = console.association(inner.get(1));
        console.ec2.disassociateRouteTable(request -> request.associationId(association));
    }

    private static void deleteRoute(Console console) {
        console.ec2.deleteRoute(
                request -> request.routeTableId(console.id("RouteTable/public")).destinationCidrBlock("0.0.0.0/0"));
    }

    /** Takes a tag that is not ours from everything that has an id of its own: events about all of it, and no drift. */
    private static void everything(Console console) {
        console.ids().values().stream()
                .filter(id ->
                        id.matches("[a-z]+-[0-9a-f]{17}") && !id.startsWith("rtbassoc") && !id.startsWith("eipassoc"))
                .forEach(id -> console.ec2.deleteTags(request -> request.resources(id)
                        .tags(software.amazon.awssdk.services.ec2.model.Tag.builder()
                                .key("nobody")
                                .build())));
    }
}
