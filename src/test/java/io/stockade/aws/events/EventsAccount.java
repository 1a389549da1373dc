package io.stockade.aws.events;

import io.stockade.aws.AwsClients;
import io.stockade.cloud.Clouds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** An account with queues and rules in every region, and nothing else. It keeps what it was asked, as IAM is asked it. */
public final class EventsAccount implements AwsClients.Source {
    public static final String ID = "111122223333";

    public final Map<String, Queue> queues = new TreeMap<>();
    public final Map<String, Rule> rules = new TreeMap<>();
    public final List<Asked> asked = new ArrayList<>();

    /** An action that is denied from now on; empty for none. */
    public String denied = "";

    /** Whether targets are refused inside an answer. */
    public boolean refusingTargets;

    /** A queue, by its ARN. */
    public record Queue(Map<String, String> attributes, Map<String, String> tags) {}

    /** A rule, by its ARN. */
    public static final class Rule {
        public String pattern = "";
        public String state = "";
        public final Map<String, String> tags = new TreeMap<>();
        public final Map<String, Target> targets = new TreeMap<>();
    }

    /**
     * What was asked for.
     *
     * @param action IAM's
     * @param tags that the thing has
     * @param brings tags that the request puts on
     * @param target of a rule, if that is what it is about
     */
    public record Asked(
            String action,
            String arn,
            Map<String, String> tags,
            Map<String, String> brings,
            @Nullable String target) {
        public boolean writes() {
            return !action.matches("\\w+:(Get|List|Describe).*");
        }
    }

    @Override
    public AwsClients open(Clouds.Target target) {
        return new AwsClients(new AwsClients.Making(
                new None<>(),
                new None<>(),
                new None<>(),
                new None<>(),
                Caller::new,
                new None<>(),
                new None<>(),
                () -> new QueueClient(this, target.region()),
                new None<>(),
                () -> new RuleClient(this, target.region()),
                new None<>()));
    }

    /** Gives no client. */
    private record None<C>() implements Supplier<C> {
        @Override
        public C get() {
            throw new UnsupportedOperationException("there are only queues and rules here");
        }
    }

    /** Actions that wrote, in order. */
    public List<String> writes() {
        return asked.stream().filter(Asked::writes).map(Asked::action).toList();
    }

    void ask(Asked question) {
        asked.add(question);
        if (question.action().equals(denied)) {
            throw refusal(
                    question.action(),
                    "AccessDeniedException",
                    "User: arn:aws:iam::" + ID + ":user/ann is not authorized to perform: " + denied + " on resource: "
                            + question.arn() + " because no identity-based policy allows the " + denied + " action");
        }
    }

    static AwsServiceException refusal(String action, String code, String message) {
        AwsErrorDetails details = AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage(message)
                .serviceName(action.startsWith("sqs") ? "Sqs" : "EventBridge")
                .build();
        AwsServiceException.Builder refusal =
                action.startsWith("sqs") ? SqsException.builder() : EventBridgeException.builder();
        return refusal.awsErrorDetails(details).statusCode(400).build();
    }

    /** Says who is asking. */
    private static final class Caller implements StsClient {
        @Override
        public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
            return GetCallerIdentityResponse.builder()
                    .account(ID)
                    .arn("arn:aws:iam::" + ID + ":user/ann")
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    static String queueArn(String region, String name) {
        return "arn:aws:sqs:" + region + ":" + ID + ":" + name;
    }

    static String ruleArn(String region, String name) {
        return "arn:aws:events:" + region + ":" + ID + ":rule/" + name;
    }
}
