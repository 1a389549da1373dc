package io.stockade.aws.ec2;

import io.stockade.graph.Route;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;

/** What a route can be for: each request has a field for each. */
record RouteDestination(
        BiConsumer<CreateRouteRequest.Builder, String> create,
        BiConsumer<ReplaceRouteRequest.Builder, String> replace,
        BiConsumer<DeleteRouteRequest.Builder, String> delete) {
    private static final RouteDestination IPV4 = new RouteDestination(
            CreateRouteRequest.Builder::destinationCidrBlock,
            ReplaceRouteRequest.Builder::destinationCidrBlock,
            DeleteRouteRequest.Builder::destinationCidrBlock);
    private static final RouteDestination IPV6 = new RouteDestination(
            CreateRouteRequest.Builder::destinationIpv6CidrBlock,
            ReplaceRouteRequest.Builder::destinationIpv6CidrBlock,
            DeleteRouteRequest.Builder::destinationIpv6CidrBlock);
    private static final RouteDestination PREFIX_LIST = new RouteDestination(
            CreateRouteRequest.Builder::destinationPrefixListId,
            ReplaceRouteRequest.Builder::destinationPrefixListId,
            DeleteRouteRequest.Builder::destinationPrefixListId);

    static RouteDestination of(Route route) {
        if (route.destination().startsWith("pl-")) {
            return PREFIX_LIST;
        }
        return route.destination().indexOf(':') < 0 ? IPV4 : IPV6;
    }
}
