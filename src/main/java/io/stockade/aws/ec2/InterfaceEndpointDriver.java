package io.stockade.aws.ec2;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.SingleDriver;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.InterfaceEndpoint;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** Writes interface endpoints. */
final class InterfaceEndpointDriver extends SingleDriver<InterfaceEndpoint> {
    private static final Set<String> MODIFIED = Set.of("subnets", "groups", "privateDns", "policy");

    private final Ec2 ec2;
    private final EndpointCalls calls;

    InterfaceEndpointDriver(Ec2 ec2, EndpointCalls calls) {
        this.ec2 = ec2;
        this.calls = calls;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.INTERFACE_ENDPOINT;
    }

    @Override
    public Optional<String> batchKey(InterfaceEndpoint endpoint) {
        return Optional.of(endpoint.vpc().text());
    }

    @Override
    protected Written createOne(Creation<InterfaceEndpoint> creation) {
        InterfaceEndpoint desired = creation.desired();
        VpcEndpoint made = calls.create(
                creation,
                desired.tags(),
                request -> request.vpcEndpointType(VpcEndpointType.INTERFACE)
                        .vpcId(desired.vpc().id())
                        .serviceName(desired.service())
                        .subnetIds(Ids.of(desired.subnets()))
                        .securityGroupIds(Ids.of(desired.groups()))
                        .privateDnsEnabled(desired.privateDns())
                        .policyDocument(desired.policy().json()));
        return Written.now(Endpoints.interfaces(made, ec2.now())
                .orElseGet(() -> Observed.ready(desired, made.vpcEndpointId(), ec2.now())
                        .withLifecycle(Lifecycle.FAILED, "deleted since it was made")));
    }

    @Override
    public Written update(Observed<InterfaceEndpoint> current, InterfaceEndpoint desired, Set<String> components) {
        return Edits.of(current, desired, components, ec2.now())
                .change(
                        MODIFIED,
                        () -> calls.modify(
                                kind(),
                                current.id(),
                                request -> changes(request, current.value(), desired, components)))
                .tags(Ec2Tags.put(ec2, kind(), current.id()))
                .written();
    }

    @Override
    public Written delete(List<Observed<InterfaceEndpoint>> doomed) {
        return calls.delete(kind(), doomed);
    }

    @Override
    protected Written deleteOne(Observed<InterfaceEndpoint> doomed) {
        return delete(List.of(doomed));
    }

    @Override
    public Optional<Observed<InterfaceEndpoint>> readById(String id) {
        return Endpoints.find(ec2, kind(), id).flatMap(endpoint -> Endpoints.interfaces(endpoint, ec2.now()));
    }

    private static void changes(
            ModifyVpcEndpointRequest.Builder request,
            InterfaceEndpoint standing,
            InterfaceEndpoint desired,
            Set<String> components) {
        if (components.contains("subnets")) {
            request.addSubnetIds(Ids.missing(desired.subnets(), standing.subnets()))
                    .removeSubnetIds(Ids.missing(standing.subnets(), desired.subnets()));
        }
        if (components.contains("groups")) {
            request.addSecurityGroupIds(Ids.missing(desired.groups(), standing.groups()))
                    .removeSecurityGroupIds(Ids.missing(standing.groups(), desired.groups()));
        }
        if (components.contains("privateDns")) {
            request.privateDnsEnabled(desired.privateDns());
        }
        if (components.contains("policy")) {
            request.policyDocument(desired.policy().json());
        }
    }
}
