package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.cloud.Clouds;
import io.stockade.emulator.Emulators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The main job over the wire, in two regions, and by an assumed role in a second account: a stack is built, changed
 * behind our back at least ten times and repaired as often, and deleted with nothing left.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MainJobIT {
    private static final Path MANIFEST = Path.of("src/test/resources/io/stockade/simulation/drift/instance.yaml");
    private static final String OTHER_ACCOUNT = "444455556666";

    /** Of every part of a stack one: what can be opened, cut off, taken away, taken over. */
    private static final List<String> TAMPERINGS = List.of(
            "Vpc.tags",
            "GatewayAttachment.gateway",
            "Subnet.mapPublicIpOnLaunch",
            "MainRouteTable.routes",
            "Route.target",
            "Route.unexpected",
            "DefaultSecurityGroup.rules",
            "SecurityGroupRule.direction",
            "NetworkInterface.sourceDestCheck",
            "AddressAssociation.address",
            "AutoScalingGroup.maxSize",
            "Role.trust");

    @AutoClose
    private Live live;

    /** Where a stack is, and how one gets there. */
    private record Place(String title, String account, Clouds.Target target) {
        static Place own(String region) {
            return new Place("own account, " + region, "123456789012", new Clouds.Target(region, null, null, null));
        }

        static Place byRole(String account, String region) {
            String role = "arn:aws:iam::" + account + ":role/stockade";
            return new Place(
                    "account " + account + " by a role, " + region,
                    account,
                    new Clouds.Target(region, account, role, "orders"));
        }

        String manifest() throws IOException {
            String here = target.roleArn() == null
                    ? ""
                    : "\n  account: {id: \"%s\", roleArn: \"%s\", externalId: %s}"
                            .formatted(account, target.roleArn(), target.externalId());
            return Files.readString(MANIFEST)
                    .replace("region: eu-west-1", "region: " + target.region() + here)
                    .replace("name: instance", "name: " + name())
                    .replace("iam::111122223333:", "iam::" + account + ":");
        }

        private String name() {
            return "main-" + target.region() + (target.roleArn() == null ? "" : "-role");
        }

        @Override
        public String toString() {
            return title;
        }
    }

    @BeforeAll
    void find() throws IOException, InterruptedException {
        live = Live.find();
    }

    static Stream<Place> places() {
        return Stream.of(Place.own("eu-west-1"), Place.own("us-east-1"), Place.byRole(OTHER_ACCOUNT, "us-east-1"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void aStackIsBuiltRepairedAndDeleted(Place place) throws IOException, InterruptedException {
        int before = live.calls.size();
        EmulatedStack stack = EmulatedStack.apply(live, Simulation.manifest(place.manifest()), place.target());
        assertThat(stack.settled(200)).as("it is built").isEmpty();
        int built = live.detail(stack.key()).resources().size();

        int repaired = 0;
        for (DriftCase drift : tamperings()) {
            assertThat(stack.tampered(drift)).as(drift.subject()).isNotEmpty();
            repaired++;
        }
        stack.deleted();

        EmulatedStack.assertNothingLeft(stack.clients());
        List<Live.Called> calls = live.calls.subList(before, live.calls.size());
        assertThat(calls)
                .filteredOn(Live.Called::write)
                .allMatch(call -> call.region().equals(place.target().region()))
                .allMatch(call -> !live.emulator().isMoto() || call.account().equals(place.account()));
        assertThat(repaired).isGreaterThanOrEqualTo(10);
        Emulators.say("main job, " + place + ": " + built + " resources built, " + repaired
                + " tamperings repaired, deleted with nothing left; " + calls.size() + " calls");
    }

    private static List<DriftCase> tamperings() {
        List<DriftCase> chosen = DriftCases.all().stream()
                .filter(drift -> TAMPERINGS.contains(drift.subject()))
                .toList();
        assertThat(chosen).hasSameSizeAs(TAMPERINGS);
        return chosen;
    }
}
