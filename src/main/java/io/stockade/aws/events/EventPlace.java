package io.stockade.aws.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.graph.Owner;
import io.stockade.graph.Scope;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Where events are to come from, and how everything there has to be: names, and what a rule and a queue say.
 *
 * @param scope account and region of rule and queue
 * @param installation whose they are; two never take events off one queue
 * @param reach what the events tell of
 */
public record EventPlace(Scope scope, String installation, Reach reach) {
    static final String TARGET = "queue";
    private static final String USUAL = "default";
    private static final String PREFIX = "stockade-events";

    /** The longest name of a rule is 64 characters: docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html. */
    private static final int LONGEST = 64;

    /** Where each partition tells what was called of IAM, which has no regions. */
    private static final Map<String, String> IAM =
            Map.of("aws", "us-east-1", "aws-cn", "cn-north-1", "aws-us-gov", "us-gov-west-1");

    private static final String CALLS = "AWS API Call via CloudTrail";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What events tell of. */
    public enum Reach {
        /** What lies in a region. */
        REGION,
        /** IAM, which tells in one region of a partition what was called anywhere. */
        IAM
    }

    /** The place of a region itself. */
    public static EventPlace of(Scope region, String installation) {
        return new EventPlace(region, installation, Reach.REGION);
    }

    /** Where IAM tells what was called there, for stacks of a region. */
    public static EventPlace iam(Scope region, String installation) {
        String there = IAM.getOrDefault(region.partition(), region.region());
        return new EventPlace(new Scope(region.partition(), region.account(), there), installation, Reach.IAM);
    }

    /** The name of the queue, and of the rule. */
    public String name() {
        String end = switch (reach) {
            case REGION -> "";
            case IAM -> "-iam";
        };
        if (installation.equals(USUAL)) {
            return PREFIX + end;
        }
        String plain = installation.replaceAll("[^\\w-]", "-");
        int room = LONGEST - PREFIX.length() - 1 - end.length();
        if (plain.equals(installation) && plain.length() <= room && !plain.endsWith("iam")) {
            return PREFIX + "-" + plain + end;
        }
        // What was changed or cut must not make two installations look like one, nor one like IAM's of another.
        String mark = "-"
                + UUID.nameUUIDFromBytes(installation.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .substring(0, 8);
        return PREFIX + "-" + plain.substring(0, Math.min(plain.length(), room - mark.length())) + mark + end;
    }

    /** The queue, as policies name it. */
    public String queueArn() {
        return arn("sqs", name());
    }

    String ruleArn() {
        return arn("events", "rule/" + name());
    }

    private String arn(String service, String what) {
        return "arn:" + scope.partition() + ":" + service + ":" + scope.region() + ":" + scope.account() + ":" + what;
    }

    Map<String, String> tags() {
        return Map.of(Owner.INSTALLATION_TAG, installation);
    }

    boolean owns(Map<String, String> tags) {
        return installation.equals(tags.get(Owner.INSTALLATION_TAG));
    }

    /** What the queue has to say of itself, by the names of SQS. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new TreeMap<>();
        // As long as somebody may need to bring a service back. Who did what before that is in CloudTrail's history.
        attributes.put("MessageRetentionPeriod", "86400");
        // Larger events are read by nobody.
        attributes.put("MaximumMessageSize", "262144");
        attributes.put("SqsManagedSseEnabled", "true");
        attributes.put("Policy", policy());
        return attributes;
    }

    /** Lets the rule send, and nobody who comes without TLS do anything. */
    private String policy() {
        ObjectNode policy = JSON.createObjectNode().put("Version", "2012-10-17");
        BiFunction<String, String, ObjectNode> statement = (sid, effect) -> policy.withArray("Statement")
                .addObject()
                .put("Sid", sid)
                .put("Effect", effect)
                .put("Resource", queueArn());
        ObjectNode rule = statement.apply("OnlyTheRule", "Allow").put("Action", "sqs:SendMessage");
        rule.putObject("Principal").put("Service", "events.amazonaws.com");
        rule.putObject("Condition").putObject("ArnEquals").put("aws:SourceArn", ruleArn());
        ObjectNode plain = statement.apply("OnlyByTls", "Deny").put("Action", "sqs:*");
        plain.put("Principal", "*");
        plain.putObject("Condition").putObject("Bool").put("aws:SecureTransport", "false");
        return policy.toString();
    }

    /**
     * What the rule lets through. Calls that only read never come, as long as the rule's state is plainly ENABLED:
     * docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html.
     */
    String pattern() {
        ObjectNode pattern = JSON.createObjectNode();
        List<String> sources = switch (reach) {
            case REGION -> List.of("aws.ec2", "aws.autoscaling", "aws.secretsmanager", "aws.lambda");
            case IAM -> List.of("aws.iam");
        };
        sources.forEach(pattern.putArray("source")::add);
        List<String> types = switch (reach) {
            case REGION ->
                List.of(
                        CALLS,
                        "EC2 Instance State-change Notification",
                        "EC2 Instance Launch Successful",
                        "EC2 Instance Launch Unsuccessful",
                        "EC2 Instance Terminate Successful",
                        "EC2 Instance Terminate Unsuccessful");
            case IAM -> List.of(CALLS);
        };
        types.forEach(pattern.putArray("detail-type")::add);
        return pattern.toString();
    }
}
