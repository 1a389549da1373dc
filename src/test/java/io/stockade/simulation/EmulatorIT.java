package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.AwsClients;
import io.stockade.cloud.Clouds;
import io.stockade.emulator.Emulator;
import io.stockade.emulator.Emulators;
import io.stockade.plan.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * The main job over the wire, on an AWS that nobody here wrote: stacks come up, what is changed behind our back is put
 * right by the very calls that put it right in the sandbox, and nothing is left in the end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmulatorIT {
    private static final Path FOLDER = Path.of("src/test/resources/io/stockade/simulation/drift");
    private static final List<String> STACKS = List.of("instance", "gateway");

    private Emulator emulator;
    private Live live;

    @BeforeAll
    void build() throws IOException, InterruptedException {
        emulator = Emulators.find();
        live = new Live(emulator.endpoint());
        for (String name : STACKS) {
            live.apply(Simulation.manifest(Files.readString(FOLDER.resolve(name + ".yaml"))));
        }
        for (String name : STACKS) {
            settle("default/" + name, 200);
            assertThat(differences("default/" + name)).isEmpty();
        }
    }

    @AfterAll
    void close() {
        if (live != null) {
            live.close();
        }
        if (emulator != null) {
            emulator.close();
        }
    }

    static Stream<DriftCase> drifts() {
        return DriftCases.all().stream().filter(drift -> !EmulatorReasons.ALL.containsKey(drift.subject()));
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("drifts")
    void isSeenAndRepaired(DriftCase drift) throws IOException, InterruptedException {
        String stack = "default/" + drift.stack();
        AwsClients clients = live.open(new Clouds.Target(Console.REGION, null, null, null));
        Console console = new Console(clients, live.detail(stack));
        int calls = live.calls.size();

        drift.action().accept(console);
        assertThat(differences(stack)).as("a fresh look finds it").isNotEmpty();
        settle(stack);
        drift.undo().accept(console);
        settle(stack);

        assertThat(differences(stack)).isEmpty();
        assertThat(live.defects).isEmpty();
        assertThat(live.calls.subList(calls, live.calls.size()))
                .filteredOn(Live.Called::write)
                .extracting(Live.Called::action)
                .filteredOn(action -> !EmulatorReasons.NEVER_ENDING.contains(action))
                .containsExactlyInAnyOrderElementsOf(golden(drift));
    }

    @Order(2)
    @Test
    void aConvergedStackIsLeftAlone() throws InterruptedException {
        int calls = live.calls.size();
        for (String name : STACKS) {
            live.sweep("default/" + name);
        }
        Thread.sleep(2000);

        assertThat(live.calls.subList(calls, live.calls.size()))
                .isNotEmpty()
                .filteredOn(Live.Called::write)
                .extracting(Live.Called::action)
                .isSubsetOf(EmulatorReasons.NEVER_ENDING);
    }

    @Order(3)
    @Test
    void aDeletionLeavesNothing() throws InterruptedException {
        for (String name : STACKS) {
            live.delete("default/" + name);
        }
        for (String name : STACKS) {
            live.untilGone("default/" + name);
        }

        assertNothingLeft(live.open(new Clouds.Target(Console.REGION, null, null, null)));
    }

    @Order(4)
    @Test
    void anotherAccountAndRegionAreReachedByARole() throws InterruptedException {
        String role = "arn:aws:iam::444455556666:role/stockade";
        String stack = live.apply(Simulation.manifest("""
                apiVersion: stockade.dev/v1alpha1
                kind: SecureStack
                metadata: {name: elsewhere}
                spec:
                  region: us-east-1
                  account: {id: "444455556666", roleArn: "%s", externalId: orders}
                  network: {cidr: 10.90.0.0/16, zones: 2, nat: {mode: None}, endpoints: [{service: s3}]}
                  securityGroups: [{name: app}]
                """.formatted(role)));
        live.until(stack, status -> status.is("Ready"));
        AwsClients clients = live.open(new Clouds.Target("us-east-1", "444455556666", role, "orders"));
        Console console = new Console(clients, live.detail(stack));

        console.ec2.authorizeSecurityGroupIngress(request -> request.groupId(console.id("SecurityGroup/app"))
                .ipProtocol("tcp")
                .fromPort(22)
                .toPort(22)
                .cidrIp("0.0.0.0/0"));
        settle(stack);

        assertThat(differences(stack)).isEmpty();
        assertThat(live.calls)
                .filteredOn(call -> call.region().equals("us-east-1") && call.write())
                .allMatch(call -> call.account().equals("444455556666"))
                .extracting(Live.Called::action)
                .contains("RevokeSecurityGroupIngress");
        live.delete(stack);
        live.untilGone(stack);
        assertNothingLeft(clients);
    }

    /** Nothing but what AWS makes with an account, and a neighbour's VPC that is none of our business. */
    private static void assertNothingLeft(AwsClients clients) {
        Ec2Client ec2 = clients.ec2();
        assertThat(ec2.describeVpcs().vpcs())
                .allMatch(vpc -> vpc.isDefault() || vpc.cidrBlock().equals("172.20.0.0/16"));
        assertThat(ec2.describeAddresses().addresses()).isEmpty();
        assertThat(ec2.describeLaunchTemplates().launchTemplates()).isEmpty();
        // The instances of moto leave interfaces behind that nobody tagged.
        assertThat(ec2.describeNetworkInterfaces(request -> request.filters(Filter.builder()
                                .name("tag-key")
                                .values("stockade.dev/stack")
                                .build()))
                        .networkInterfaces())
                .isEmpty();
        assertThat(clients.autoScaling().describeAutoScalingGroups().autoScalingGroups())
                .isEmpty();
        assertThat(clients.iam().listInstanceProfiles().instanceProfiles()).isEmpty();
    }

    /** What differs, but for what moto never gets right. */
    private List<Decision> differences(String stack) {
        return live.decisions(stack).stream()
                .filter(decision -> !EmulatorReasons.standing(decision.difference()))
                .toList();
    }

    /** What we rightly only report never settles by itself. */
    private void settle(String stack) throws InterruptedException {
        settle(stack, 40);
    }

    private void settle(String stack, int looks) throws InterruptedException {
        for (int look = 0; look < looks && !differences(stack).isEmpty(); look++) {
            live.sweep(stack);
            Thread.sleep(250);
        }
    }

    private static List<String> golden(DriftCase drift) throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve(drift.subject() + ".txt"));
        return lines.subList(lines.indexOf("repair:") + 1, lines.size()).stream()
                .map(line -> line.strip().split(" ")[0])
                .sorted()
                .toList();
    }
}
