package io.stockade;

import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import io.stockade.web.StackMetrics;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs a service inside the framework: HTTP answers before, and until after. */
public class ServiceApplication implements QuarkusApplication {
    private static final System.Logger LOG = System.getLogger(ServiceApplication.class.getName());

    /** Less than what systemd waits before it kills. */
    private static final int MOST_SECONDS_TO_END = 50;

    private final Scheduler scheduler;
    private final StackMetrics metrics;
    private final Instance<Operator> operator;

    /** @param operator of the cluster; it is made when it is asked for, and only a service in a cluster does */
    ServiceApplication(Scheduler scheduler, StackMetrics metrics, Instance<Operator> operator) {
        this.scheduler = scheduler;
        this.metrics = metrics;
        this.operator = operator;
    }

    @Override
    public int run(String... arguments) {
        Handover.Job job = Handover.job();
        CountDownLatch ended = holdBackTheEndOfTheProcess();
        Service service = job.service();
        service.start();
        everySecond("sweeps", () -> {
            service.front().sweep();
            metrics.refresh();
        });
        everySecond("rotations", () -> service.front().beat());
        Optional<Operator> watching = job.client() == null ? Optional.empty() : Optional.of(operator.get());
        try {
            watching.ifPresent(Operator::start);
            return job.work().getAsInt();
        } finally {
            watching.ifPresent(Operator::stop);
            service.close();
            job.afterwards().run();
            ended.countDown();
        }
    }

    private void everySecond(String name, Runnable task) {
        scheduler
                .newJob(name)
                .setInterval("1s")
                .setConcurrentExecution(Scheduled.ConcurrentExecution.SKIP)
                .setTask(execution -> task.run())
                .schedule();
    }

    /** On a signal the framework stops at once, and would take the process along before passes have ended. */
    private static CountDownLatch holdBackTheEndOfTheProcess() {
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    try {
                        boolean inTime = ended.await(MOST_SECONDS_TO_END, TimeUnit.SECONDS);
                        if (!inTime) {
                            LOG.log(System.Logger.Level.WARNING, "ended before all passes did; a restart goes on");
                        }
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stockade-end");
        Runtime.getRuntime().addShutdownHook(hook);
        return ended;
    }
}
