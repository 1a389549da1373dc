package io.stockade.aws.ec2;

import io.stockade.aws.call.Pages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/**
 * Knows which network interfaces AWS made for its own services. DescribeAddresses doesn't say whether an address is on
 * one of those, and that never changes for an interface, so it is asked once per interface and remembered.
 */
final class ManagedInterfaces {
    private final Ec2 ec2;
    private final Map<String, Boolean> managed;

    ManagedInterfaces(Ec2 ec2) {
        this(ec2, new ConcurrentHashMap<>());
    }

    private ManagedInterfaces(Ec2 ec2, Map<String, Boolean> managed) {
        this.ec2 = ec2;
        this.managed = managed;
    }

    /** The same knowledge, asked for on another way. */
    ManagedInterfaces over(Ec2 other) {
        return new ManagedInterfaces(other, managed);
    }

    /** Remembers interfaces that were read for another reason. */
    void saw(Collection<NetworkInterface> interfaces) {
        interfaces.forEach(each -> managed.put(each.networkInterfaceId(), isManaged(each)));
    }

    /** The interfaces with these addresses that AWS didn't make itself. One that cannot be found isn't among them. */
    Set<String> madeByUsers(List<Address> associated) {
        Set<String> unknown = new TreeSet<>();
        for (Address address : associated) {
            if (address.instanceId() != null && !address.instanceId().isEmpty()) {
                managed.put(address.networkInterfaceId(), false);
            } else if (!managed.containsKey(address.networkInterfaceId())) {
                unknown.add(address.networkInterfaceId());
            }
        }
        for (List<String> chunk : Pages.chunks(new ArrayList<>(unknown), Filters.MOST_VALUES)) {
            saw(NetworkInterfaces.list(ec2, List.of(Filters.by("network-interface-id", chunk))));
        }
        Set<String> users = new TreeSet<>();
        for (Address address : associated) {
            if (Boolean.FALSE.equals(managed.get(address.networkInterfaceId()))) {
                users.add(address.networkInterfaceId());
            }
        }
        return users;
    }

    static boolean isManaged(NetworkInterface each) {
        return Boolean.TRUE.equals(each.requesterManaged())
                || "nat_gateway".equals(each.interfaceTypeAsString())
                || "natGateway".equals(each.interfaceTypeAsString());
    }
}
