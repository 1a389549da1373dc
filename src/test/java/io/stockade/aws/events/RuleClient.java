package io.stockade.aws.events;

import io.stockade.aws.events.EventsAccount.Asked;
import io.stockade.aws.events.EventsAccount.Rule;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTargetsByRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.Tag;

/** EventBridge of a region. */
final class RuleClient implements EventBridgeClient {
    private final EventsAccount account;
    private final String region;

    RuleClient(EventsAccount account, String region) {
        this.account = account;
        this.region = region;
    }

    private @Nullable Rule asked(String action, String name, Map<String, String> brings, @Nullable String target) {
        String arn = EventsAccount.ruleArn(region, name);
        Rule rule = account.rules.get(arn);
        account.ask(new Asked(action, arn, rule == null ? Map.of() : Map.copyOf(rule.tags), brings, target));
        return rule;
    }

    private Rule found(String action, String name, @Nullable String target) {
        Rule rule = asked(action, name, Map.of(), target);
        if (rule == null) {
            throw EventsAccount.refusal(
                    action, "ResourceNotFoundException", "Rule " + name + " does not exist on EventBus default.");
        }
        return rule;
    }

    @Override
    public DescribeRuleResponse describeRule(DescribeRuleRequest request) {
        Rule rule = found("events:DescribeRule", request.name(), null);
        return DescribeRuleResponse.builder()
                .name(request.name())
                .eventPattern(rule.pattern)
                .state(rule.state)
                .build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        String name = request.resourceARN().substring(request.resourceARN().lastIndexOf('/') + 1);
        return ListTagsForResourceResponse.builder()
                .tags(found("events:ListTagsForResource", name, null).tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    @Override
    public ListTargetsByRuleResponse listTargetsByRule(ListTargetsByRuleRequest request) {
        return ListTargetsByRuleResponse.builder()
                .targets(found("events:ListTargetsByRule", request.rule(), null)
                        .targets
                        .values())
                .build();
    }

    /** Of a rule that stands, AWS takes no tags in this call. */
    @Override
    public PutRuleResponse putRule(PutRuleRequest request) {
        Map<String, String> tags = request.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
        Rule rule = asked("events:PutRule", request.name(), tags, null);
        if (rule == null) {
            if (!tags.isEmpty()) {
                asked("events:TagResource", request.name(), tags, null);
            }
            rule = new Rule();
            rule.tags.putAll(tags);
            account.rules.put(EventsAccount.ruleArn(region, request.name()), rule);
        }
        rule.pattern = request.eventPattern();
        rule.state = request.stateAsString();
        return PutRuleResponse.builder().build();
    }

    @Override
    public PutTargetsResponse putTargets(PutTargetsRequest request) {
        Rule rule = found(
                "events:PutTargets", request.rule(), request.targets().get(0).arn());
        if (account.refusingTargets) {
            return PutTargetsResponse.builder()
                    .failedEntryCount(1)
                    .failedEntries(PutTargetsResultEntry.builder()
                            .targetId(request.targets().get(0).id())
                            .errorCode("InternalFailure")
                            .errorMessage("try again")
                            .build())
                    .build();
        }
        request.targets().forEach(target -> rule.targets.put(target.id(), target));
        return PutTargetsResponse.builder().failedEntryCount(0).build();
    }

    @Override
    public RemoveTargetsResponse removeTargets(RemoveTargetsRequest request) {
        found("events:RemoveTargets", request.rule(), null).targets.keySet().removeAll(request.ids());
        return RemoveTargetsResponse.builder().failedEntryCount(0).build();
    }

    @Override
    public DeleteRuleResponse deleteRule(DeleteRuleRequest request) {
        Rule rule = found("events:DeleteRule", request.name(), null);
        if (!rule.targets.isEmpty()) {
            throw EventsAccount.refusal(
                    "events:DeleteRule", "ValidationException", "Rule can't be deleted since it has targets.");
        }
        account.rules.remove(EventsAccount.ruleArn(region, request.name()));
        return DeleteRuleResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
