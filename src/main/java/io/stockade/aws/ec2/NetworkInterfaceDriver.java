package io.stockade.aws.ec2;

import io.stockade.aws.call.Edits;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.NetworkInterface;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Writes network interfaces. AWS changes one attribute a call. */
final class NetworkInterfaceDriver extends Ec2Driver<NetworkInterface> {
    NetworkInterfaceDriver(Ec2 ec2) {
        super(ec2, ResourceKind.NETWORK_INTERFACE);
    }

    @Override
    protected Written createOne(Creation<NetworkInterface> creation) {
        NetworkInterface desired = creation.desired();
        var made = ec2.call(
                        "CreateNetworkInterface",
                        kind(),
                        creation.address().name(),
                        client -> client.createNetworkInterface(
                                request -> request.subnetId(desired.subnet().id())
                                        .groups(Ids.of(desired.groups()))
                                        .description(desired.description())
                                        .clientToken(creation.token())
                                        .tagSpecifications(Ec2Tags.on(ResourceType.NETWORK_INTERFACE, desired.tags()))))
                .networkInterface();
        Observed<NetworkInterface> created = NetworkInterfaces.seen(made, ec2.now());
        Set<String> differing =
                created.value().sourceDestCheck() == desired.sourceDestCheck() ? Set.of() : Set.of("sourceDestCheck");
        return changes(Edits.finishing(created, desired, differing), created.id(), desired)
                .written();
    }

    @Override
    protected Written deleteOne(Observed<NetworkInterface> doomed) {
        return goneAfter(
                doomed,
                "DeleteNetworkInterface",
                client -> client.deleteNetworkInterface(request -> request.networkInterfaceId(doomed.id())));
    }

    @Override
    public Optional<Observed<NetworkInterface>> readById(String id) {
        return ec2.one(() -> ec2.call(
                                "DescribeNetworkInterfaces",
                                kind(),
                                id,
                                client -> client.describeNetworkInterfaces(request -> request.networkInterfaceIds(id)))
                        .networkInterfaces())
                .map(each -> NetworkInterfaces.seen(each, ec2.now()));
    }

    @Override
    protected Edits<NetworkInterface> changes(Edits<NetworkInterface> edits, String id, NetworkInterface desired) {
        return edits.change("groups", () -> modify(id, request -> request.groups(Ids.of(desired.groups()))))
                .change(
                        "sourceDestCheck",
                        () -> modify(
                                id,
                                request -> request.sourceDestCheck(AttributeBooleanValue.builder()
                                        .value(desired.sourceDestCheck())
                                        .build())))
                .change(
                        "description",
                        () -> modify(
                                id,
                                request -> request.description(AttributeValue.builder()
                                        .value(desired.description())
                                        .build())));
    }

    private void modify(String id, Consumer<ModifyNetworkInterfaceAttributeRequest.Builder> attribute) {
        ec2.call(
                "ModifyNetworkInterfaceAttribute",
                kind(),
                id,
                client -> client.modifyNetworkInterfaceAttribute(
                        request -> request.networkInterfaceId(id).applyMutation(attribute)));
    }
}
