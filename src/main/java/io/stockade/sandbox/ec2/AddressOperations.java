package io.stockade.sandbox.ec2;

import io.stockade.net.Cidr;
import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressResponse;

/** Elastic IP addresses. */
final class AddressOperations {
    /** RFC 2544's range for tests, so that no answer ever names an address that somebody has. */
    private static final Cidr POOL = new Cidr("198.18.0.0/15");

    private static final Filters<Address> FILTERS = new Filters<Address>()
            .one("allocation-id", Address::allocationId)
            .one("association-id", Address::associationId)
            .one("domain", Address::domainAsString)
            .one("instance-id", Address::instanceId)
            .one("network-border-group", Address::networkBorderGroup)
            .one("network-interface-id", Address::networkInterfaceId)
            .one("network-interface-owner-id", Address::networkInterfaceOwnerId)
            .one("private-ip-address", Address::privateIpAddress)
            .one("public-ip", Address::publicIp);

    private AddressOperations() {}

    static void register(Operations operations) {
        operations
                .add(AllocateAddressRequest.class, AddressOperations::allocate)
                .add(AssociateAddressRequest.class, AddressOperations::associate)
                .add(DisassociateAddressRequest.class, AddressOperations::disassociate)
                .add(DescribeAddressesRequest.class, AddressOperations::describe)
                .add(ReleaseAddressRequest.class, AddressOperations::release);
    }

    /** A public address that nobody has. */
    static String publicAddress(Call call) {
        while (true) {
            String address = Ranges.address(POOL, call.nextNumber() % Ranges.size(POOL));
            if (call.all(Kinds.ADDRESS.table()).stream()
                    .noneMatch(other -> other.publicIp().equals(address))) {
                return address;
            }
        }
    }

    private static AllocateAddressResponse allocate(Call call, AllocateAddressRequest request) {
        if (call.all(Kinds.ADDRESS.table()).size() >= call.settings().quotas().addresses()) {
            throw AwsError.of("AddressLimitExceeded", "The maximum number of addresses has been reached.");
        }
        String id = call.newId(Kinds.ADDRESS.prefix());
        Address address = Address.builder()
                .allocationId(id)
                .publicIp(publicAddress(call))
                .domain(DomainType.VPC)
                .publicIpv4Pool("amazon")
                .networkBorderGroup(call.region())
                .tags(Tags.of(call, Kinds.ADDRESS, request.tagSpecifications()))
                .build();
        Things.put(call, Kinds.ADDRESS, id, address);
        return AllocateAddressResponse.builder()
                .allocationId(id)
                .publicIp(address.publicIp())
                .domain(DomainType.VPC)
                .publicIpv4Pool("amazon")
                .networkBorderGroup(call.region())
                .build();
    }

    private static AssociateAddressResponse associate(Call call, AssociateAddressRequest request) {
        Address address = Things.require(call, Kinds.ADDRESS, request.allocationId());
        String interfaceId = request.networkInterfaceId() == null && request.instanceId() != null
                ? Instances.onlyInterface(call, request.instanceId())
                : request.networkInterfaceId();
        NetworkInterface target = Things.require(call, Kinds.NETWORK_INTERFACE, interfaceId);
        if (target.networkInterfaceId().equals(address.networkInterfaceId())) {
            return AssociateAddressResponse.builder()
                    .associationId(address.associationId())
                    .build();
        }
        if (!Boolean.TRUE.equals(request.allowReassociation())) {
            checkFree(address, target);
        }
        checkManaged(address, call);
        if (!InternetGatewayOperations.attached(call, target.vpcId())) {
            throw AwsError.of(
                    "Gateway.NotAttached", "Network " + target.vpcId() + " is not attached to any internet gateway");
        }
        if (address.associationId() != null) {
            Interfaces.unmap(call, address);
        }
        if (target.association() != null && target.association().allocationId() != null) {
            Interfaces.unmap(
                    call,
                    Things.require(call, Kinds.ADDRESS, target.association().allocationId()));
        }
        String associationId = Interfaces.map(
                call,
                Things.require(call, Kinds.ADDRESS, address.allocationId()),
                Things.require(call, Kinds.NETWORK_INTERFACE, interfaceId));
        return AssociateAddressResponse.builder().associationId(associationId).build();
    }

    private static void checkFree(Address address, NetworkInterface target) {
        if (address.associationId() != null) {
            throw AwsError.of(
                    "Resource.AlreadyAssociated",
                    "resource " + address.allocationId() + " is already associated with associate-id "
                            + address.associationId());
        }
        if (target.association() != null && target.association().allocationId() != null) {
            throw AwsError.of(
                    "Resource.AlreadyAssociated",
                    "resource " + target.networkInterfaceId() + " is already associated with associate-id "
                            + target.association().associationId());
        }
    }

    private static DisassociateAddressResponse disassociate(Call call, DisassociateAddressRequest request) {
        String id = request.associationId();
        if (id == null) {
            throw AwsError.missingParameter("associationId");
        }
        Address address = call.all(Kinds.ADDRESS.table()).stream()
                .filter(candidate -> id.equals(candidate.associationId()))
                .findFirst()
                .orElseThrow(() ->
                        AwsError.of("InvalidAssociationID.NotFound", "The association ID '" + id + "' does not exist"));
        checkManaged(address, call);
        Interfaces.unmap(call, address);
        return DisassociateAddressResponse.builder().build();
    }

    /** What a NAT gateway holds is taken from it only with the gateway. */
    private static void checkManaged(Address address, Call call) {
        boolean held = Optional.ofNullable(address.networkInterfaceId())
                .flatMap(id -> Things.find(call, Kinds.NETWORK_INTERFACE, id))
                .filter(holder -> holder.interfaceType() == NetworkInterfaceType.NAT_GATEWAY)
                .isPresent();
        if (held) {
            throw new AwsError("AuthFailure", 403, "You do not have permission to access the specified resource.");
        }
    }

    private static DescribeAddressesResponse describe(Call call, DescribeAddressesRequest request) {
        for (String wanted : request.publicIps()) {
            if (call.all(Kinds.ADDRESS.table()).stream()
                    .noneMatch(address -> address.publicIp().equals(wanted))) {
                throw AwsError.of("InvalidAddress.NotFound", "Address '" + wanted + "' not found.");
            }
        }
        List<Address> addresses = Listing.of(call, Kinds.ADDRESS)
                .ids(request.allocationIds())
                .only(address ->
                        request.publicIps().isEmpty() || request.publicIps().contains(address.publicIp()))
                .filters(FILTERS, request.filters())
                .all();
        return DescribeAddressesResponse.builder().addresses(addresses).build();
    }

    private static ReleaseAddressResponse release(Call call, ReleaseAddressRequest request) {
        Address address = Things.require(call, Kinds.ADDRESS, request.allocationId());
        if (address.associationId() != null) {
            throw AwsError.of("InvalidIPAddress.InUse", "Address " + address.publicIp() + " is in use.");
        }
        call.remove(Kinds.ADDRESS.table(), address.allocationId());
        return ReleaseAddressResponse.builder().build();
    }
}
