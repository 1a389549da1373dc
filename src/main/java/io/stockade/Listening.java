package io.stockade;

import io.stockade.aws.events.EventLoop;
import io.stockade.aws.events.QueueUrl;
import io.stockade.cli.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The queues that a service takes events from, each on a thread of its own. */
final class Listening implements AutoCloseable {
    private final Map<QueueUrl, EventLoop> loops;
    private final List<Thread> threads = new ArrayList<>();

    private Listening(Map<QueueUrl, EventLoop> loops) {
        this.loops = loops;
    }

    /**
     * Ready to listen to queues; nothing is asked before {@link #start}.
     *
     * @throws Failure if a URL is none of a queue
     */
    static Listening to(List<String> urls, CloudSide.Events from, Consumer<String> events) {
        Map<QueueUrl, EventLoop> loops = new LinkedHashMap<>();
        for (String url : urls) {
            QueueUrl queue = QueueUrl.of(url)
                    .orElseThrow(() -> new Failure("--events " + url + " is not the URL of an SQS queue, such as"
                            + " https://sqs.eu-west-1.amazonaws.com/111122223333/stockade-events"));
            loops.computeIfAbsent(queue, fresh -> new EventLoop(from.queues().apply(fresh), events, Listening::sleep));
        }
        return new Listening(loops);
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
        return loops.values().stream().flatMap(loop -> loop.trouble().stream()).toList();
    }

    /** Stops; what was received and not handed on comes again to whoever listens next. */
    @Override
    public void close() {
        loops.values().forEach(EventLoop::end);
        threads.forEach(Thread::interrupt);
    }
}
