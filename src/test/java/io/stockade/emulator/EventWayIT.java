package io.stockade.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.AwsClients;
import io.stockade.aws.AwsClouds;
import io.stockade.aws.call.CallLedger;
import io.stockade.aws.events.EventPart;
import io.stockade.aws.events.EventPlace;
import io.stockade.aws.events.EventQueue;
import io.stockade.aws.events.EventWay;
import io.stockade.aws.events.QueueUrl;
import io.stockade.cloud.Clouds;
import io.stockade.graph.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The way of events over the wire: what is made lets the right events through, and is told, put right and taken away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventWayIT {
    private static final Clouds.Target TARGET = new Clouds.Target("eu-west-1", null, null, null);
    private static final Path CASES = Path.of("src/test/resources/io/stockade/hint");

    private final CallLedger ledger = new CallLedger(InstantSource.system());

    @AutoClose
    private EmulatedAws aws;

    private AwsClients clients;
    private AwsClouds clouds;
    private EventWay way;

    @BeforeAll
    void find() throws IOException, InterruptedException {
        aws = EmulatedAws.moto();
        clients = aws.clients(TARGET);
        clouds = aws.clouds(ledger);
        Scope scope = clouds.open(TARGET).scope(Instant.MIN);
        way = clouds.eventWay(EventPlace.of(scope, "way"));
    }

    @AfterEach
    void takeAway() {
        if (way != null) {
            way.remove(way.look());
        }
    }

    @Test
    void aCallComesThroughAndWhatIsNoneOfOursDoesNot() throws IOException {
        String url = String.valueOf(way.put(way.look()).queue().id());
        EventQueue queue = clouds.events(new QueueUrl(url, "eu-west-1", "123456789012", "stockade-events-way"));
        String call = Files.readString(CASES.resolve("create-route/in.json"));

        send("aws.s3", "AWS API Call via CloudTrail", "{\"eventName\": \"PutObject\"}");
        send("aws.ec2", "EBS Volume Notification", "{}");
        send("aws.ec2", "AWS API Call via CloudTrail", call);

        assertThat(queue.receive())
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.body()).contains("\"CreateRoute\""));
    }

    @Test
    void aSecondTimeWritesNothing() {
        way.put(way.look());
        long before = ledger.writes();

        EventWay.Seen again = way.put(way.look());

        assertThat(again.parts()).extracting(EventPart::state).containsOnly(EventPart.State.READY);
        assertThat(again.parts()).flatExtracting(EventPart::remarks).isEmpty();
        assertThat(ledger.writes()).isEqualTo(before).isPositive();
    }

    @Test
    void whatSomebodyChangedIsToldAndPutRight() {
        String url = String.valueOf(way.put(way.look()).queue().id());
        clients.sqs()
                .setQueueAttributes(request ->
                        request.queueUrl(url).attributes(Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "60")));
        clients.eventBridge().disableRule(request -> request.name(way.place().name()));
        clients.eventBridge()
                .removeTargets(request -> request.rule(way.place().name()).ids("queue"));

        EventWay.Seen found = way.look();
        way.put(found);

        assertThat(found.parts())
                .extracting(EventPart::state)
                .containsExactly(EventPart.State.CHANGED, EventPart.State.CHANGED, EventPart.State.ABSENT);
        assertThat(way.look().parts()).extracting(EventPart::state).containsOnly(EventPart.State.READY);
        assertThat(clients.eventBridge()
                        .describeRule(request -> request.name(way.place().name()))
                        .state())
                .isEqualTo(RuleState.ENABLED);
    }

    @Test
    void whatIsNotOursStays() {
        String theirs = clients.sqs()
                .createQueue(request -> request.queueName(way.place().name()))
                .queueUrl();

        EventWay.Seen left = way.remove(way.look());

        assertThat(left.queue().state()).isEqualTo(EventPart.State.FOREIGN);
        assertThat(clients.sqs()
                        .listQueues(
                                request -> request.queueNamePrefix(way.place().name()))
                        .queueUrls())
                .containsExactly(theirs);
        clients.sqs().deleteQueue(request -> request.queueUrl(theirs));
    }

    @Test
    void whatWasTakenAwayIsGone() {
        way.put(way.look());

        EventWay.Seen left = way.remove(way.look());

        assertThat(left.parts()).extracting(EventPart::state).containsOnly(EventPart.State.ABSENT);
        assertThat(way.look().parts()).extracting(EventPart::state).containsOnly(EventPart.State.ABSENT);
    }

    private void send(String source, String type, String detail) {
        clients.eventBridge()
                .putEvents(request -> request.entries(PutEventsRequestEntry.builder()
                        .source(source)
                        .detailType(type)
                        .detail(detail)
                        .build()));
    }
}
