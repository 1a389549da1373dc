package io.stockade.aws.policy;

import java.util.List;

/** What it takes to have NAT gateways. */
final class NatGateways {
    private NatGateways() {}

    static List<Statement> statements() {
        return List.of(
                Born.one("AllocateAddress", "elastic-ip"),
                Born.one("CreateNatGateway", "natgateway"),
                Born.tags(
                        "TagNewNatGateway", List.of("AllocateAddress", "CreateNatGateway"), "elastic-ip", "natgateway"),
                Statement.of("RetagNatGateway", "ec2", "CreateTags")
                        .on(Placeholders.ec2("elastic-ip", "natgateway"))
                        .when(Condition.ours(), Condition.staysOurs()),
                Statement.untagging("UntagNatGateway", "ec2", "DeleteTags")
                        .on(Placeholders.ec2("elastic-ip", "natgateway")),
                Statement.of("ChangeNatGateway", "ec2", "CreateNatGateway", "DeleteNatGateway", "ReleaseAddress")
                        .on(Placeholders.ec2("elastic-ip", "natgateway", "subnet", "vpc"))
                        .when(Condition.ours()));
    }
}
