package io.stockade.aws.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.call.BucketSizes;
import io.stockade.aws.call.Buckets;
import io.stockade.aws.call.CallLog;
import io.stockade.aws.call.Calls;
import io.stockade.cloud.Permit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** A queue may hold anything and refuse anything: the loop goes on. */
class EventLoopTest {
    private static final QueueUrl QUEUE = QueueUrl.of(
                    "https://sqs.eu-west-1.amazonaws.com/111122223333/stockade-events")
            .orElseThrow();

    private final FakeSqs sqs = new FakeSqs();
    private final List<String> taken = new ArrayList<>();

    @Test
    void whatIsHandedOnIsTakenOff() {
        sqs.rounds.add(List.of("one", "two"));

        Optional<Duration> wait = loop(Permit.ALWAYS).once(0);

        assertThat(wait).isEmpty();
        assertThat(taken).containsExactly("one", "two");
        assertThat(sqs.removed).containsExactly("receipt of one", "receipt of two");
    }

    @Test
    void whatCanNotBeReadIsTakenOffToo() {
        sqs.rounds.add(List.of("bad", "two"));

        Optional<Duration> wait = loop(Permit.ALWAYS).once(0);

        assertThat(wait).isEmpty();
        assertThat(taken).containsExactly("two");
        assertThat(sqs.removed).containsExactly("receipt of bad", "receipt of two");
    }

    @Test
    void aQueueThatRefusesIsAskedLessAndLess() {
        EventLoop loop = loop(Permit.ALWAYS);
        sqs.refusal = "AccessDenied";

        List<Duration> waits = new ArrayList<>();
        for (int round = 0; round < 8; round++) {
            waits.add(loop.once(round).orElseThrow());
        }

        assertThat(waits.get(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(waits.get(3)).isEqualTo(Duration.ofSeconds(8));
        assertThat(waits.get(7)).isEqualTo(Duration.ofMinutes(1));
        assertThat(loop.trouble())
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("no events come from queue " + QUEUE.url())
                        .contains("AccessDenied"));
    }

    @Test
    void itIsWellAgainWithTheNextAnswer() {
        EventLoop loop = loop(Permit.ALWAYS);
        sqs.refusal = "AccessDenied";
        Optional<Duration> refused = loop.once(0);
        sqs.refusal = "";

        Optional<Duration> wait = loop.once(1);

        assertThat(refused).isPresent();
        assertThat(wait).isEmpty();
        assertThat(loop.trouble()).isEmpty();
    }

    @Test
    void whoMayNotCallLeavesTheQueueAlone() {
        Optional<Duration> wait =
                loop(longest -> Optional.of("another process leads")).once(0);

        assertThat(wait).isPresent();
        assertThat(sqs.asked).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sqs.eu-west-1.amazonaws.com/111122223333/q",
                "https://sqs.eu-west-1.example.com/111122223333/q",
                "https://sqs.eu-west-1.amazonaws.com/1/q",
                "https://sqs.eu-west-1.amazonaws.com/111122223333/",
                "arn:aws:sqs:eu-west-1:111122223333:q",
                "::"
            })
    void whatIsNoQueueIsRefused(String url) {
        assertThat(QueueUrl.of(url)).isEmpty();
    }

    @Test
    void theUrlTellsTheRegionAndTheAccount() {
        assertThat(QUEUE.region()).isEqualTo("eu-west-1");
        assertThat(QUEUE.account()).isEqualTo("111122223333");
        assertThat(QUEUE.name()).isEqualTo("stockade-events");
    }

    private EventLoop loop(Permit permit) {
        Calls calls = new Calls(
                () -> "111122223333",
                "eu-west-1",
                new Buckets(BucketSizes.standard()),
                CallLog.NONE,
                () -> Instant.EPOCH,
                permit);
        return new EventLoop(new EventQueue(() -> sqs, calls, QUEUE), this::take, time -> {});
    }

    private void take(String body) {
        if (body.equals("bad")) {
            throw new IllegalStateException(body);
        }
        taken.add(body);
    }

    /** A queue in memory. */
    private static final class FakeSqs implements SqsClient {
        private final Deque<List<String>> rounds = new ArrayDeque<>();
        private final List<String> removed = new ArrayList<>();
        private String refusal = "";
        private int asked;

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            asked++;
            if (!refusal.isEmpty()) {
                throw SqsException.builder()
                        .statusCode(403)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode(refusal)
                                .errorMessage(refusal)
                                .build())
                        .build();
            }
            List<String> bodies = rounds.isEmpty() ? List.of() : rounds.remove();
            return ReceiveMessageResponse.builder()
                    .messages(bodies.stream()
                            .map(body -> Message.builder()
                                    .body(body)
                                    .receiptHandle("receipt of " + body)
                                    .build())
                            .toList())
                    .build();
        }

        @Override
        public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
            request.entries().stream()
                    .map(DeleteMessageBatchRequestEntry::receiptHandle)
                    .forEach(removed::add);
            return DeleteMessageBatchResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }
}
