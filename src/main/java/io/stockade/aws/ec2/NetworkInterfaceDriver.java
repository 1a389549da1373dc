package io.stockade.aws.ec2;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.SingleDriver;
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
final class NetworkInterfaceDriver extends SingleDriver<NetworkInterface> {
    private final Ec2 ec2;

    NetworkInterfaceDriver(Ec2 ec2) {
        this.ec2 = ec2;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.NETWORK_INTERFACE;
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
        return attributes(Edits.finishing(created, desired, differing), created.id(), desired)
                .written();
    }

    @Override
    public Written update(Observed<NetworkInterface> current, NetworkInterface desired, Set<String> components) {
        return attributes(Edits.of(current, desired, components, ec2.now()), current.id(), desired)
                .tags(Ec2Tags.put(ec2, kind(), current.id()))
                .written();
    }

    @Override
    protected Written deleteOne(Observed<NetworkInterface> doomed) {
        return goneAfter(
                doomed,
                () -> ec2.call(
                        "DeleteNetworkInterface",
                        kind(),
                        doomed.id(),
                        client -> client.deleteNetworkInterface(request -> request.networkInterfaceId(doomed.id()))));
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

    private Edits<NetworkInterface> attributes(Edits<NetworkInterface> edits, String id, NetworkInterface desired) {
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
