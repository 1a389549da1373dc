package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.ServiceType;
import software.amazon.awssdk.services.ec2.model.State;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** Changing an endpoint: where it is, who may reach it, what may go through. */
final class EndpointChangeOperations {
    private EndpointChangeOperations() {}

    static void register(Operations operations) {
        operations.add(ModifyVpcEndpointRequest.class, EndpointChangeOperations::modify);
    }

    private static ModifyVpcEndpointResponse modify(Call call, ModifyVpcEndpointRequest request) {
        VpcEndpoint before = Things.require(call, Kinds.VPC_ENDPOINT, request.vpcEndpointId());
        if (before.state() == State.DELETING) {
            throw Things.missing(Kinds.VPC_ENDPOINT, before.vpcEndpointId());
        }
        if (before.state() == State.PENDING) {
            throw AwsError.of(
                    "IncorrectState", "The VPC endpoint " + before.vpcEndpointId() + " is still being created");
        }
        VpcEndpoint after = withPolicy(before, request);
        after = before.vpcEndpointType() == VpcEndpointType.GATEWAY
                ? gateway(call, after, request)
                : throughInterfaces(call, after, request);
        VpcEndpointOperations.put(call, after);
        return ModifyVpcEndpointResponse.builder().returnValue(true).build();
    }

    private static VpcEndpoint withPolicy(VpcEndpoint endpoint, ModifyVpcEndpointRequest request) {
        if (Boolean.TRUE.equals(request.resetPolicy())) {
            return endpoint.toBuilder()
                    .policyDocument(VpcEndpointOperations.DEFAULT_POLICY)
                    .build();
        }
        if (request.policyDocument() == null) {
            return endpoint;
        }
        VpcEndpointOperations.checkPolicy(request.policyDocument());
        return endpoint.toBuilder().policyDocument(request.policyDocument()).build();
    }

    private static VpcEndpoint gateway(Call call, VpcEndpoint endpoint, ModifyVpcEndpointRequest request) {
        List<String> tables = new ArrayList<>(endpoint.routeTableIds());
        for (String id : request.addRouteTableIds()) {
            VpcEndpointOperations.checkRouteTable(call, endpoint, id);
            if (!tables.contains(id)) {
                tables.add(id);
            }
        }
        tables.removeAll(request.removeRouteTableIds());
        return endpoint.toBuilder().routeTableIds(tables).build();
    }

    private static VpcEndpoint throughInterfaces(Call call, VpcEndpoint endpoint, ModifyVpcEndpointRequest request) {
        ServiceDetail service = EndpointServices.find(call, endpoint.serviceName(), ServiceType.INTERFACE)
                .orElseThrow(() -> AwsError.of("InvalidServiceName", endpoint.serviceName()));
        VpcEndpoint after = EndpointInterfaces.remove(call, endpoint, request.removeSubnetIds());
        after = EndpointInterfaces.add(call, after, service.availabilityZoneIds(), request.addSubnetIds());
        if (!request.addSecurityGroupIds().isEmpty()
                || !request.removeSecurityGroupIds().isEmpty()) {
            List<String> groups = new ArrayList<>(after.groups().stream()
                    .map(SecurityGroupIdentifier::groupId)
                    .toList());
            groups.addAll(request.addSecurityGroupIds());
            groups.removeAll(request.removeSecurityGroupIds());
            if (groups.isEmpty()) {
                throw AwsError.of("InvalidParameter", "An interface endpoint needs at least one security group");
            }
            after = EndpointInterfaces.withGroups(call, after, groups);
        }
        if (Boolean.TRUE.equals(request.privateDnsEnabled())) {
            return EndpointInterfaces.withPrivateNames(call, after);
        }
        return Boolean.FALSE.equals(request.privateDnsEnabled())
                ? after.toBuilder().privateDnsEnabled(false).build()
                : after;
    }
}
