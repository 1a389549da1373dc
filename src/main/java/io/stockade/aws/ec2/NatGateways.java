package io.stockade.aws.ec2;

import io.stockade.aws.call.ListReader;
import io.stockade.aws.call.Pages;
import io.stockade.aws.call.StateWords;
import io.stockade.cloud.Listed;
import io.stockade.cloud.Reader;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.NatGateway;
import io.stockade.graph.Observed;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;

/** NAT gateways as EC2 shows them. Deleted ones stay in its lists for about an hour, and are left out. */
final class NatGateways {
    private static final StateWords STATES = StateWords.of(Map.of(
            "pending", Lifecycle.PENDING,
            "available", Lifecycle.READY,
            "deleting", Lifecycle.DELETING,
            "failed", Lifecycle.FAILED));

    private NatGateways() {}

    static Reader reader(Ec2 ec2, InVpcs inVpcs) {
        return new ListReader(Set.of(ResourceKind.NAT_GATEWAY), Reader.Narrowing.VPC, scope -> {
            Instant now = ec2.now();
            var all = inVpcs.list(
                    scope, filters -> list(ec2, filters), software.amazon.awssdk.services.ec2.model.NatGateway::vpcId);
            return all.stream()
                    .flatMap(gateway -> seen(gateway, now).map(seen -> Listed.in(gateway.vpcId(), seen)).stream())
                    .toList();
        });
    }

    static List<software.amazon.awssdk.services.ec2.model.NatGateway> list(Ec2 ec2, List<Filter> filters) {
        return Pages.all(
                token -> ec2.call(
                        "DescribeNatGateways",
                        ResourceKind.NAT_GATEWAY,
                        "",
                        client -> client.describeNatGateways(request ->
                                request.filter(filters).maxResults(1000).nextToken(token))),
                DescribeNatGatewaysResponse::natGateways,
                DescribeNatGatewaysResponse::nextToken);
    }

    static Optional<Observed<NatGateway>> seen(
            software.amazon.awssdk.services.ec2.model.NatGateway gateway, Instant now) {
        if ("deleted".equals(gateway.stateAsString())) {
            return Optional.empty();
        }
        NatGateway value = new NatGateway(
                Ref.known(gateway.subnetId() == null ? "" : gateway.subnetId()),
                Ref.known(address(gateway)),
                Ec2Tags.of(gateway.tags()));
        return Optional.of(STATES.judge(
                Observed.ready(value, gateway.natGatewayId(), now), gateway.stateAsString(), failure(gateway)));
    }

    private static String failure(software.amazon.awssdk.services.ec2.model.NatGateway gateway) {
        if (gateway.failureMessage() == null) {
            return "";
        }
        return gateway.failureCode() == null
                ? gateway.failureMessage()
                : gateway.failureCode() + ": " + gateway.failureMessage();
    }

    /** The address that the gateway was made with; further ones are marked as such. A private gateway has none. */
    private static String address(software.amazon.awssdk.services.ec2.model.NatGateway gateway) {
        return gateway.natGatewayAddresses().stream()
                .filter(each -> each.allocationId() != null && !Boolean.FALSE.equals(each.isPrimary()))
                .map(NatGatewayAddress::allocationId)
                .findFirst()
                .orElse("");
    }
}
