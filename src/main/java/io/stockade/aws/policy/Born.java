package io.stockade.aws.policy;

import java.util.List;

/**
 * Creations, which must put the installation's tag on. Each is a statement of its own: together, one that makes subnets
 * and one that uses them would let the tag of the new thing open somebody else's subnet.
 */
final class Born {
    private Born() {}

    /** Making things of a type of EC2; what else the call names must be allowed by another statement. */
    static Statement one(String action, String type) {
        return Statement.of(action, "ec2", action).on(Placeholders.ec2(type)).when(Condition.bornOurs());
    }

    /** The tags that creations put on; things that stand can't be tagged by this. */
    static Statement tags(String sid, List<String> creations, String... types) {
        return Statement.of(sid, "ec2", "CreateTags")
                .on(Placeholders.ec2(types))
                .when(Condition.bornOurs(), new Condition("StringEquals", "ec2:CreateAction", creations));
    }
}
