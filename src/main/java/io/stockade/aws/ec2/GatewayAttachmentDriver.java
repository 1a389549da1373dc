package io.stockade.aws.ec2;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.SingleDriver;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.CloudException.Category;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.GatewayAttachment;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Attaches internet gateways to VPCs, and detaches them. */
final class GatewayAttachmentDriver extends SingleDriver<GatewayAttachment> {
    private final Ec2 ec2;

    GatewayAttachmentDriver(Ec2 ec2) {
        this.ec2 = ec2;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.GATEWAY_ATTACHMENT;
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
    public Written update(Observed<GatewayAttachment> current, GatewayAttachment desired, Set<String> components) {
        return Edits.of(current, desired, components, ec2.now()).written();
    }

    @Override
    protected Written deleteOne(Observed<GatewayAttachment> doomed) {
        GatewayAttachment attachment = doomed.value();
        return goneAfter(
                doomed,
                () -> ec2.call(
                        "DetachInternetGateway",
                        kind(),
                        doomed.id(),
                        client -> client.detachInternetGateway(request -> request.internetGatewayId(
                                        attachment.gateway().id())
                                .vpcId(attachment.vpc().id()))));
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
