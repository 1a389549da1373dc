package io.stockade.reliability;

import io.stockade.blueprint.StackBlueprint;
import io.stockade.graph.Owner;
import io.stockade.sandbox.service.Operations;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;

/** What a mutant does to requests and answers. */
final class Mutations {
    private final Mutant mutant;
    private final Random values = new Random(7);

    Mutations(Mutant mutant) {
        this.mutant = mutant;
    }

    /** The request that is sent instead. */
    AwsRequest sent(AwsRequest request, Object client) {
        return switch (mutant) {
            case SKIP_INTENT -> withoutNonce(request);
            case REVOKE_BEFORE_AUTHORISE -> {
                if (client instanceof Ec2Client ec2) {
                    revoke(request, ec2);
                }
                yield request;
            }
            case TOKEN_WITHOUT_INCARNATION -> withPlainToken(request);
            case ROTATION_WITH_NEW_VALUE ->
                request instanceof PutSecretValueRequest put
                        ? put.toBuilder()
                                .clientRequestToken(new UUID(values.nextLong(), values.nextLong()).toString())
                                .secretString("drawn-again-" + values.nextLong())
                                .build()
                        : request;
            case NONE,
                    EMPTY_LIST_AS_DELETED,
                    NO_SETTLE_WINDOW,
                    NO_OWNERSHIP_CHECK,
                    RETRIES_CAPPED_AT_FIVE,
                    STATUS_BEFORE_RESULT -> request;
        };
    }

    /** The answer that is given instead. */
    AwsResponse answered(AwsResponse answer) {
        return mutant == Mutant.NO_OWNERSHIP_CHECK && answer instanceof DescribeVpcsResponse vpcs
                ? vpcs.toBuilder()
                        .vpcs(vpcs.vpcs().stream()
                                .map(vpc ->
                                        vpc.toBuilder().tags(ours(vpc.tags())).build())
                                .toList())
                        .build()
                : answer;
    }

    private static List<Tag> ours(List<Tag> tags) {
        return tags.stream().noneMatch(tag -> tag.key().equals(Owner.INSTALLATION_TAG))
                ? tags
                : List.of(
                        tag(Owner.INSTALLATION_TAG, "test"),
                        tag(Owner.STACK_TAG, Scenario.STACK),
                        tag(Owner.RESOURCE_TAG, StackBlueprint.VPC.toString()));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @SuppressWarnings("unchecked") // the field is a list of this
    private static AwsRequest withoutNonce(AwsRequest request) {
        SdkField<?> field = field(request, "TagSpecifications");
        if (field == null || !(field.getValueOrDefault(request) instanceof List<?> specifications)) {
            return request;
        }
        AwsRequest.Builder builder = request.toBuilder();
        field.set(
                builder,
                ((List<TagSpecification>) specifications)
                        .stream()
                                .map(each -> each.toBuilder()
                                        .tags(each.tags().stream()
                                                .filter(tag -> !tag.key().equals(Owner.INTENT_TAG))
                                                .toList())
                                        .build())
                                .toList());
        return builder.build();
    }

    private static AwsRequest withPlainToken(AwsRequest request) {
        SdkField<?> token = field(request, "ClientToken");
        SdkField<?> tags = field(request, "TagSpecifications");
        if (token == null || tags == null) {
            return request;
        }
        AwsRequest.Builder builder = request.toBuilder();
        String address = Stream.of(tags.getValueOrDefault(request))
                .filter(List.class::isInstance)
                .flatMap(list -> ((List<?>) list).stream())
                .flatMap(each -> ((TagSpecification) each).tags().stream())
                .filter(tag -> tag.key().equals(Owner.RESOURCE_TAG))
                .map(Tag::value)
                .findFirst()
                .orElse("");
        token.set(builder, Operations.action(request.getClass()) + "-" + address.replace('/', '-'));
        return builder.build();
    }

    private static @Nullable SdkField<?> field(AwsRequest request, String name) {
        return request.sdkFields().stream()
                .filter(field -> field.memberName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static void revoke(AwsRequest request, Ec2Client ec2) {
        if (request instanceof AuthorizeSecurityGroupIngressRequest ingress) {
            List<String> rules = rules(ec2, ingress.groupId(), false);
            if (!rules.isEmpty()) {
                ec2.revokeSecurityGroupIngress(
                        revoke -> revoke.groupId(ingress.groupId()).securityGroupRuleIds(rules));
            }
        }
        if (request instanceof AuthorizeSecurityGroupEgressRequest egress) {
            List<String> rules = rules(ec2, egress.groupId(), true);
            if (!rules.isEmpty()) {
                ec2.revokeSecurityGroupEgress(
                        revoke -> revoke.groupId(egress.groupId()).securityGroupRuleIds(rules));
            }
        }
    }

    private static List<String> rules(Ec2Client ec2, String group, boolean egress) {
        return ec2.describeSecurityGroupRules(all -> {}).securityGroupRules().stream()
                .filter(rule -> rule.groupId().equals(group) && rule.isEgress() == egress)
                .map(SecurityGroupRule::securityGroupRuleId)
                .toList();
    }
}
