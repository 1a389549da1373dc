package io.stockade.aws.ec2;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.DefaultSecurityGroup;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecurityGroupRule;
import io.stockade.graph.SecurityGroupRule.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Empties the default group of a VPC: AWS makes it with the VPC, open, and takes it away with it. */
final class DefaultSecurityGroupDriver extends Ec2Driver<DefaultSecurityGroup> {
    private final RuleCalls rules;

    DefaultSecurityGroupDriver(Ec2 ec2, RuleCalls rules) {
        super(ec2, ResourceKind.DEFAULT_SECURITY_GROUP);
        this.rules = rules;
    }

    /** Finds the group and takes its rules away. What could not be taken away is returned with it. */
    @Override
    protected Written createOne(Creation<DefaultSecurityGroup> creation) {
        String vpc = Objects.requireNonNull(creation.desired().vpc().id());
        var found =
                SecurityGroups.list(ec2, List.of(Filters.by("vpc-id", vpc), Filters.by("group-name", "default")))
                        .stream()
                        .findFirst()
                        .orElseThrow(() -> new CloudException(
                                Category.DEPENDENCY,
                                "DescribeSecurityGroups",
                                "",
                                "DescribeSecurityGroups " + kind() + " of " + vpc + ": AWS does not show it yet",
                                null));
        List<Observed<SecurityGroupRule>> standing = RuleForm.rules(found, ec2.now());
        List<Observed<?>> now = new ArrayList<>();
        now.add(SecurityGroups.defaultGroup(found, ec2.now()));
        CloudException problem = null;
        for (Direction direction : Direction.values()) {
            List<Observed<SecurityGroupRule>> those = standing.stream()
                    .filter(rule -> rule.value().direction() == direction)
                    .toList();
            try {
                revoke(found.groupId(), direction, those);
            } catch (CloudException failure) {
                now.addAll(those);
                problem = failure;
            }
        }
        Written written = Written.now(now);
        return problem == null ? written : written.but(problem);
    }

    @Override
    protected Written deleteOne(Observed<DefaultSecurityGroup> doomed) {
        return Written.gone(kind(), doomed.id());
    }

    @Override
    public Optional<Observed<DefaultSecurityGroup>> readById(String id) {
        return SecurityGroups.find(ec2, id)
                .filter(SecurityGroups::isDefault)
                .map(group -> SecurityGroups.defaultGroup(group, ec2.now()));
    }

    private void revoke(String group, Direction direction, List<Observed<SecurityGroupRule>> those) {
        if (!those.isEmpty()) {
            rules.revoke(group, direction, those.stream().map(Observed::value).toList());
        }
    }
}
