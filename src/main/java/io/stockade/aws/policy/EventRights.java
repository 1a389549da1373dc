package io.stockade.aws.policy;

import java.util.Collection;
import java.util.List;

/** What it takes to be told of events: of the service that takes them, and of a person who makes the way for them. */
public final class EventRights {
    private static final String ACCOUNT = "{account}";
    private static final String QUEUES = Placeholders.arn("sqs:*:" + ACCOUNT, "stockade-events*");
    private static final String RULES = Placeholders.arn("events:*:" + ACCOUNT, "rule/stockade-events*");

    private EventRights() {}

    /** Of the service, with the queue to be filled in. */
    public static Policy ofService() {
        return ofService(List.of(Placeholders.arn("sqs:*:" + ACCOUNT, "{queue}")));
    }

    /** Of the service, for these queues. */
    public static Policy ofService(Collection<String> queueArns) {
        return new Policy(List.of(
                Statement.of("TakeEvents", "sqs", "DeleteMessage", "ReceiveMessage")
                        .on(queueArns.toArray(String[]::new)),
                Statement.of("AskWhoItWas", "cloudtrail", "LookupEvents")));
    }

    /** Of whoever gives {@code stockade events enable}, {@code status} and {@code disable}. */
    public static Policy ofSetup() {
        return new Policy(List.of(
                Statement.of("LookAtQueues", "sqs", "GetQueueAttributes", "GetQueueUrl", "ListQueueTags")
                        .on(QUEUES),
                Statement.of("LookAtRules", "events", "DescribeRule", "ListTagsForResource", "ListTargetsByRule")
                        .on(RULES),
                Statement.of("MakeQueue", "sqs", "CreateQueue", "TagQueue")
                        .on(QUEUES)
                        .when(Condition.bornOurs(), Condition.notAnothers()),
                Statement.of("ChangeQueue", "sqs", "DeleteQueue", "SetQueueAttributes")
                        .on(QUEUES)
                        .when(Condition.ours()),
                // It makes a rule, and changes one too, when it brings no tags.
                Statement.of("PutRule", "events", "PutRule")
                        .on(RULES)
                        .when(Condition.staysOurs(), Condition.notAnothers()),
                Statement.of("TagNewRule", "events", "TagResource")
                        .on(RULES)
                        .when(Condition.bornOurs(), Condition.notAnothers()),
                Statement.of("AimRule", "events", "PutTargets")
                        .on(RULES)
                        .when(Condition.ours(), Condition.of("ArnLike", "events:TargetArn", QUEUES)),
                Statement.of("ChangeRule", "events", "DeleteRule", "RemoveTargets")
                        .on(RULES)
                        .when(Condition.ours())));
    }
}
