package io.stockade.aws.ec2;

import io.stockade.aws.call.ListReader;
import io.stockade.aws.call.Pages;
import io.stockade.aws.call.StateWords;
import io.stockade.cloud.Listed;
import io.stockade.cloud.Reader;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Vpc;
import io.stockade.net.Cidr;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;

/** VPCs as EC2 shows them. */
final class Vpcs {
    /** AWS tells these one VPC and one attribute at a time. */
    static final Set<String> DETAILS = Set.of("dnsSupport", "dnsHostnames");

    /** A new one is "pending" for about a second, in which everything can be built in it already. */
    private static final StateWords STATES = StateWords.of(
                    Map.of("pending", Lifecycle.READY, "available", Lifecycle.READY))
            .readyIfSilent();

    private Vpcs() {}

    /** Every VPC of the region, foreign ones included: ranges must not collide, and quotas count all. */
    static Reader reader(Ec2 ec2, InVpcs inVpcs) {
        return new ListReader(Set.of(ResourceKind.VPC), Reader.Narrowing.REGION, scope -> {
            Instant now = ec2.now();
            List<software.amazon.awssdk.services.ec2.model.Vpc> all = all(ec2);
            inVpcs.sawInRegion(all.size());
            return all.stream()
                    .map(vpc -> seen(vpc, now))
                    .map(vpc -> Listed.tagged(vpc.tags(), vpc.id(), vpc))
                    .toList();
        });
    }

    static List<software.amazon.awssdk.services.ec2.model.Vpc> all(Ec2 ec2) {
        return Pages.all(
                token -> ec2.call(
                        "DescribeVpcs",
                        ResourceKind.VPC,
                        "",
                        client -> client.describeVpcs(
                                request -> request.maxResults(1000).nextToken(token))),
                DescribeVpcsResponse::vpcs,
                DescribeVpcsResponse::nextToken);
    }

    static Observed<Vpc> seen(software.amazon.awssdk.services.ec2.model.Vpc vpc, Instant now) {
        Vpc value = new Vpc(Cidr.parse(vpc.cidrBlock()), true, false, Ec2Tags.of(vpc.tags()));
        return STATES.judge(Observed.ready(value, vpc.vpcId(), now), vpc.stateAsString())
                .withUnread(DETAILS);
    }
}
