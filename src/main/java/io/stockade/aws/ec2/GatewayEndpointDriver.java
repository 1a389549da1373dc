package io.stockade.aws.ec2;

import io.stockade.graph.GatewayEndpoint;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** Writes gateway endpoints. */
final class GatewayEndpointDriver extends EndpointDriver<GatewayEndpoint> {
    GatewayEndpointDriver(Ec2 ec2) {
        super(ec2, ResourceKind.GATEWAY_ENDPOINT, Set.of("routeTables", "policy"));
    }

    @Override
    public Optional<String> deletionKey(GatewayEndpoint endpoint) {
        return Optional.of(endpoint.vpc().text());
    }

    @Override
    protected void ask(CreateVpcEndpointRequest.Builder request, GatewayEndpoint desired) {
        request.vpcEndpointType(VpcEndpointType.GATEWAY)
                .vpcId(desired.vpc().id())
                .serviceName(desired.service())
                .routeTableIds(Ids.of(desired.routeTables()))
                .policyDocument(desired.policy().json());
    }

    @Override
    protected void ask(
            ModifyVpcEndpointRequest.Builder request,
            GatewayEndpoint standing,
            GatewayEndpoint desired,
            Set<String> components) {
        if (components.contains("routeTables")) {
            request.addRouteTableIds(Ids.missing(desired.routeTables(), standing.routeTables()))
                    .removeRouteTableIds(Ids.missing(standing.routeTables(), desired.routeTables()));
        }
        if (components.contains("policy")) {
            request.policyDocument(desired.policy().json());
        }
    }

    @Override
    protected Optional<Observed<GatewayEndpoint>> seen(VpcEndpoint endpoint, Instant now) {
        return Endpoints.gateway(endpoint, now);
    }
}
