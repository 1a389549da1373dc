package io.stockade.aws.ec2;

import io.stockade.aws.call.Once;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.InternetGateway;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Writes internet gateways. AWS takes no token for their creation, so it is tried once and carries a nonce. */
final class InternetGatewayDriver extends Ec2Driver<InternetGateway> {
    InternetGatewayDriver(Ec2 ec2) {
        super(ec2, ResourceKind.INTERNET_GATEWAY);
    }

    @Override
    protected Written createOne(Creation<InternetGateway> creation) {
        var made = ec2.call(
                        "CreateInternetGateway",
                        kind(),
                        creation.address().name(),
                        client -> client.createInternetGateway(request -> request.tagSpecifications(Ec2Tags.on(
                                        ResourceType.INTERNET_GATEWAY,
                                        creation.desired().tags(),
                                        creation.nonce()))
                                .overrideConfiguration(Once.ATTEMPT)))
                .internetGateway();
        return Written.now(InternetGateways.seen(made, ec2.now()));
    }

    @Override
    protected Written deleteOne(Observed<InternetGateway> doomed) {
        return goneAfter(
                doomed,
                "DeleteInternetGateway",
                client -> client.deleteInternetGateway(request -> request.internetGatewayId(doomed.id())));
    }

    @Override
    public Optional<Observed<InternetGateway>> readById(String id) {
        return InternetGateways.find(ec2, id).map(gateway -> InternetGateways.seen(gateway, ec2.now()));
    }
}
