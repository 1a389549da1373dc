package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.ClientToken;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import io.stockade.sandbox.service.Timetable;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddressStatus;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** NAT gateways, which take their time to come and to go. */
final class NatGatewayOperations {
    private static final String READY = "nat-gateway-ready";
    private static final String DELETED = "nat-gateway-deleted";
    private static final String FORGOTTEN = "nat-gateway-forgotten";

    private static final Filters<NatGateway> FILTERS = new Filters<NatGateway>()
            .one("nat-gateway-id", NatGateway::natGatewayId)
            .one("state", NatGateway::stateAsString)
            .one("subnet-id", NatGateway::subnetId)
            .one("vpc-id", NatGateway::vpcId);

    private NatGatewayOperations() {}

    static void register(Operations operations, Timetable timetable) {
        operations
                .add(CreateNatGatewayRequest.class, NatGatewayOperations::create)
                .add(DescribeNatGatewaysRequest.class, NatGatewayOperations::describe)
                .add(DeleteNatGatewayRequest.class, NatGatewayOperations::delete);
        timetable
                .add(READY, NatGatewayOperations::becomeReady)
                .add(DELETED, NatGatewayOperations::becomeDeleted)
                .add(FORGOTTEN, (call, id) -> call.remove(Kinds.NAT_GATEWAY.table(), id));
    }

    private static CreateNatGatewayResponse create(Call call, CreateNatGatewayRequest request) {
        String id = ClientToken.once(call, request, () -> createNew(call, request));
        return CreateNatGatewayResponse.builder()
                .natGateway(Things.require(call, Kinds.NAT_GATEWAY, id))
                .clientToken(request.clientToken())
                .build();
    }

    private static String createNew(Call call, CreateNatGatewayRequest request) {
        Subnet subnet = Things.require(call, Kinds.SUBNET, request.subnetId());
        boolean isPublic = request.connectivityType() != ConnectivityType.PRIVATE;
        Optional<Address> address = isPublic ? Optional.of(freeAddress(call, request)) : Optional.empty();
        String id = call.newId(Kinds.NAT_GATEWAY.prefix());
        NatGateway.Builder gateway = NatGateway.builder()
                .natGatewayId(id)
                .vpcId(subnet.vpcId())
                .subnetId(subnet.subnetId())
                .connectivityType(isPublic ? ConnectivityType.PUBLIC : ConnectivityType.PRIVATE)
                .createTime(call.now())
                .state(NatGatewayState.PENDING)
                .tags(Tags.of(call, Kinds.NAT_GATEWAY, request.tagSpecifications()));
        NatGatewayAddress.Builder shown = NatGatewayAddress.builder().isPrimary(true);
        // Without an internet gateway it is taken on all the same, holds nothing, and fails soon.
        if (!isPublic || InternetGatewayOperations.attached(call, subnet.vpcId())) {
            NetworkInterface own = Interfaces.put(
                    call,
                    Interfaces.requested(
                                    call,
                                    Interfaces.create(call, subnet, request.privateIpAddress()),
                                    NetworkInterfaceType.NAT_GATEWAY,
                                    "Interface for NAT Gateway " + id)
                            .sourceDestCheck(false)
                            .build());
            shown.networkInterfaceId(own.networkInterfaceId()).privateIp(own.privateIpAddress());
            address.ifPresent(held -> shown.associationId(Interfaces.map(call, held, own)));
        }
        address.ifPresent(held -> shown.allocationId(held.allocationId()).publicIp(held.publicIp()));
        gateway.natGatewayAddresses(
                shown.status(NatGatewayAddressStatus.SUCCEEDED).build());
        Things.put(call, Kinds.NAT_GATEWAY, id, gateway.build());
        call.later(call.settings().delays().natGateway(), READY, id);
        return id;
    }

    private static Address freeAddress(Call call, CreateNatGatewayRequest request) {
        Address address = Things.require(call, Kinds.ADDRESS, request.allocationId());
        if (address.associationId() != null) {
            throw AwsError.of(
                    "Resource.AlreadyAssociated",
                    "Elastic IP address [" + address.allocationId() + "] is already associated");
        }
        return address;
    }

    private static void becomeReady(Call call, String id) {
        Optional<NatGateway> pending =
                Things.find(call, Kinds.NAT_GATEWAY, id).filter(gateway -> gateway.state() == NatGatewayState.PENDING);
        if (pending.isEmpty()) {
            return;
        }
        NatGateway gateway = pending.get();
        boolean holdsInterface = gateway.natGatewayAddresses().get(0).networkInterfaceId() != null;
        if (holdsInterface) {
            Things.put(
                    call,
                    Kinds.NAT_GATEWAY,
                    id,
                    gateway.toBuilder().state(NatGatewayState.AVAILABLE).build());
            return;
        }
        Things.put(
                call,
                Kinds.NAT_GATEWAY,
                id,
                gateway.toBuilder()
                        .state(NatGatewayState.FAILED)
                        .failureCode("Gateway.NotAttached")
                        .failureMessage("Network " + gateway.vpcId() + " has no Internet gateway attached")
                        .build());
        call.later(call.settings().delays().tombstone(), FORGOTTEN, id);
    }

    private static DescribeNatGatewaysResponse describe(Call call, DescribeNatGatewaysRequest request) {
        Page<NatGateway> page = Listing.of(call, Kinds.NAT_GATEWAY)
                .ids(request.natGatewayIds())
                .filters(FILTERS, request.filter())
                .page(request.maxResults(), request.nextToken())
                .get();
        return DescribeNatGatewaysResponse.builder()
                .natGateways(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static DeleteNatGatewayResponse delete(Call call, DeleteNatGatewayRequest request) {
        NatGateway gateway = Things.require(call, Kinds.NAT_GATEWAY, request.natGatewayId());
        if (List.of(NatGatewayState.PENDING, NatGatewayState.AVAILABLE, NatGatewayState.FAILED)
                .contains(gateway.state())) {
            Things.put(
                    call,
                    Kinds.NAT_GATEWAY,
                    gateway.natGatewayId(),
                    gateway.toBuilder()
                            .state(NatGatewayState.DELETING)
                            .deleteTime(call.now())
                            .build());
            call.later(call.settings().delays().natGatewayDeletion(), DELETED, gateway.natGatewayId());
        }
        return DeleteNatGatewayResponse.builder()
                .natGatewayId(gateway.natGatewayId())
                .build();
    }

    private static void becomeDeleted(Call call, String id) {
        Things.find(call, Kinds.NAT_GATEWAY, id).ifPresent(gateway -> {
            gateway.natGatewayAddresses().stream()
                    .flatMap(address -> Optional.ofNullable(address.networkInterfaceId()).stream())
                    .flatMap(eni -> Things.find(call, Kinds.NETWORK_INTERFACE, eni).stream())
                    .forEach(own -> Interfaces.remove(call, own));
            Things.put(
                    call,
                    Kinds.NAT_GATEWAY,
                    id,
                    gateway.toBuilder().state(NatGatewayState.DELETED).build());
            call.later(call.settings().delays().tombstone(), FORGOTTEN, id);
        });
    }
}
