package io.stockade.aws.ec2;

import io.stockade.aws.call.ListReader;
import io.stockade.aws.call.Pages;
import io.stockade.aws.call.StateWords;
import io.stockade.cloud.Listed;
import io.stockade.cloud.Reader;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Subnet;
import io.stockade.net.Cidr;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Subnets as EC2 shows them. */
final class Subnets {
    /** What stands for the range of a subnet that has none in IPv4; such a subnet is never ours. */
    private static final Cidr NO_IPV4 = Cidr.parse("::/128");

    /** A new one is "pending" for about a second, in which everything can be built in it already. */
    private static final StateWords STATES = StateWords.of(Map.of(
                    "pending", Lifecycle.READY,
                    "available", Lifecycle.READY,
                    "unavailable", Lifecycle.BROKEN,
                    "failed", Lifecycle.BROKEN,
                    "failed-insufficient-capacity", Lifecycle.BROKEN))
            .readyIfSilent();

    private Subnets() {}

    static Reader reader(Ec2 ec2, InVpcs inVpcs) {
        return new ListReader(Set.of(ResourceKind.SUBNET), Reader.Narrowing.VPC, scope -> {
            Instant now = ec2.now();
            var all = inVpcs.list(
                    scope, filters -> list(ec2, filters), software.amazon.awssdk.services.ec2.model.Subnet::vpcId);
            return all.stream()
                    .map(subnet -> Listed.in(subnet.vpcId(), seen(subnet, now)))
                    .toList();
        });
    }

    static List<software.amazon.awssdk.services.ec2.model.Subnet> list(Ec2 ec2, List<Filter> filters) {
        return Pages.all(
                token -> ec2.call(
                        "DescribeSubnets",
                        ResourceKind.SUBNET,
                        "",
                        client -> client.describeSubnets(request ->
                                request.filters(filters).maxResults(1000).nextToken(token))),
                DescribeSubnetsResponse::subnets,
                DescribeSubnetsResponse::nextToken);
    }

    static Observed<Subnet> seen(software.amazon.awssdk.services.ec2.model.Subnet subnet, Instant now) {
        Subnet value = new Subnet(
                Ref.known(subnet.vpcId()),
                subnet.cidrBlock() == null
                        ? NO_IPV4
                        : Cidr.find(subnet.cidrBlock()).orElse(NO_IPV4),
                subnet.availabilityZoneId(),
                Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch()),
                Ec2Tags.of(subnet.tags()));
        Observed<Subnet> seen = Observed.ready(value, subnet.subnetId(), now);
        boolean works = STATES.meaning(subnet.stateAsString()) == Lifecycle.READY;
        return STATES.judge(seen, subnet.stateAsString(), works ? "" : "AWS says that it is " + subnet.stateAsString());
    }
}
