package io.stockade;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.stockade.kube.KubeFrontEnd;
import io.stockade.web.Door;
import io.stockade.web.Stacks;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Hands the service, which is wired before the framework starts, to the parts that the framework makes. */
@Singleton
final class Handover {
    private static final AtomicReference<Job> JOB = new AtomicReference<>();

    /**
     * What is to run inside the framework.
     *
     * @param work begins once HTTP answers, and ends the process with its exit code
     * @param afterwards is done when the service has ended
     * @param cluster that the service works for; {@code null} if it works for none
     */
    record Job(
            Service service,
            IntSupplier work,
            Runnable afterwards,
            @Nullable ClusterSide cluster) {
        /** A service over a folder. */
        Job(Service service, IntSupplier work, Runnable afterwards) {
            this(service, work, afterwards, null);
        }
    }

    /** What the framework needs of a cluster. */
    record ClusterSide(KubernetesClient client, Watching watching) {}

    static void give(Job job) {
        JOB.set(job);
    }

    static Job job() {
        Job job = JOB.get();
        if (job == null) {
            throw new IllegalStateException("the framework was started without a service");
        }
        return job;
    }

    @Produces
    @Singleton
    Stacks stacks() {
        return job().service().stacks();
    }

    /** The framework closes what it makes as soon as it ends; passes need this one until they have. */
    @Produces
    @Singleton
    KubernetesClient client() {
        return Objects.requireNonNull(job().cluster(), "no cluster was asked for")
                .client();
    }

    @Produces
    @Singleton
    KubeFrontEnd front() {
        return (KubeFrontEnd) job().service().front();
    }

    @Produces
    @Singleton
    Door door() {
        return job().service().door();
    }
}
