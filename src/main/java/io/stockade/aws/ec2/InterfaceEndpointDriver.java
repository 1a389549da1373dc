package io.stockade.aws.ec2;

import io.stockade.graph.InterfaceEndpoint;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** Writes interface endpoints. */
final class InterfaceEndpointDriver extends EndpointDriver<InterfaceEndpoint> {
    InterfaceEndpointDriver(Ec2 ec2) {
        super(ec2, ResourceKind.INTERFACE_ENDPOINT, Set.of("subnets", "groups", "privateDns", "policy"));
    }

    @Override
    public Optional<String> deletionKey(InterfaceEndpoint endpoint) {
        return Optional.of(endpoint.vpc().text());
    }

    @Override
    protected void ask(CreateVpcEndpointRequest.Builder request, InterfaceEndpoint desired) {
        request.vpcEndpointType(VpcEndpointType.INTERFACE)
                .vpcId(desired.vpc().id())
                .serviceName(desired.service())
                .subnetIds(Ids.of(desired.subnets()))
                .securityGroupIds(Ids.of(desired.groups()))
                .privateDnsEnabled(desired.privateDns())
                .policyDocument(desired.policy().json());
    }

    @Override
    protected void ask(
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

    @Override
    protected Optional<Observed<InterfaceEndpoint>> seen(VpcEndpoint endpoint, Instant now) {
        return Endpoints.interfaces(endpoint, now);
    }
}
