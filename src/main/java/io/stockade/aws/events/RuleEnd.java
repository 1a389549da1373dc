package io.stockade.aws.events;

import io.stockade.aws.call.Calls;
import io.stockade.aws.events.EventPart.Kind;
import io.stockade.aws.events.EventPart.State;
import io.stockade.cloud.CloudException;
import io.stockade.graph.Owner;
import io.stockade.graph.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** The rule that lets events through, on the account's default bus, and where it sends them. */
final class RuleEnd {
    private static final String RULE = "Rule";
    private static final String TARGET = "Target";
    private static final String DESCRIPTION = "Tells Stockade what was changed; made by 'stockade events enable'";

    private final Supplier<EventBridgeClient> client;
    private final Calls calls;
    private final EventPlace place;

    RuleEnd(Supplier<EventBridgeClient> client, Calls calls, EventPlace place) {
        this.client = client;
        this.calls = calls.to("events");
        this.place = place;
    }

    /**
     * What was found.
     *
     * @param others targets that somebody else gave the rule
     */
    record Seen(EventPart rule, EventPart target, List<String> others) {}

    Seen look() {
        Optional<DescribeRuleResponse> found = describe();
        EventPart none = new EventPart(Kind.TARGET, place.name(), State.ABSENT, null, List.of());
        if (found.isEmpty()) {
            return new Seen(new EventPart(Kind.RULE, place.name(), State.ABSENT, null, List.of()), none, List.of());
        }
        Map<String, String> tags = tags();
        if (!place.owns(tags)) {
            EventPart foreign =
                    new EventPart(Kind.RULE, place.name(), State.FOREIGN, place.ruleArn(), List.of(notOurs(place)));
            return new Seen(foreign, none, List.of());
        }
        List<String> differences = differences(found.get());
        EventPart rule = new EventPart(
                Kind.RULE,
                place.name(),
                differences.isEmpty() ? State.READY : State.CHANGED,
                place.ruleArn(),
                differences);
        List<Target> targets = targets();
        List<String> others = targets.stream()
                .map(Target::id)
                .filter(id -> !id.equals(EventPlace.TARGET))
                .toList();
        return new Seen(
                rule,
                targets.stream()
                        .filter(target -> target.id().equals(EventPlace.TARGET))
                        .findFirst()
                        .map(this::target)
                        .orElse(none),
                others);
    }

    static String notOurs(EventPlace place) {
        return "it has no tag " + Owner.INSTALLATION_TAG + "=" + place.installation() + ", so it is left alone";
    }

    private Optional<DescribeRuleResponse> describe() {
        return Calls.found(() -> calls.run(
                "DescribeRule",
                RULE,
                place.name(),
                () -> client.get().describeRule(request -> request.name(place.name()))));
    }

    private Map<String, String> tags() {
        return calls
                .run(
                        "ListTagsForResource",
                        RULE,
                        place.name(),
                        () -> client.get().listTagsForResource(request -> request.resourceARN(place.ruleArn())))
                .tags()
                .stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    /** A rule has at most five targets unless AWS gave it more, and never as many as a page. */
    private List<Target> targets() {
        return calls.run(
                        "ListTargetsByRule",
                        TARGET,
                        place.name(),
                        () -> client.get().listTargetsByRule(request -> request.rule(place.name())))
                .targets();
    }

    private List<String> differences(DescribeRuleResponse found) {
        List<String> differences = new ArrayList<>();
        if (!RuleState.ENABLED.toString().equals(found.stateAsString())) {
            differences.add("State: expected ENABLED, actual " + found.stateAsString());
        }
        String pattern = found.eventPattern();
        // The lists of a pattern have no order either.
        if (pattern == null || !PolicyDocument.parse(pattern).equals(PolicyDocument.parse(place.pattern()))) {
            differences.add("its EventPattern was changed");
        }
        if (found.scheduleExpression() != null) {
            differences.add("ScheduleExpression: expected none, actual " + found.scheduleExpression());
        }
        return differences;
    }

    private EventPart target(Target found) {
        List<String> differences = new ArrayList<>();
        if (!place.queueArn().equals(found.arn())) {
            differences.add("Arn: expected " + place.queueArn() + ", actual " + found.arn());
        }
        if (found.input() != null || found.inputPath() != null || found.inputTransformer() != null) {
            differences.add("it sends something else than the event");
        }
        State state = differences.isEmpty() ? State.READY : State.CHANGED;
        return new EventPart(Kind.TARGET, place.name(), state, null, differences);
    }

    /** Makes rule and target, or puts right what differs. */
    Seen put(Seen found) {
        EventPart rule = switch (found.rule().state()) {
            case ABSENT -> {
                putRule(true);
                yield new EventPart(Kind.RULE, place.name(), State.READY, place.ruleArn(), List.of("made"));
            }
            case CHANGED -> {
                putRule(false);
                yield found.rule().now(State.READY, "put right");
            }
            case READY, FOREIGN -> found.rule();
        };
        EventPart target = switch (found.target().state()) {
            case ABSENT, CHANGED -> {
                putTarget();
                boolean made = found.target().state() == State.ABSENT;
                yield found.target().now(State.READY, made ? "made" : "put right");
            }
            case READY, FOREIGN -> found.target();
        };
        return new Seen(rule, target, found.others());
    }

    /** Tags are taken by the call that makes a rule, and by no later one. */
    private void putRule(boolean fresh) {
        PutRuleRequest.Builder rule = PutRuleRequest.builder()
                .name(place.name())
                .description(DESCRIPTION)
                .eventPattern(place.pattern())
                .state(RuleState.ENABLED);
        if (fresh) {
            rule.tags(place.tags().entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList());
        }
        calls.run("PutRule", RULE, place.name(), () -> client.get().putRule(rule.build()));
    }

    private void putTarget() {
        PutTargetsResponse answer = calls.run(
                "PutTargets",
                TARGET,
                place.name(),
                () -> client.get()
                        .putTargets(request -> request.rule(place.name())
                                .targets(Target.builder()
                                        .id(EventPlace.TARGET)
                                        .arn(place.queueArn())
                                        .build())));
        answer.failedEntries().forEach(failed -> {
            throw failed("PutTargets", failed.errorCode(), failed.errorMessage());
        });
    }

    /** Takes away what is ours; a rule that somebody else hung a target on stays, without ours. */
    Seen remove(Seen found) {
        if (found.rule().state() == State.ABSENT || found.rule().state() == State.FOREIGN) {
            return found;
        }
        EventPart target = found.target();
        if (target.state() != State.ABSENT) {
            removeTarget();
            target = target.now(State.ABSENT, "deleted");
        }
        if (!found.others().isEmpty()) {
            String why = "it stays, since somebody gave it other targets: " + String.join(", ", found.others());
            return new Seen(found.rule().now(State.CHANGED, why), target, found.others());
        }
        calls.run(
                "DeleteRule", RULE, place.name(), () -> client.get().deleteRule(request -> request.name(place.name())));
        return new Seen(found.rule().now(State.ABSENT, "deleted"), target, List.of());
    }

    private void removeTarget() {
        RemoveTargetsResponse answer = calls.run(
                "RemoveTargets",
                TARGET,
                place.name(),
                () -> client.get()
                        .removeTargets(request -> request.rule(place.name()).ids(EventPlace.TARGET)));
        answer.failedEntries().forEach(failed -> {
            throw failed("RemoveTargets", failed.errorCode(), failed.errorMessage());
        });
    }

    /** What AWS refuses inside an answer that is otherwise one of success. */
    private CloudException failed(String action, String code, String message) {
        return new CloudException(
                CloudException.Category.INVALID,
                action,
                code,
                action + " " + TARGET + " " + place.name() + ": " + code + ": " + message,
                null);
    }
}
