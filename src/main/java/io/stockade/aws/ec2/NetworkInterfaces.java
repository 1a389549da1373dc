package io.stockade.aws.ec2;

import io.stockade.aws.call.ListReader;
import io.stockade.aws.call.Pages;
import io.stockade.aws.call.StateWords;
import io.stockade.cloud.Listed;
import io.stockade.cloud.Reader;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.NetworkInterface;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;

/** Network interfaces as EC2 shows them. Those that AWS made for its own services are left out. */
final class NetworkInterfaces {
    /** A new one is "pending" for about a second, in which it can have routes and addresses already. */
    private static final StateWords STATES = StateWords.of(Map.of(
                    "pending", Lifecycle.READY,
                    "available", Lifecycle.READY,
                    "associated", Lifecycle.READY,
                    "attaching", Lifecycle.READY,
                    "in-use", Lifecycle.READY,
                    "detaching", Lifecycle.READY))
            .readyIfSilent();

    private NetworkInterfaces() {}

    static Reader reader(Ec2 ec2, InVpcs inVpcs, ManagedInterfaces managed) {
        return new ListReader(Set.of(ResourceKind.NETWORK_INTERFACE), Reader.Narrowing.VPC, scope -> {
            Instant now = ec2.now();
            var all = inVpcs.list(
                    scope,
                    filters -> list(ec2, filters),
                    software.amazon.awssdk.services.ec2.model.NetworkInterface::vpcId);
            managed.saw(all);
            return all.stream()
                    .filter(each -> !ManagedInterfaces.isManaged(each))
                    .map(each -> Listed.in(each.vpcId(), seen(each, now)))
                    .toList();
        });
    }

    static List<software.amazon.awssdk.services.ec2.model.NetworkInterface> list(Ec2 ec2, List<Filter> filters) {
        return Pages.all(
                token -> ec2.call(
                        "DescribeNetworkInterfaces",
                        ResourceKind.NETWORK_INTERFACE,
                        "",
                        client -> client.describeNetworkInterfaces(request ->
                                request.filters(filters).maxResults(1000).nextToken(token))),
                DescribeNetworkInterfacesResponse::networkInterfaces,
                DescribeNetworkInterfacesResponse::nextToken);
    }

    static Observed<NetworkInterface> seen(
            software.amazon.awssdk.services.ec2.model.NetworkInterface each, Instant now) {
        NetworkInterface value = new NetworkInterface(
                Ref.known(each.subnetId()),
                Ids.refs(each.groups().stream().map(GroupIdentifier::groupId).toList()),
                !Boolean.FALSE.equals(each.sourceDestCheck()),
                each.description() == null ? "" : each.description(),
                Ec2Tags.of(each.tagSet()));
        return STATES.judge(Observed.ready(value, each.networkInterfaceId(), now), each.statusAsString());
    }
}
