package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.ClientToken;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import io.stockade.sandbox.service.Timetable;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.IpAddressType;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.ServiceType;
import software.amazon.awssdk.services.ec2.model.State;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** VPC endpoints: gateways at once and as routes, interfaces after a while and as network interfaces. */
final class VpcEndpointOperations {
    /** What AWS puts where no policy is given (PrivateLink guide, "Default endpoint policy"). */
    static final String DEFAULT_POLICY = "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    private static final String READY = "vpc-endpoint-ready";
    private static final String DELETED = "vpc-endpoint-deleted";

    private static final Filters<VpcEndpoint> FILTERS = new Filters<VpcEndpoint>()
            .one("vpc-id", VpcEndpoint::vpcId)
            .one("vpc-endpoint-id", VpcEndpoint::vpcEndpointId)
            .one("vpc-endpoint-state", VpcEndpoint::stateAsString)
            .one("vpc-endpoint-type", VpcEndpoint::vpcEndpointTypeAsString)
            .one("service-name", VpcEndpoint::serviceName)
            .one("service-region", VpcEndpoint::serviceRegion)
            .one("ip-address-type", VpcEndpoint::ipAddressTypeAsString);

    private VpcEndpointOperations() {}

    static void register(Operations operations, Timetable timetable) {
        operations
                .add(CreateVpcEndpointRequest.class, VpcEndpointOperations::create)
                .add(DescribeVpcEndpointsRequest.class, VpcEndpointOperations::describe)
                .add(DeleteVpcEndpointsRequest.class, VpcEndpointOperations::delete);
        timetable
                .add(READY, VpcEndpointOperations::becomeReady)
                .add(
                        DELETED,
                        (call, id) -> Things.find(call, Kinds.VPC_ENDPOINT, id)
                                .ifPresent(endpoint -> remove(call, endpoint)));
    }

    static void put(Call call, VpcEndpoint endpoint) {
        Things.put(call, Kinds.VPC_ENDPOINT, endpoint.vpcEndpointId(), endpoint);
    }

    /** Drops a route table that goes from the endpoints that lead through it. */
    static void forgetRouteTable(Call call, RouteTable table) {
        for (VpcEndpoint endpoint : call.children(Kinds.VPC_ENDPOINT.table(), table.vpcId())) {
            if (endpoint.routeTableIds().contains(table.routeTableId())) {
                List<String> left = new ArrayList<>(endpoint.routeTableIds());
                left.remove(table.routeTableId());
                put(call, endpoint.toBuilder().routeTableIds(left).build());
            }
        }
    }

    private static CreateVpcEndpointResponse create(Call call, CreateVpcEndpointRequest request) {
        String id = ClientToken.once(call, request, () -> createNew(call, request));
        return CreateVpcEndpointResponse.builder()
                .vpcEndpoint(Things.require(call, Kinds.VPC_ENDPOINT, id))
                .clientToken(request.clientToken())
                .build();
    }

    private static String createNew(Call call, CreateVpcEndpointRequest request) {
        Vpc vpc = Things.require(call, Kinds.VPC, request.vpcId());
        VpcEndpointType type = request.vpcEndpointType() == null ? VpcEndpointType.GATEWAY : request.vpcEndpointType();
        ServiceDetail service = EndpointServices.find(
                        call, String.valueOf(request.serviceName()), ServiceType.fromValue(type.toString()))
                .orElseThrow(() -> AwsError.of(
                        "InvalidServiceName",
                        "The Vpc Endpoint Service '" + request.serviceName() + "' does not exist"));
        String policy = request.policyDocument() == null ? DEFAULT_POLICY : request.policyDocument();
        checkPolicy(policy);
        VpcEndpoint endpoint = VpcEndpoint.builder()
                .vpcEndpointId(call.newId(Kinds.VPC_ENDPOINT.prefix()))
                .vpcEndpointType(type)
                .vpcId(vpc.vpcId())
                .serviceName(service.serviceName())
                .policyDocument(policy)
                .ipAddressType(IpAddressType.IPV4)
                .ownerId(call.account())
                .requesterManaged(false)
                .privateDnsEnabled(false)
                .creationTimestamp(call.now())
                .tags(Tags.of(call, Kinds.VPC_ENDPOINT, request.tagSpecifications()))
                .build();
        if (type == VpcEndpointType.GATEWAY) {
            put(call, gateway(call, endpoint, request));
        } else {
            put(call, EndpointInterfaces.create(call, endpoint, service, request));
            call.later(call.settings().delays().endpoint(), READY, endpoint.vpcEndpointId());
        }
        return endpoint.vpcEndpointId();
    }

    private static VpcEndpoint gateway(Call call, VpcEndpoint endpoint, CreateVpcEndpointRequest request) {
        if (!request.subnetIds().isEmpty() || !request.securityGroupIds().isEmpty()) {
            throw AwsError.of(
                    "InvalidParameter", "Endpoint type (Gateway) does not match the parameters for interfaces.");
        }
        request.routeTableIds().forEach(table -> checkRouteTable(call, endpoint, table));
        return endpoint.toBuilder()
                .routeTableIds(request.routeTableIds())
                .state(State.AVAILABLE)
                .build();
    }

    /** A table of the same VPC that has no endpoint for the service yet. */
    static void checkRouteTable(Call call, VpcEndpoint endpoint, String id) {
        RouteTable table = Things.find(call, Kinds.ROUTE_TABLE, id)
                .orElseThrow(() -> AwsError.of(
                        "InvalidRouteTableId.NotFound", "The Vpc Endpoint route table '" + id + "' does not exist"));
        if (!table.vpcId().equals(endpoint.vpcId())) {
            throw AwsError.of("InvalidParameter", "Route table " + id + " belongs to another VPC");
        }
        boolean taken = call.children(Kinds.VPC_ENDPOINT.table(), endpoint.vpcId()).stream()
                .anyMatch(other -> !other.vpcEndpointId().equals(endpoint.vpcEndpointId())
                        && other.serviceName().equals(endpoint.serviceName())
                        && other.routeTableIds().contains(id));
        if (taken) {
            throw AwsError.of(
                    "RouteAlreadyExists",
                    "route table " + id + " already has a route with destination-prefix-list-id "
                            + PrefixLists.id(call.region(), endpoint.serviceName()));
        }
    }

    static void checkPolicy(String policy) {
        if (!policy.isBlank() && !policy.strip().startsWith("{")) {
            throw AwsError.of("InvalidPolicyDocument", "The policy document is no valid JSON");
        }
    }

    private static void becomeReady(Call call, String id) {
        Things.find(call, Kinds.VPC_ENDPOINT, id)
                .filter(endpoint -> endpoint.state() == State.PENDING)
                .ifPresent(endpoint ->
                        put(call, endpoint.toBuilder().state(State.AVAILABLE).build()));
    }

    private static DescribeVpcEndpointsResponse describe(Call call, DescribeVpcEndpointsRequest request) {
        Page<VpcEndpoint> page = Listing.of(call, Kinds.VPC_ENDPOINT)
                .ids(request.vpcEndpointIds())
                .filters(FILTERS, request.filters())
                .page(request.maxResults(), request.nextToken())
                .get();
        return DescribeVpcEndpointsResponse.builder()
                .vpcEndpoints(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static DeleteVpcEndpointsResponse delete(Call call, DeleteVpcEndpointsRequest request) {
        List<UnsuccessfulItem> unsuccessful = new ArrayList<>();
        for (String id : request.vpcEndpointIds()) {
            try {
                VpcEndpoint endpoint = Things.require(call, Kinds.VPC_ENDPOINT, id);
                if (endpoint.state() != State.DELETING) {
                    // Its routes go at once, its interfaces only when it is gone itself.
                    put(
                            call,
                            endpoint.toBuilder()
                                    .state(State.DELETING)
                                    .routeTableIds(List.of())
                                    .build());
                    call.later(call.settings().delays().endpointDeletion(), DELETED, id);
                }
            } catch (AwsError missing) {
                unsuccessful.add(UnsuccessfulItem.builder()
                        .resourceId(id)
                        .error(error -> error.code(missing.code()).message(missing.getMessage()))
                        .build());
            }
        }
        return DeleteVpcEndpointsResponse.builder().unsuccessful(unsuccessful).build();
    }

    private static void remove(Call call, VpcEndpoint endpoint) {
        Interfaces.of(call, endpoint).forEach(own -> Interfaces.remove(call, own));
        call.remove(Kinds.VPC_ENDPOINT.table(), endpoint.vpcEndpointId());
    }
}
