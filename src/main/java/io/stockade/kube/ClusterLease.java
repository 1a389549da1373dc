package io.stockade.kube;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A Lease of coordination.k8s.io, by fabric8's client. */
final class ClusterLease implements LeaseApi {
    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final InstantSource clock;

    /** What is written back is all that was read, since others may have put labels on it. */
    private final AtomicReference<@Nullable Lease> newest = new AtomicReference<>();

    /** @param clock of what people read in it */
    ClusterLease(KubernetesClient client, String namespace, String name, InstantSource clock) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.clock = clock;
    }

    @Override
    public Optional<Shown> read() {
        return Answers.of(() -> Optional.ofNullable(lease().get())).map(this::shown);
    }

    @Override
    public Shown create(Wanted wanted) {
        Lease lease = new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withSpec(spec(wanted, new LeaseSpec()))
                .build();
        return shown(Answers.ofCreation(() -> client.resource(lease).create()));
    }

    @Override
    public Shown replace(Shown before, Wanted wanted) {
        Lease read = Objects.requireNonNull(newest.get());
        Lease lease = new LeaseBuilder(read)
                .editMetadata()
                .withResourceVersion(before.version())
                .endMetadata()
                .withSpec(spec(wanted, read.getSpec() == null ? new LeaseSpec() : read.getSpec()))
                .build();
        return shown(Answers.of(() -> client.resource(lease).update()));
    }

    private Resource<Lease> lease() {
        return client.leases().inNamespace(namespace).withName(name);
    }

    private LeaseSpec spec(Wanted wanted, LeaseSpec before) {
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        LeaseSpec spec = new LeaseSpec();
        spec.setHolderIdentity(wanted.holder());
        spec.setLeaseDurationSeconds((int) wanted.duration().toSeconds());
        spec.setLeaseTransitions(wanted.transitions());
        spec.setAcquireTime(wanted.acquired() ? now : before.getAcquireTime());
        spec.setRenewTime(now);
        return spec;
    }

    private Shown shown(Lease lease) {
        newest.set(lease);
        LeaseSpec spec = lease.getSpec() == null ? new LeaseSpec() : lease.getSpec();
        return new Shown(
                lease.getMetadata().getResourceVersion(),
                Objects.requireNonNullElse(spec.getHolderIdentity(), ""),
                Duration.ofSeconds(Objects.requireNonNullElse(spec.getLeaseDurationSeconds(), 0)),
                Objects.requireNonNullElse(spec.getLeaseTransitions(), 0));
    }
}
