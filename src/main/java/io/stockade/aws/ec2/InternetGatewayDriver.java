package io.stockade.aws.ec2;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.SingleDriver;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.InternetGateway;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Writes internet gateways. AWS takes no token for their creation, so it is tried once and carries a nonce. */
final class InternetGatewayDriver extends SingleDriver<InternetGateway> {
    private final Ec2 ec2;

    InternetGatewayDriver(Ec2 ec2) {
        this.ec2 = ec2;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.INTERNET_GATEWAY;
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
    public Written update(Observed<InternetGateway> current, InternetGateway desired, Set<String> components) {
        return Edits.of(current, desired, components, ec2.now())
                .tags(Ec2Tags.put(ec2, kind(), current.id()))
                .written();
    }

    @Override
    protected Written deleteOne(Observed<InternetGateway> doomed) {
        return goneAfter(
                doomed,
                () -> ec2.call(
                        "DeleteInternetGateway",
                        kind(),
                        doomed.id(),
                        client -> client.deleteInternetGateway(request -> request.internetGatewayId(doomed.id()))));
    }

    @Override
    public Optional<Observed<InternetGateway>> readById(String id) {
        return InternetGateways.find(ec2, id).map(gateway -> InternetGateways.seen(gateway, ec2.now()));
    }
}
