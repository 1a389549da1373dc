package io.stockade.aws.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockade.aws.call.BucketSizes;
import io.stockade.aws.call.Buckets;
import io.stockade.aws.call.Calls;
import io.stockade.cloud.Permit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** What a topic is asked to publish: docs.aws.amazon.com/sns/latest/api/API_Publish.html. */
class AlertMailTest {
    private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:alerts";

    private final Topics topics = new Topics();
    private final AlertMail mail = new AlertMail(
            () -> topics,
            () -> {
                throw new AssertionError("no bus is asked");
            },
            new Calls(
                    () -> "111122223333",
                    "eu-west-1",
                    new Buckets(BucketSizes.standard()),
                    (account, region, who, action, outcome) -> {},
                    () -> Instant.EPOCH,
                    Permit.ALWAYS));

    /** Stands in for SNS. */
    private static final class Topics implements SnsClient {
        private final List<PublishRequest> published = new ArrayList<>();

        @Override
        public PublishResponse publish(PublishRequest request) {
            published.add(request);
            return PublishResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "sns";
        }

        @Override
        public void close() {}
    }

    private PublishRequest published(String topic) {
        mail.publish(new AlertMail.Letter(
                topic,
                "488aacb51896d68caffe14b3",
                "payments/orders",
                "Raised",
                Map.of("default", "{}"),
                Map.of("severity", "High")));
        assertThat(topics.published).hasSize(1);
        return topics.published.get(0);
    }

    /** Messages of a stack keep their order, and a second try within five minutes is the first one. */
    @Test
    void whatKeepsOrderIsToldWhatBelongsTogetherAndWhatIsTheSame() {
        PublishRequest request = published(TOPIC + ".fifo");

        assertThat(request.messageGroupId()).isEqualTo("payments-orders");
        assertThat(request.messageDeduplicationId()).isEqualTo("488aacb51896d68caffe14b3");
    }

    /** SNS refuses a deduplication id there. */
    @Test
    void whatKeepsNoOrderIsToldNeither() {
        PublishRequest request = published(TOPIC);

        assertThat(request.messageGroupId()).isNull();
        assertThat(request.messageDeduplicationId()).isNull();
        assertThat(request.messageStructure()).isEqualTo("json");
        assertThat(request.message()).isEqualTo("{\"default\":\"{}\"}");
    }
}
