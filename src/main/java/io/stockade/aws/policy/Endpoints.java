package io.stockade.aws.policy;

import java.util.List;

/** What it takes to have endpoints. */
final class Endpoints {
    private Endpoints() {}

    static List<Statement> statements() {
        return List.of(
                Born.one("CreateVpcEndpoint", "vpc-endpoint"),
                Born.tags("TagNewEndpoint", List.of("CreateVpcEndpoint"), "vpc-endpoint"),
                Statement.of("RetagEndpoint", "ec2", "CreateTags")
                        .on(Placeholders.ec2("vpc-endpoint"))
                        .when(Condition.ours(), Condition.staysOurs()),
                Statement.untagging("UntagEndpoint", "ec2", "DeleteTags").on(Placeholders.ec2("vpc-endpoint")),
                Statement.of("ChangeEndpoint", "ec2", "CreateVpcEndpoint", "DeleteVpcEndpoints", "ModifyVpcEndpoint")
                        .on(Placeholders.ec2("route-table", "security-group", "subnet", "vpc", "vpc-endpoint"))
                        .when(Condition.ours()),
                // The zones are AWS's own, and their ids are not known before.
                Statement.of("NameEndpoint", "route53", "AssociateVPCWithHostedZone")
                        .on(Placeholders.arn("route53::", "hostedzone/*")));
    }
}
