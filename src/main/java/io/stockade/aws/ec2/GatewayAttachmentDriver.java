package io.stockade.aws.ec2;

import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.GatewayAttachment;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.util.Objects;
import java.util.Optional;

/** Attaches internet gateways to VPCs, and detaches them. */
final class GatewayAttachmentDriver extends Ec2Driver<GatewayAttachment> {
    GatewayAttachmentDriver(Ec2 ec2) {
        super(ec2, ResourceKind.GATEWAY_ATTACHMENT);
    }

    @Override
    protected Written createOne(Creation<GatewayAttachment> creation) {
        GatewayAttachment desired = creation.desired();
        String id = InternetGateways.id(desired);
        try {
            ec2.call(
                    "AttachInternetGateway",
                    kind(),
                    id,
                    client -> client.attachInternetGateway(request -> request.internetGatewayId(
                                    desired.gateway().id())
                            .vpcId(desired.vpc().id())));
        } catch (CloudException refusal) {
            return Written.now(alreadyThere(desired, id, refusal));
        }
        return Written.now(Observed.ready(desired, id, ec2.now()));
    }

    @Override
    protected Written deleteOne(Observed<GatewayAttachment> doomed) {
        GatewayAttachment attachment = doomed.value();
        return goneAfter(
                doomed,
                "DetachInternetGateway",
                client -> client.detachInternetGateway(request -> request.internetGatewayId(
                                attachment.gateway().id())
                        .vpcId(attachment.vpc().id())));
    }

    @Override
    public Optional<Observed<GatewayAttachment>> readById(String id) {
        return find(id.substring(0, id.indexOf(':')))
                .filter(attachment -> attachment.id().equals(id));
    }

    /** AWS has two codes for an attachment that is there, one of which means any invalid value: reading tells. */
    private Observed<GatewayAttachment> alreadyThere(GatewayAttachment desired, String id, CloudException refusal) {
        if (refusal.category() != Category.ALREADY_EXISTS && refusal.category() != Category.INVALID) {
            throw refusal;
        }
        return find(Objects.requireNonNull(desired.gateway().id()))
                .filter(attachment -> attachment.id().equals(id))
                .orElseThrow(() -> refusal);
    }

    private Optional<Observed<GatewayAttachment>> find(String gateway) {
        return InternetGateways.find(ec2, gateway).flatMap(found -> InternetGateways.attachment(found, ec2.now()));
    }
}
