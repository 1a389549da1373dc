package io.stockade.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.AwsClients;
import io.stockade.aws.AwsClouds;
import io.stockade.aws.call.CallLedger;
import io.stockade.aws.call.CallLog;
import io.stockade.aws.events.EventLoop;
import io.stockade.aws.events.EventQueue;
import io.stockade.aws.events.QueueUrl;
import io.stockade.cloud.Clouds;
import io.stockade.hint.ActorText;
import io.stockade.hint.Echo;
import io.stockade.hint.Hint;
import io.stockade.hint.HintIntake;
import io.stockade.hint.Named;
import io.stockade.hint.OurWrites;
import io.stockade.spec.GoldenFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Events over the wire: what lies in a queue is read, handed on once, and taken off it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsIT {
    private static final Clouds.Target TARGET = new Clouds.Target("eu-west-1", null, null, null);
    private static final Path CASES = Path.of("src/test/resources/io/stockade/hint");
    private static final int MANY_CALLS = 40;

    private final List<Hint> hints = new CopyOnWriteArrayList<>();
    private final CallLedger ledger = new CallLedger(InstantSource.system());

    @AutoClose
    private EmulatedAws aws;

    private AwsClients clients;
    private AwsClouds clouds;
    private QueueUrl queue;

    @BeforeAll
    void find() throws IOException, InterruptedException {
        aws = EmulatedAws.moto();
        clients = aws.clients(TARGET);
        clouds = aws.clouds(ledger);
    }

    @BeforeEach
    void makeQueue() {
        String url = clients.sqs()
                .createQueue(request -> request.queueName("stockade-events"))
                .queueUrl();
        queue = new QueueUrl(url, TARGET.region(), "123456789012", "stockade-events");
        clients.sqs().purgeQueue(request -> request.queueUrl(url));
        hints.clear();
    }

    @Test
    void everyCallLeadsToItsResourceAndItsActor() throws IOException, InterruptedException {
        Map<String, String> expected = new TreeMap<>();
        for (Path folder : GoldenFolders.children(CASES)) {
            clients.sqs()
                    .sendMessage(request -> request.queueUrl(queue.url()).messageBody(text(folder.resolve("in.json"))));
            List<String> out = Files.readAllLines(folder.resolve("out.yaml"));
            if (out.stream().noneMatch(line -> line.startsWith("dropped: "))) {
                expected.put(folder.getFileName().toString(), summary(out));
            }
        }

        HintIntake intake = listen(new OurWrites("stockade-test", ledger::ours), expected.size());

        assertThat(expected).hasSizeGreaterThanOrEqualTo(MANY_CALLS);
        assertThat(hints.stream().map(EventsIT::summary).toList())
                .containsExactlyInAnyOrderElementsOf(expected.values());
        assertThat(intake.counts()).containsEntry(HintIntake.TAKEN, (long) expected.size());
        assertThat(left()).isZero();
    }

    @Test
    void ourOwnCallsAreKnownByTheirRequests() throws IOException, InterruptedException {
        String ours = Files.readString(CASES.resolve("delete-route/in.json"));
        String theirs = Files.readString(CASES.resolve("create-route/in.json"));
        String request = ours.replaceAll("(?s).*\"requestID\": \"([^\"]+)\".*", "$1");
        ledger.wrote(new CallLog.Write("111122223333", "eu-west-1", "ec2", "DeleteRoute", request));
        clients.sqs().sendMessage(message -> message.queueUrl(queue.url()).messageBody(ours));
        clients.sqs().sendMessage(message -> message.queueUrl(queue.url()).messageBody(theirs));

        HintIntake intake = listen(new OurWrites("stockade-test", ledger::ours), 1);

        assertThat(intake.counts()).contains(Map.entry(HintIntake.TAKEN, 1L), Map.entry(HintIntake.OURS, 1L));
        assertThat(hints).extracting(Hint::action).containsExactly("CreateRoute");
        assertThat(left()).isZero();
    }

    /** Listens until as much came as is expected, and the queue was found empty after it. */
    private HintIntake listen(OurWrites ours, int expected) throws InterruptedException {
        HintIntake intake = new HintIntake(ours, hints::add, new Echo(InstantSource.system()));
        EventQueue source = clouds.events(queue);
        EventLoop loop = new EventLoop(source, intake::take, time -> Thread.sleep(50));
        Thread thread = new Thread(loop, "events-it");
        thread.start();
        for (int look = 0; look < 600 && (hints.size() < expected || left() > 0); look++) {
            Thread.sleep(50);
        }
        loop.end();
        // Whoever waits for a message ends with the next one.
        clients.sqs().sendMessage(request -> request.queueUrl(queue.url()).messageBody("{}"));
        thread.join(30_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(loop.trouble()).isEmpty();
        return intake;
    }

    private int left() {
        Map<QueueAttributeName, String> told = clients.sqs()
                .getQueueAttributes(request -> request.queueUrl(queue.url())
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return told.values().stream().mapToInt(Integer::parseInt).sum();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String summary(Hint hint) {
        List<String> parts =
                new ArrayList<>(hint.named().stream().map(Named::toString).toList());
        parts.add(ActorText.of(hint.actor()));
        return parts.toString();
    }

    private static String summary(List<String> out) {
        List<String> parts = new ArrayList<>();
        out.stream().filter(line -> line.startsWith("  - ")).forEach(line -> parts.add(line.substring(4)));
        out.stream()
                .filter(line -> line.startsWith("actor: "))
                .forEach(line -> parts.add(line.substring("actor: ".length())));
        return parts.toString();
    }
}
