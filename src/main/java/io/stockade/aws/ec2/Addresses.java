package io.stockade.aws.ec2;

import io.stockade.aws.call.ListReader;
import io.stockade.cloud.Listed;
import io.stockade.cloud.Reader;
import io.stockade.graph.AddressAssociation;
import io.stockade.graph.ElasticIp;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.Ref;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Elastic IP addresses as EC2 shows them, with what they are associated with. */
final class Addresses {
    private Addresses() {}

    /** Ours. AWS returns all addresses in one answer, however many there are. */
    static Reader reader(Ec2 ec2, ManagedInterfaces managed) {
        Set<ResourceKind> kinds = Set.of(ResourceKind.ELASTIC_IP, ResourceKind.ADDRESS_ASSOCIATION);
        return new ListReader(kinds, Reader.Narrowing.OWNER, scope -> {
                    Instant now = ec2.now();
                    List<Address> ours = list(ec2, List.of()).stream()
                            .filter(address -> address.allocationId() != null)
                            .filter(address -> Owner.isOf(scope.installation(), Ec2Tags.of(address.tags())))
                            .toList();
                    Map<String, Tags> tags = new HashMap<>();
                    List<Listed> listed = new ArrayList<>();
                    for (Address address : ours) {
                        Observed<ElasticIp> seen = seen(address, now);
                        tags.put(seen.id(), seen.tags());
                        listed.add(Listed.tagged(seen.tags(), "", seen));
                    }
                    associations(ours, managed, now)
                            .forEach(each -> listed.add(Listed.tagged(
                                    tags.getOrDefault(each.value().address().text(), Tags.NONE), "", each)));
                    return listed;
                })
                .reading(id -> find(ec2, id).stream()
                        .flatMap(address -> everythingOf(address, managed, ec2.now()))
                        .toList());
    }

    static List<Address> list(Ec2 ec2, List<Filter> filters) {
        return ec2.call(
                        "DescribeAddresses",
                        ResourceKind.ELASTIC_IP,
                        "",
                        client -> client.describeAddresses(request -> request.filters(filters)))
                .addresses();
    }

    static Optional<Address> find(Ec2 ec2, String id) {
        return ec2.one(() -> ec2.call(
                        "DescribeAddresses",
                        ResourceKind.ELASTIC_IP,
                        id,
                        client -> client.describeAddresses(request -> request.allocationIds(id)))
                .addresses());
    }

    private static Stream<Observed<?>> everythingOf(Address address, ManagedInterfaces managed, Instant now) {
        return Stream.concat(Stream.of(seen(address, now)), associations(List.of(address), managed, now).stream());
    }

    static Observed<ElasticIp> seen(Address address, Instant now) {
        String publicIp = address.publicIp() == null ? "" : address.publicIp();
        return Observed.ready(new ElasticIp(publicIp, Ec2Tags.of(address.tags())), address.allocationId(), now);
    }

    /** The associations that somebody made: those which AWS makes for a NAT gateway are part of the gateway. */
    static List<Observed<AddressAssociation>> associations(
            List<Address> addresses, ManagedInterfaces managed, Instant now) {
        List<Address> associated = addresses.stream()
                .filter(address -> address.networkInterfaceId() != null
                        && !address.networkInterfaceId().isEmpty())
                .toList();
        Set<String> users = managed.madeByUsers(associated);
        return associated.stream()
                .filter(address -> users.contains(address.networkInterfaceId()))
                .map(address -> {
                    AddressAssociation value = new AddressAssociation(
                            Ref.known(address.allocationId()), Ref.known(address.networkInterfaceId()));
                    return Observed.ready(value, address.associationId(), now);
                })
                .toList();
    }
}
