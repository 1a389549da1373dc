package io.stockade.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.SandboxClients;
import io.stockade.aws.call.BucketSizes;
import io.stockade.aws.call.Buckets;
import io.stockade.cloud.Clouds;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Listed;
import io.stockade.cloud.ReadScope;
import io.stockade.cloud.Reader;
import io.stockade.cloud.Written;
import io.stockade.graph.Address;
import io.stockade.graph.Component;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Tags;
import io.stockade.sandbox.Sandbox;
import io.stockade.sandbox.settings.Quotas;
import io.stockade.sandbox.settings.SandboxSettings;
import io.stockade.sandbox.time.SteppedTime;
import io.stockade.sandbox.world.WorldStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** A region of the sandbox, seen through our drivers and readers, and what tests say about it. */
final class Lab {
    static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-west-1";
    static final String INSTALLATION = "lab";
    static final Owner OWNER = new Owner(INSTALLATION, "payments/orders", "uid-1");

    final Sandbox sandbox;
    final SteppedTime time = new SteppedTime(START);
    final AwsCloud cloud;
    final SortedSet<String> vpcs = new TreeSet<>();
    /** Action and outcome of every call, in order. */
    final List<String> calls = new ArrayList<>();

    Lab() {
        this(SandboxSettings.defaults());
    }

    Lab(SandboxSettings settings) {
        this.sandbox =
                new Sandbox(time, settings.withThrottling(false).withQuotas(Quotas.raised()), WorldStore.inMemory());
        Clouds.Target target = new Clouds.Target(REGION, ACCOUNT, null, null);
        this.cloud = new AwsCloud(
                target,
                SandboxClients.of(sandbox, ACCOUNT, REGION),
                new Buckets(wide()),
                "/",
                new AwsSurroundings(
                        (account, region, who, action, outcome) -> calls.add(action + " " + outcome),
                        time::now,
                        calls -> calls.forEach(Runnable::run)));
    }

    /** So wide that nothing is held back: what the buckets do has its own tests. */
    private static BucketSizes wide() {
        BucketSizes.Size size = new BucketSizes.Size(1_000_000, 1_000_000);
        return new BucketSizes(Map.of(), size, size);
    }

    /** The client that is used when somebody else changes something behind our back. */
    Ec2Client console() {
        return sandbox.as("console").ec2(ACCOUNT, REGION);
    }

    ReadScope scope() {
        return new ReadScope(INSTALLATION, vpcs);
    }

    static Tags tags(ResourceKind kind, String name) {
        return Tags.of(OWNER.tags(new Address(kind, name)));
    }

    static <R extends Resource> Creation<R> creation(String name, R desired) {
        Address address = new Address(desired.kind(), name);
        return new Creation<>(address, desired, OWNER.token(address, 0), "nonce-" + name);
    }

    @SuppressWarnings("unchecked") // kinds and record types are one to one
    <R extends Resource> Driver<R> driver(R resource) {
        return (Driver<R>) cloud.driver(resource.kind());
    }

    /** Makes something, all of which must succeed, and returns the thing itself. */
    <R extends Resource> Observed<R> make(String name, R desired) {
        Written written = driver(desired).create(List.of(creation(name, desired)));
        assertThat(written.problem()).isNull();
        Observed<R> made = own(written, desired);
        if (desired.kind() == ResourceKind.VPC) {
            vpcs.add(made.id());
        }
        return made;
    }

    /** What a write says of the kind that was written. */
    @SuppressWarnings("unchecked") // kinds and record types are one to one
    <R extends Resource> Observed<R> own(Written written, R desired) {
        return (Observed<R>) written.now().stream()
                .filter(each -> each.kind() == desired.kind())
                .findFirst()
                .orElseThrow();
    }

    /** Changes components to those of another record, all of which must succeed. */
    <R extends Resource> Observed<R> change(Observed<R> current, R desired, String... components) {
        Written written = driver(desired).update(current, desired, Set.of(components));
        assertThat(written.problem()).isNull();
        return own(written, desired);
    }

    <R extends Resource> Written delete(Observed<R> doomed) {
        return driver(doomed.value()).delete(List.of(doomed));
    }

    /** Everything of a kind that its reader lists. */
    List<Observed<?>> listed(ResourceKind kind) {
        return reader(kind).list(scope()).stream()
                .<Observed<?>>map(Listed::thing)
                .filter(each -> each.kind() == kind)
                .toList();
    }

    Reader reader(ResourceKind kind) {
        return cloud.readers().stream()
                .filter(reader -> reader.kinds().contains(kind))
                .findFirst()
                .orElseThrow();
    }

    Optional<Observed<?>> listed(Observed<?> thing) {
        return listed(thing.kind()).stream()
                .filter(each -> each.id().equals(thing.id()))
                .findFirst();
    }

    /** Asserts that lists and reads by id show just what is known of a thing. */
    <R extends Resource> void assertShown(Observed<R> thing) {
        Observed<?> listed = listed(thing).orElseThrow(() -> new AssertionError("not listed: " + thing));
        assertSame(listed, thing);
        Observed<R> byId = driver(thing.value()).readById(thing.id()).orElseThrow();
        assertSame(byId, thing);
        assertSame(driver(thing.value()).readDetails(byId), thing);
    }

    private static void assertSame(Observed<?> read, Observed<?> known) {
        assertThat(read.lifecycle()).isEqualTo(known.lifecycle());
        for (Component component : Component.of(known.value().getClass())) {
            if (!read.unread().contains(component.name())) {
                assertThat(component.of(read.value())).as(component.name()).isEqualTo(component.of(known.value()));
            }
        }
    }

    /** Asserts that neither lists nor reads by id show a thing. */
    <R extends Resource> void assertGone(Observed<R> thing) {
        assertThat(listed(thing)).isEmpty();
        assertThat(driver(thing.value()).readById(thing.id())).isEmpty();
    }

    void wait(Duration duration) {
        time.pause(duration);
    }

    /** How many calls of an action were made. */
    long count(String action) {
        return calls.stream().filter(call -> call.startsWith(action + " ")).count();
    }

    /** Forgets the calls so far. */
    Lab fromHere() {
        calls.clear();
        return this;
    }
}
