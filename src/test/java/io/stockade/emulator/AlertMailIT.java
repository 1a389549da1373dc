package io.stockade.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockade.aws.AwsClients;
import io.stockade.aws.alerts.AlertMail;
import io.stockade.aws.call.CallLog;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.Clouds;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Alerts over the wire: what is sent to a topic or a bus arrives where it is filtered to, and nowhere else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertMailIT {
    private static final Clouds.Target TARGET = new Clouds.Target("eu-west-1", null, null, null);
    private static final String ACCOUNT = "123456789012";
    private static final String BUS = "arn:aws:events:eu-west-1:" + ACCOUNT + ":event-bus/default";
    private static final String CRITICAL = "{\"id\":\"1\",\"data\":{\"severity\":\"Critical\"}}";
    private static final String LOW = "{\"id\":\"2\",\"data\":{\"severity\":\"Low\"}}";

    @AutoClose
    private EmulatedAws aws;

    private AwsClients clients;
    private AlertMail mail;
    private String queue;

    @BeforeAll
    void find() throws IOException, InterruptedException {
        aws = EmulatedAws.moto();
        clients = aws.clients(TARGET);
        mail = aws.clouds(CallLog.NONE).alertMail(ACCOUNT, "eu-west-1");
    }

    @BeforeEach
    void makeQueue() {
        queue = clients.sqs()
                .createQueue(request -> request.queueName("stockade-alert-mail"))
                .queueUrl();
        clients.sqs().purgeQueue(request -> request.queueUrl(queue));
    }

    @Test
    void aTopicIsFilteredBySeverity() {
        String topic = clients.sns()
                .createTopic(request -> request.name("stockade-alerts"))
                .topicArn();
        clients.sns()
                .subscribe(request -> request.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(queueArn())
                        .attributes(
                                Map.of("FilterPolicy", "{\"severity\":[\"Critical\"]}", "RawMessageDelivery", "true")));

        mail.publish(letter(topic, LOW, "Low"));
        mail.publish(letter(topic, CRITICAL, "Critical"));

        assertThat(received()).containsExactly(CRITICAL);
    }

    @Test
    void aBusIsFilteredBySeverity() {
        clients.eventBridge()
                .putRule(request -> request.name("critical")
                        .eventPattern(
                                "{\"source\":[\"stockade\"],\"detail\":{\"data\":{\"severity\":[\"Critical\"]}}}"));
        clients.eventBridge()
                .putTargets(request -> request.rule("critical")
                        .targets(Target.builder().id("queue").arn(queueArn()).build()));

        mail.put(BUS, "stockade", "dev.stockade.alert.raised.v1", LOW);
        mail.put(BUS, "stockade", "dev.stockade.alert.raised.v1", CRITICAL);

        assertThat(received())
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .contains("\"dev.stockade.alert.raised.v1\"")
                        .contains("\"Critical\""));
    }

    /** The call succeeds, and AWS says of the entry that it failed. */
    @Test
    void anEntryThatIsRefusedIsNoSuccess() {
        assertThatThrownBy(() -> mail.put(BUS, "stockade", "dev.stockade.alert.raised.v1", "no JSON"))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        refused -> assertThat(refused.category()).isEqualTo(CloudException.Category.INVALID))
                .hasMessage("PutEvents EventBus " + BUS + ": MalformedDetail: Detail is malformed.");
    }

    @Test
    void aTopicThatIsNotThereIsNamed() {
        String topic = "arn:aws:sns:eu-west-1:" + ACCOUNT + ":nowhere";

        assertThatThrownBy(() -> mail.publish(letter(topic, LOW, "Low")))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        missing -> assertThat(missing.category()).isEqualTo(CloudException.Category.NOT_FOUND))
                .hasMessageStartingWith("Publish Topic " + topic + ": NotFound");
    }

    private static AlertMail.Letter letter(String topic, String event, String severity) {
        return new AlertMail.Letter(
                topic,
                "id",
                "payments/orders",
                "Raised: drift",
                Map.of("default", event, "email", "Raised: drift\nin words"),
                Map.of("severity", severity));
    }

    private String queueArn() {
        return String.valueOf(clients.sqs()
                .getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN));
    }

    private List<String> received() {
        return clients
                .sqs()
                .receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10))
                .messages()
                .stream()
                .map(Message::body)
                .toList();
    }
}
