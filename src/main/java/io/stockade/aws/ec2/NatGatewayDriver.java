package io.stockade.aws.ec2;

import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.Lifecycle;
import io.stockade.graph.NatGateway;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Writes NAT gateways. Both making and removing one takes AWS minutes, which is a value here and not a wait. */
final class NatGatewayDriver extends Ec2Driver<NatGateway> {
    NatGatewayDriver(Ec2 ec2) {
        super(ec2, ResourceKind.NAT_GATEWAY);
    }

    @Override
    protected Written createOne(Creation<NatGateway> creation) {
        NatGateway desired = creation.desired();
        var made = ec2.call(
                        "CreateNatGateway",
                        kind(),
                        creation.address().name(),
                        client -> client.createNatGateway(
                                request -> request.subnetId(desired.subnet().id())
                                        .allocationId(desired.address().id())
                                        .connectivityType(ConnectivityType.PUBLIC)
                                        .clientToken(creation.token())
                                        .tagSpecifications(Ec2Tags.on(ResourceType.NATGATEWAY, desired.tags()))))
                .natGateway();
        // The token of an earlier try may answer with a gateway that has been deleted since: that one counts as failed.
        return Written.now(NatGateways.seen(made, ec2.now())
                .orElseGet(() -> Observed.ready(desired, made.natGatewayId(), ec2.now())
                        .withLifecycle(Lifecycle.FAILED, "deleted since it was made")));
    }

    @Override
    protected Written deleteOne(Observed<NatGateway> doomed) {
        return goingAfter(
                doomed,
                () -> ec2.call(
                        "DeleteNatGateway",
                        kind(),
                        doomed.id(),
                        client -> client.deleteNatGateway(request -> request.natGatewayId(doomed.id()))),
                ec2::now);
    }

    @Override
    public Optional<Observed<NatGateway>> readById(String id) {
        return ec2.one(() -> ec2.call(
                                "DescribeNatGateways",
                                kind(),
                                id,
                                client -> client.describeNatGateways(request -> request.natGatewayIds(id)))
                        .natGateways())
                .flatMap(gateway -> NatGateways.seen(gateway, ec2.now()));
    }
}
