package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Page;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;

/** Internet gateways. */
final class InternetGatewayOperations {
    private static final Filters<InternetGateway> FILTERS = new Filters<InternetGateway>()
            .one("internet-gateway-id", InternetGateway::internetGatewayId)
            .one("owner-id", InternetGateway::ownerId)
            .each("attachment.vpc-id", InternetGateway::attachments, InternetGatewayAttachment::vpcId)
            .each("attachment.state", InternetGateway::attachments, InternetGatewayAttachment::stateAsString);

    private InternetGatewayOperations() {}

    static void register(Operations operations) {
        operations
                .add(CreateInternetGatewayRequest.class, InternetGatewayOperations::create)
                .add(AttachInternetGatewayRequest.class, InternetGatewayOperations::attach)
                .add(DetachInternetGatewayRequest.class, InternetGatewayOperations::detach)
                .add(DescribeInternetGatewaysRequest.class, InternetGatewayOperations::describe)
                .add(DeleteInternetGatewayRequest.class, InternetGatewayOperations::delete);
    }

    /** Whether the VPC has a gateway attached. */
    static boolean attached(Call call, String vpcId) {
        return !call.children(Kinds.INTERNET_GATEWAY.table(), vpcId).isEmpty();
    }

    private static CreateInternetGatewayResponse create(Call call, CreateInternetGatewayRequest request) {
        String id = call.newId(Kinds.INTERNET_GATEWAY.prefix());
        InternetGateway gateway = InternetGateway.builder()
                .internetGatewayId(id)
                .ownerId(call.account())
                .attachments(List.of())
                .tags(Tags.of(call, Kinds.INTERNET_GATEWAY, request.tagSpecifications()))
                .build();
        Things.put(call, Kinds.INTERNET_GATEWAY, id, gateway);
        return CreateInternetGatewayResponse.builder().internetGateway(gateway).build();
    }

    private static AttachInternetGatewayResponse attach(Call call, AttachInternetGatewayRequest request) {
        InternetGateway gateway = Things.require(call, Kinds.INTERNET_GATEWAY, request.internetGatewayId());
        Things.require(call, Kinds.VPC, request.vpcId());
        if (!gateway.attachments().isEmpty()) {
            throw AwsError.of(
                    "Resource.AlreadyAssociated",
                    "resource " + gateway.internetGatewayId() + " is already attached to network "
                            + gateway.attachments().get(0).vpcId());
        }
        if (attached(call, request.vpcId())) {
            throw AwsError.invalidParameter("Network " + request.vpcId() + " already has an internet gateway attached");
        }
        InternetGatewayAttachment attachment = InternetGatewayAttachment.builder()
                .vpcId(request.vpcId())
                .state("available")
                .build();
        Things.put(
                call,
                Kinds.INTERNET_GATEWAY,
                gateway.internetGatewayId(),
                gateway.toBuilder().attachments(attachment).build());
        return AttachInternetGatewayResponse.builder().build();
    }

    private static DetachInternetGatewayResponse detach(Call call, DetachInternetGatewayRequest request) {
        InternetGateway gateway = Things.require(call, Kinds.INTERNET_GATEWAY, request.internetGatewayId());
        Things.require(call, Kinds.VPC, request.vpcId());
        boolean here = gateway.attachments().stream()
                .anyMatch(attachment -> attachment.vpcId().equals(request.vpcId()));
        if (!here) {
            throw AwsError.of(
                    "Gateway.NotAttached",
                    "resource " + gateway.internetGatewayId() + " is not attached to network " + request.vpcId());
        }
        boolean mapped = call.children(Kinds.NETWORK_INTERFACE.table(), request.vpcId()).stream()
                .anyMatch(networkInterface -> networkInterface.association() != null);
        if (mapped) {
            throw AwsError.dependencyViolation(
                    "Network " + request.vpcId() + " has some mapped public address(es). Please unmap those public"
                            + " address(es) before detaching the gateway.");
        }
        Things.put(
                call,
                Kinds.INTERNET_GATEWAY,
                gateway.internetGatewayId(),
                gateway.toBuilder().attachments(List.of()).build());
        return DetachInternetGatewayResponse.builder().build();
    }

    private static DescribeInternetGatewaysResponse describe(Call call, DescribeInternetGatewaysRequest request) {
        Page<InternetGateway> page = Listing.of(call, Kinds.INTERNET_GATEWAY)
                .ids(request.internetGatewayIds())
                .filters(FILTERS, request.filters())
                .page(request.maxResults(), request.nextToken())
                .get();
        return DescribeInternetGatewaysResponse.builder()
                .internetGateways(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static DeleteInternetGatewayResponse delete(Call call, DeleteInternetGatewayRequest request) {
        InternetGateway gateway = Things.require(call, Kinds.INTERNET_GATEWAY, request.internetGatewayId());
        if (!gateway.attachments().isEmpty()) {
            throw AwsError.dependencyViolation("The internetGateway '" + gateway.internetGatewayId()
                    + "' has dependencies and cannot be deleted.");
        }
        call.remove(Kinds.INTERNET_GATEWAY.table(), gateway.internetGatewayId());
        return DeleteInternetGatewayResponse.builder().build();
    }
}
