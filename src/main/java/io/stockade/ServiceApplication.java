package io.stockade;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import io.stockade.web.StackMetrics;

/** Runs a service inside the framework: HTTP answers before, and until after. */
public class ServiceApplication implements QuarkusApplication {
    private final Scheduler scheduler;
    private final StackMetrics metrics;

    ServiceApplication(Scheduler scheduler, StackMetrics metrics) {
        this.scheduler = scheduler;
        this.metrics = metrics;
    }

    @Override
    public int run(String... arguments) {
        Handover.Job job = Handover.job();
        Service service = job.service();
        service.start();
        scheduler
                .newJob("sweeps")
                .setInterval("1s")
                .setConcurrentExecution(Scheduled.ConcurrentExecution.SKIP)
                .setTask(execution -> {
                    service.standalone().sweep();
                    metrics.refresh();
                })
                .schedule();
        try {
            return job.work().getAsInt();
        } finally {
            service.close();
        }
    }
}
