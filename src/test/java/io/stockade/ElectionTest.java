package io.stockade;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.stockade.kube.LeaderLease;
import io.stockade.kube.LeaderLease.Role;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lease as an API server keeps it. */
class ElectionTest {
    private static final Duration CALL = Duration.ofSeconds(40);

    private final ApiServer server = new ApiServer();
    private final LeaderLease first = instance("pod-1_a");
    private final LeaderLease second = instance("pod-2_b");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void oneOfTwoLeadsAndTheLeaseTellsWhich() {
        Role one = first.tick();
        Role two = second.tick();

        assertThat(one).isEqualTo(Role.LEADER);
        assertThat(two).isEqualTo(Role.STANDBY);
        assertThat(first.refusal(CALL)).isEmpty();
        assertThat(second.idle()).contains("this instance stands by; pod-1_a leads");
        assertThat(lease().get().getSpec()).satisfies(spec -> {
            assertThat(spec.getHolderIdentity()).isEqualTo("pod-1_a");
            assertThat(spec.getLeaseDurationSeconds()).isEqualTo(90);
            assertThat(spec.getLeaseTransitions()).isZero();
            assertThat(spec.getAcquireTime()).isEqualTo(spec.getRenewTime()).isNotNull();
        });
    }

    @Test
    void whoeverResignsIsFollowedAndLabelsOfOthersStay() {
        first.tick();
        second.tick();
        lease().edit(lease -> {
            lease.getMetadata().setLabels(Map.of("team", "payments"));
            return lease;
        });

        first.release();

        assertThat(lease().get().getSpec().getHolderIdentity()).isEmpty();
        assertThat(second.tick()).isEqualTo(Role.LEADER);
        assertThat(lease().get().getSpec().getLeaseTransitions()).isEqualTo(1);
        assertThat(lease().get().getMetadata().getLabels()).containsEntry("team", "payments");
    }

    private LeaderLease instance(String identity) {
        return LeaderLease.of(server.client(), "stockade-system", "stockade", identity);
    }

    private Resource<Lease> lease() {
        return server.client().leases().inNamespace("stockade-system").withName("stockade");
    }
}
