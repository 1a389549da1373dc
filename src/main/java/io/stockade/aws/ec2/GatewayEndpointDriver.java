package io.stockade.aws.ec2;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.SingleDriver;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.GatewayEndpoint;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** Writes gateway endpoints. */
final class GatewayEndpointDriver extends SingleDriver<GatewayEndpoint> {
    private static final Set<String> MODIFIED = Set.of("routeTables", "policy");

    private final Ec2 ec2;
    private final EndpointCalls calls;

    GatewayEndpointDriver(Ec2 ec2, EndpointCalls calls) {
        this.ec2 = ec2;
        this.calls = calls;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.GATEWAY_ENDPOINT;
    }

    @Override
    public Optional<String> batchKey(GatewayEndpoint endpoint) {
        return Optional.of(endpoint.vpc().text());
    }

    @Override
    protected Written createOne(Creation<GatewayEndpoint> creation) {
        GatewayEndpoint desired = creation.desired();
        VpcEndpoint made = calls.create(
                creation,
                desired.tags(),
                request -> request.vpcEndpointType(VpcEndpointType.GATEWAY)
                        .vpcId(desired.vpc().id())
                        .serviceName(desired.service())
                        .routeTableIds(Ids.of(desired.routeTables()))
                        .policyDocument(desired.policy().json()));
        return Written.now(Endpoints.gateway(made, ec2.now())
                .orElseGet(() -> Observed.ready(desired, made.vpcEndpointId(), ec2.now())
                        .withLifecycle(Lifecycle.FAILED, "deleted since it was made")));
    }

    @Override
    public Written update(Observed<GatewayEndpoint> current, GatewayEndpoint desired, Set<String> components) {
        GatewayEndpoint standing = current.value();
        return Edits.of(current, desired, components, ec2.now())
                .change(
                        MODIFIED,
                        () -> calls.modify(kind(), current.id(), request -> {
                            if (components.contains("routeTables")) {
                                request.addRouteTableIds(Ids.missing(desired.routeTables(), standing.routeTables()))
                                        .removeRouteTableIds(
                                                Ids.missing(standing.routeTables(), desired.routeTables()));
                            }
                            if (components.contains("policy")) {
                                request.policyDocument(desired.policy().json());
                            }
                        }))
                .tags(Ec2Tags.put(ec2, kind(), current.id()))
                .written();
    }

    @Override
    public Written delete(List<Observed<GatewayEndpoint>> doomed) {
        return calls.delete(kind(), doomed);
    }

    @Override
    protected Written deleteOne(Observed<GatewayEndpoint> doomed) {
        return delete(List.of(doomed));
    }

    @Override
    public Optional<Observed<GatewayEndpoint>> readById(String id) {
        return Endpoints.find(ec2, kind(), id).flatMap(endpoint -> Endpoints.gateway(endpoint, ec2.now()));
    }
}
