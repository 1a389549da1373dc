package io.stockade;

import io.stockade.web.Door;
import io.stockade.web.Stacks;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;

/** Hands the service, which is wired before the framework starts, to the parts that the framework makes. */
@Singleton
final class Handover {
    private static final AtomicReference<Job> JOB = new AtomicReference<>();

    /**
     * What is to run inside the framework.
     *
     * @param work begins once HTTP answers, and ends the process with its exit code
     * @param afterwards is done when the service has ended
     */
    record Job(Service service, java.util.function.IntSupplier work, Runnable afterwards) {}

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

    @Produces
    @Singleton
    Door door() {
        return job().service().door();
    }
}
