package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.AwsClients;
import io.stockade.cloud.Clouds;
import io.stockade.plan.Decision;
import io.stockade.spec.SecureStack;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * A stack on an emulator: built, changed behind our back, repaired, deleted. Somebody who comes anew says what differs,
 * so that it rests on no picture that we kept.
 *
 * @param clients into the stack's account and region
 */
record EmulatedStack(Live live, String key, AwsClients clients) {
    /** Begins with a stack; it is not ready yet. */
    static EmulatedStack apply(Live live, SecureStack manifest, Clouds.Target target) {
        return new EmulatedStack(live, live.apply(manifest), live.open(target));
    }

    /** What differs, but for what moto never gets right. */
    List<Decision> differences() {
        return live.decisions(key).stream()
                .filter(decision -> !EmulatorReasons.standing(decision.difference()))
                .toList();
    }

    /** Looks again and again until nothing differs, or often enough: what we rightly only report never settles. */
    List<Decision> settled(int looks) throws InterruptedException {
        List<Decision> left = differences();
        for (int look = 0; look < looks && !left.isEmpty(); look++) {
            live.sweep(key);
            Thread.sleep(250);
            left = differences();
        }
        return left;
    }

    /** Changes something behind our back, waits for its repair, and gives the writes that repaired it. */
    List<Live.Called> tampered(DriftCase drift) throws InterruptedException {
        Console console = new Console(clients, live.detail(key));
        int calls = live.calls.size();

        live.betweenPasses(() -> {
            drift.action().accept(console);
            assertThat(differences()).as("a fresh look finds it").isNotEmpty();
            // Else the last repair's second look could come first, which reads no more than what that repair wrote.
            live.sweep(key);
        });
        List<Decision> left = settled(40);
        if (!left.isEmpty()) {
            drift.undo().accept(console);
            left = settled(40);
        } else {
            drift.undo().accept(console);
        }

        assertThat(left).isEmpty();
        assertThat(live.defects).isEmpty();
        return live.calls.subList(calls, live.calls.size()).stream()
                .filter(Live.Called::write)
                .filter(call -> !EmulatorReasons.NEVER_ENDING.contains(call.action()))
                .toList();
    }

    void deleted() throws InterruptedException {
        live.delete(key);
        live.untilGone(key);
    }

    /** Nothing but what AWS makes with an account, and a neighbour's VPC that is none of our business. */
    static void assertNothingLeft(AwsClients clients) {
        Ec2Client ec2 = clients.ec2();
        assertThat(ec2.describeVpcs().vpcs())
                .allMatch(vpc -> vpc.isDefault() || vpc.cidrBlock().equals("172.20.0.0/16"));
        assertThat(ec2.describeAddresses().addresses()).isEmpty();
        assertThat(ec2.describeLaunchTemplates().launchTemplates()).isEmpty();
        // The instances of moto leave interfaces behind that nobody tagged.
        assertThat(ec2.describeNetworkInterfaces(
                                request -> request.filters(Console.filter("tag-key", "stockade.dev/stack")))
                        .networkInterfaces())
                .isEmpty();
        assertThat(clients.autoScaling().describeAutoScalingGroups().autoScalingGroups())
                .isEmpty();
        assertThat(clients.iam().listInstanceProfiles().instanceProfiles()).isEmpty();
        assertThat(clients.iam()
                        .listRoles(request -> request.pathPrefix("/stockade/"))
                        .roles())
                .isEmpty();
    }
}
