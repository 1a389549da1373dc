package io.stockade;

import io.stockade.aws.events.EventLoop;
import io.stockade.aws.events.QueueUrl;
import io.stockade.cli.Failure;
import io.stockade.hint.Echo;
import io.stockade.hint.Hint;
import io.stockade.hint.HintIntake;
import io.stockade.web.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The queues that a service takes events from, each on a thread of its own. */
final class Listening implements AutoCloseable {
    /** How the names of queues end that bring what was called of IAM, and nothing else. */
    private static final String OF_IAM = "-iam";

    private final Map<QueueUrl, EventLoop> loops;
    private final HintIntake intake;
    private final Echo echo;
    private final List<Thread> threads = new ArrayList<>();

    private Listening(Map<QueueUrl, EventLoop> loops, HintIntake intake, Echo echo) {
        this.loops = loops;
        this.intake = intake;
        this.echo = echo;
    }

    /** What comes from one queue. */
    private record Ear(Echo.Place place, HintIntake intake, Echo echo) implements EventLoop.Ear {
        @Override
        public void take(String body) {
            intake.take(body);
        }

        @Override
        public void deaf() {
            echo.deaf(place);
        }
    }

    /**
     * Ready to listen to queues; nothing is asked before {@link #start}.
     *
     * @param target whether a hint concerns anybody, who then looks
     * @throws Failure if a URL is none of a queue
     */
    static Listening to(List<String> urls, CloudSide cloud, Predicate<Hint> target) {
        Echo echo = new Echo(cloud.clock());
        cloud.calls().watch(write -> echo.wrote(write.account(), write.region(), write.service(), write.action()));
        HintIntake intake = new HintIntake(cloud.events().ours(), target, echo);
        Map<QueueUrl, EventLoop> loops = new LinkedHashMap<>();
        for (String url : urls) {
            QueueUrl queue = QueueUrl.of(url)
                    .orElseThrow(() -> new Failure("--events " + url + " is not the URL of an SQS queue, such as"
                            + " https://sqs.eu-west-1.amazonaws.com/111122223333/stockade-events"));
            loops.computeIfAbsent(
                    queue,
                    fresh -> new EventLoop(
                            cloud.events().queues().apply(fresh),
                            new Ear(place(fresh), intake, echo),
                            Listening::sleep));
        }
        return new Listening(loops, intake, echo);
    }

    private static Echo.Place place(QueueUrl queue) {
        return queue.name().endsWith(OF_IAM)
                ? Echo.Place.iam(queue.account())
                : new Echo.Place(queue.account(), queue.region());
    }

    /** In real time: AWS waits in real time too. */
    private static void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }

    void start() {
        loops.forEach((queue, loop) -> {
            Thread thread = new Thread(loop, "stockade-events-" + queue.name());
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        });
    }

    /** Why no events come from a queue; empty if all is well. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        loops.forEach((queue, loop) -> loop.trouble()
                .or(() -> echo.silence(place(queue)).map(silence -> silent(queue, silence)))
                .ifPresent(problems::add));
        return List.copyOf(problems);
    }

    private static String silent(QueueUrl queue, Echo.Silence silence) {
        return "queue " + queue.url() + " is silent: of " + silence.calls() + " calls of ours since " + silence.since()
                + " no event told, so that changes are found by sweeps only. Somebody may have switched off its rule, or the"
                + " trail of CloudTrail: 'stockade events status --region " + queue.region() + "' shows the rule";
    }

    /** How many events came since the start, by what came of them. */
    Map<String, Long> counts() {
        return intake.counts();
    }

    /** What is known of each queue. */
    List<Measure> measures() {
        List<Measure> measures = new ArrayList<>();
        loops.forEach((queue, loop) -> {
            Optional<?> wrong = loop.trouble().isPresent() ? loop.trouble() : echo.silence(place(queue));
            measures.add(Measure.gauge(
                    "stockade.events.silent",
                    "Whether no events come from a queue though they should",
                    Map.of("account", queue.account(), "region", queue.region(), "queue", queue.name()),
                    wrong.isPresent() ? 1 : 0));
        });
        return measures;
    }

    /** Stops; what was received and not handed on comes again to whoever listens next. */
    @Override
    public void close() {
        loops.values().forEach(EventLoop::end);
        threads.forEach(Thread::interrupt);
    }
}
