package io.stockade.aws.ec2;

import io.stockade.cloud.CloudException;
import java.util.List;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;

/** What a route can lead to: AWS has a field for each, and the prefixes of ids tell which. */
record RouteTarget(
        String prefix,
        BiConsumer<CreateRouteRequest.Builder, String> create,
        BiConsumer<ReplaceRouteRequest.Builder, String> replace) {
    private static final List<RouteTarget> ALL = List.of(
            new RouteTarget("igw-", CreateRouteRequest.Builder::gatewayId, ReplaceRouteRequest.Builder::gatewayId),
            new RouteTarget("vgw-", CreateRouteRequest.Builder::gatewayId, ReplaceRouteRequest.Builder::gatewayId),
            new RouteTarget(
                    "nat-", CreateRouteRequest.Builder::natGatewayId, ReplaceRouteRequest.Builder::natGatewayId),
            new RouteTarget(
                    "eni-",
                    CreateRouteRequest.Builder::networkInterfaceId,
                    ReplaceRouteRequest.Builder::networkInterfaceId),
            new RouteTarget("i-", CreateRouteRequest.Builder::instanceId, ReplaceRouteRequest.Builder::instanceId),
            new RouteTarget(
                    "vpce-", CreateRouteRequest.Builder::vpcEndpointId, ReplaceRouteRequest.Builder::vpcEndpointId),
            new RouteTarget(
                    "pcx-",
                    CreateRouteRequest.Builder::vpcPeeringConnectionId,
                    ReplaceRouteRequest.Builder::vpcPeeringConnectionId),
            new RouteTarget(
                    "tgw-",
                    CreateRouteRequest.Builder::transitGatewayId,
                    ReplaceRouteRequest.Builder::transitGatewayId),
            new RouteTarget(
                    "eigw-",
                    CreateRouteRequest.Builder::egressOnlyInternetGatewayId,
                    ReplaceRouteRequest.Builder::egressOnlyInternetGatewayId));

    static void set(CreateRouteRequest.Builder request, String id) {
        of(id).create.accept(request, id);
    }

    static void set(ReplaceRouteRequest.Builder request, String id) {
        of(id).replace.accept(request, id);
    }

    private static RouteTarget of(String id) {
        return ALL.stream()
                .filter(target -> id.startsWith(target.prefix))
                .findFirst()
                .orElseThrow(() -> new CloudException(
                        CloudException.Category.INVALID,
                        "CreateRoute",
                        "",
                        "a route cannot lead to '" + id + "': nothing that routes lead to has such an id",
                        null));
    }
}
