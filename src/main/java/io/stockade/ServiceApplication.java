package io.stockade;

import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.QuarkusApplication;
import io.stockade.web.StackMetrics;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs a service inside the framework: HTTP answers before, and until after. */
public class ServiceApplication implements QuarkusApplication {
    private static final System.Logger LOG = System.getLogger(ServiceApplication.class.getName());

    /** Less than what systemd waits before it kills. */
    private static final int MOST_SECONDS_TO_END = 50;

    private final StackMetrics metrics;
    private final Instance<Operator> operator;

    /** @param operator of the cluster; it is made when it is asked for, and only a service in a cluster does */
    ServiceApplication(StackMetrics metrics, Instance<Operator> operator) {
        this.metrics = metrics;
        this.operator = operator;
    }

    @Override
    public int run(String... arguments) {
        Handover.Job job = Handover.job();
        CountDownLatch ended = holdBackTheEndOfTheProcess();
        Service service = job.service();
        service.start();
        Ticks ticks = new Ticks(List.of(
                () -> service.front().sweep(),
                metrics::refresh,
                () -> service.front().beat(),
                () -> service.announcements().tick()));
        Optional<Watching> watching = Optional.ofNullable(job.cluster()).map(Handover.ClusterSide::watching);
        try {
            watching.ifPresent(each -> each.ready(operator::get));
            int exit = job.work().getAsInt();
            return watching.map(Watching::failed).orElse(false) ? 1 : exit;
        } finally {
            ticks.close();
            watching.ifPresent(Watching::stop);
            service.close();
            watching.ifPresent(Watching::resign);
            job.afterwards().run();
            ended.countDown();
        }
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
