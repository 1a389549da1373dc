package io.stockade.aws.ec2;

import io.stockade.aws.call.ListReader;
import io.stockade.aws.call.Pages;
import io.stockade.cloud.Listed;
import io.stockade.cloud.Reader;
import io.stockade.graph.DefaultSecurityGroup;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecurityGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Security groups as EC2 shows them, with the rules that stand in them. */
final class SecurityGroups {
    private SecurityGroups() {}

    static Reader reader(Ec2 ec2, InVpcs inVpcs) {
        Set<ResourceKind> kinds = Set.of(
                ResourceKind.SECURITY_GROUP, ResourceKind.DEFAULT_SECURITY_GROUP, ResourceKind.SECURITY_GROUP_RULE);
        return new ListReader(kinds, Reader.Narrowing.VPC, scope -> {
                    Instant now = ec2.now();
                    var all = inVpcs.list(
                            scope,
                            filters -> list(ec2, filters),
                            software.amazon.awssdk.services.ec2.model.SecurityGroup::vpcId);
                    return all.stream()
                            .flatMap(group -> everythingIn(group, now).map(thing -> Listed.in(group.vpcId(), thing)))
                            .toList();
                })
                .reading(id -> find(ec2, id).stream()
                        .flatMap(group -> everythingIn(group, ec2.now()))
                        .toList());
    }

    static List<software.amazon.awssdk.services.ec2.model.SecurityGroup> list(Ec2 ec2, List<Filter> filters) {
        return Pages.all(
                token -> ec2.call(
                        "DescribeSecurityGroups",
                        ResourceKind.SECURITY_GROUP,
                        "",
                        client -> client.describeSecurityGroups(request ->
                                request.filters(filters).maxResults(1000).nextToken(token))),
                DescribeSecurityGroupsResponse::securityGroups,
                DescribeSecurityGroupsResponse::nextToken);
    }

    static Optional<software.amazon.awssdk.services.ec2.model.SecurityGroup> find(Ec2 ec2, String id) {
        return ec2.one(() -> ec2.call(
                        "DescribeSecurityGroups",
                        ResourceKind.SECURITY_GROUP,
                        id,
                        client -> client.describeSecurityGroups(request -> request.groupIds(id)))
                .securityGroups());
    }

    static Stream<Observed<?>> everythingIn(
            software.amazon.awssdk.services.ec2.model.SecurityGroup group, Instant now) {
        List<Observed<?>> all = new ArrayList<>();
        all.add(isDefault(group) ? defaultGroup(group, now) : seen(group, now));
        all.addAll(RuleForm.rules(group, now));
        return all.stream();
    }

    /** AWS lets no other group be called so. */
    static boolean isDefault(software.amazon.awssdk.services.ec2.model.SecurityGroup group) {
        return "default".equals(group.groupName());
    }

    static Observed<SecurityGroup> seen(software.amazon.awssdk.services.ec2.model.SecurityGroup group, Instant now) {
        SecurityGroup value = new SecurityGroup(
                Ref.known(String.valueOf(group.vpcId())),
                group.groupName(),
                group.description() == null ? "" : group.description(),
                Ec2Tags.of(group.tags()));
        return Observed.ready(value, group.groupId(), now);
    }

    static Observed<DefaultSecurityGroup> defaultGroup(
            software.amazon.awssdk.services.ec2.model.SecurityGroup group, Instant now) {
        return Observed.ready(new DefaultSecurityGroup(Ref.known(String.valueOf(group.vpcId()))), group.groupId(), now);
    }
}
