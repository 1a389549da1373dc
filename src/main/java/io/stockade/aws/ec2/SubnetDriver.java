package io.stockade.aws.ec2;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.Ownership;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Subnet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Writes subnets. Their range is their natural key. */
final class SubnetDriver extends Ec2Driver<Subnet> {
    SubnetDriver(Ec2 ec2) {
        super(ec2, ResourceKind.SUBNET);
    }

    @Override
    protected Written createOne(Creation<Subnet> creation) {
        Subnet desired = creation.desired();
        Observed<Subnet> created;
        try {
            created = made(creation);
        } catch (CloudException refusal) {
            return Written.now(Ownership.claim(creation, refusal, () -> findByRange(desired)));
        }
        Set<String> differing = desired.mapPublicIpOnLaunch() ? Set.of("mapPublicIpOnLaunch") : Set.of();
        return changes(Edits.finishing(created, desired, differing), created.id(), desired)
                .written();
    }

    @Override
    protected Written deleteOne(Observed<Subnet> doomed) {
        return goneAfter(
                doomed, "DeleteSubnet", client -> client.deleteSubnet(request -> request.subnetId(doomed.id())));
    }

    @Override
    public Optional<Observed<Subnet>> readById(String id) {
        return ec2.one(() -> ec2.call(
                                "DescribeSubnets",
                                kind(),
                                id,
                                client -> client.describeSubnets(request -> request.subnetIds(id)))
                        .subnets())
                .map(subnet -> Subnets.seen(subnet, ec2.now()));
    }

    private Observed<Subnet> made(Creation<Subnet> creation) {
        Subnet desired = creation.desired();
        return Subnets.seen(
                ec2.call(
                                "CreateSubnet",
                                kind(),
                                creation.address().name(),
                                client -> client.createSubnet(
                                        request -> request.vpcId(desired.vpc().id())
                                                .cidrBlock(desired.cidr().text())
                                                .availabilityZoneId(desired.zoneId())
                                                .tagSpecifications(Ec2Tags.on(ResourceType.SUBNET, desired.tags()))))
                        .subnet(),
                ec2.now());
    }

    private Optional<Observed<Subnet>> findByRange(Subnet desired) {
        String vpc = Objects.requireNonNull(desired.vpc().id());
        return Subnets.list(ec2, List.of(Filters.by("vpc-id", vpc))).stream()
                .map(subnet -> Subnets.seen(subnet, ec2.now()))
                .filter(subnet -> subnet.value().cidr().overlaps(desired.cidr()))
                .findFirst();
    }

    @Override
    protected Edits<Subnet> changes(Edits<Subnet> edits, String id, Subnet desired) {
        return edits.change(
                "mapPublicIpOnLaunch",
                () -> ec2.call(
                        "ModifySubnetAttribute",
                        kind(),
                        id,
                        client -> client.modifySubnetAttribute(request -> request.subnetId(id)
                                .mapPublicIpOnLaunch(AttributeBooleanValue.builder()
                                        .value(desired.mapPublicIpOnLaunch())
                                        .build()))));
    }
}
