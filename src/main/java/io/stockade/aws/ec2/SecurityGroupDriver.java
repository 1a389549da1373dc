package io.stockade.aws.ec2;

import io.stockade.aws.call.Ownership;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.Observed;
import io.stockade.graph.Peer;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecurityGroup;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.SecurityGroupRule.Direction;
import io.stockade.net.Cidr;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Writes security groups. Their name in the VPC is their natural key. */
final class SecurityGroupDriver extends Ec2Driver<SecurityGroup> {
    private final RuleCalls rules;

    SecurityGroupDriver(Ec2 ec2, RuleCalls rules) {
        super(ec2, ResourceKind.SECURITY_GROUP);
        this.rules = rules;
    }

    /** Makes a group that lets nothing through: AWS gives a new one a rule to everywhere, which is taken away unread. */
    @Override
    protected Written createOne(Creation<SecurityGroup> creation) {
        SecurityGroup desired = creation.desired();
        String id;
        try {
            id = make(creation);
        } catch (CloudException refusal) {
            if (refusal.category() != Category.ALREADY_EXISTS) {
                throw refusal;
            }
            return claim(creation, refusal);
        }
        Observed<SecurityGroup> group = Observed.ready(desired, id, ec2.now());
        SecurityGroupRule everywhere =
                new SecurityGroupRule(Ref.known(id), Direction.EGRESS, "all", -1, -1, Peer.cidr(Cidr.ANYWHERE), "");
        try {
            rules.revoke(id, Direction.EGRESS, List.of(everywhere));
        } catch (CloudException failure) {
            Observed<SecurityGroupRule> leftover = Observed.ready(everywhere, RuleForm.id(everywhere), ec2.now());
            // Any other code means that AWS doesn't know the new group everywhere yet, and the rule stands.
            return failure.code().equals("InvalidPermission.NotFound")
                    ? Written.now(group)
                    : Written.now(group, leftover).but(failure);
        }
        return Written.now(group);
    }

    @Override
    protected Written deleteOne(Observed<SecurityGroup> doomed) {
        return goneAfter(
                doomed,
                "DeleteSecurityGroup",
                client -> client.deleteSecurityGroup(request -> request.groupId(doomed.id())));
    }

    @Override
    public Optional<Observed<SecurityGroup>> readById(String id) {
        return SecurityGroups.find(ec2, id).map(group -> SecurityGroups.seen(group, ec2.now()));
    }

    private String make(Creation<SecurityGroup> creation) {
        SecurityGroup desired = creation.desired();
        return ec2.call(
                        "CreateSecurityGroup",
                        kind(),
                        creation.address().name(),
                        client -> client.createSecurityGroup(
                                request -> request.vpcId(desired.vpc().id())
                                        .groupName(desired.name())
                                        .description(desired.description())
                                        .tagSpecifications(Ec2Tags.on(ResourceType.SECURITY_GROUP, desired.tags()))))
                .groupId();
    }

    /** What has the name already, with its rules as they are: the one to everywhere may still be among them. */
    private Written claim(Creation<SecurityGroup> creation, CloudException refusal) {
        SecurityGroup desired = creation.desired();
        String vpc = Objects.requireNonNull(desired.vpc().id());
        var found =
                SecurityGroups.list(ec2, List.of(Filters.by("vpc-id", vpc), Filters.by("group-name", desired.name())))
                        .stream()
                        .findFirst();
        Ownership.claim(creation, refusal, () -> found.map(group -> SecurityGroups.seen(group, ec2.now())));
        Stream<Observed<?>> all = found.stream().flatMap(group -> SecurityGroups.everythingIn(group, ec2.now()));
        return Written.now(all.toList());
    }
}
