package io.stockade.blueprint;

import io.stockade.spec.EndpointSpec;
import io.stockade.spec.EndpointType;
import io.stockade.spec.NatMode;
import io.stockade.spec.NatSpec;
import io.stockade.spec.NetworkSpec;
import io.stockade.spec.SecureStack;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What must be asked of a region before a stack can be drawn in it.
 *
 * @param instanceTypes whose offerings and architectures are wanted
 * @param services full names of endpoint services; those that a region calls otherwise under each of their names
 * @param prefixLists names of AWS's prefix lists
 */
public record Questions(SortedSet<String> instanceTypes, SortedSet<String> services, SortedSet<String> prefixLists) {
    public Questions {
        instanceTypes = Collections.unmodifiableSortedSet(new TreeSet<>(instanceTypes));
        services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
        prefixLists = Collections.unmodifiableSortedSet(new TreeSet<>(prefixLists));
    }

    static Questions of(SecureStack stack) {
        NetworkSpec network = stack.spec().networkOrDefault();
        String region = stack.spec().region();
        SortedSet<String> instanceTypes = new TreeSet<>();
        NatSpec nat = network.natOrDefault();
        if (nat.mode() == NatMode.INSTANCE && nat.instanceType() != null) {
            instanceTypes.add(nat.instanceType());
        }
        SortedSet<String> services = new TreeSet<>();
        SortedSet<String> prefixLists = new TreeSet<>();
        for (EndpointSpec endpoint : network.endpointsOrDefault()) {
            services.addAll(ServiceNames.candidates(region, endpoint.service()));
            if (endpoint.typeOrDefault() == EndpointType.GATEWAY) {
                prefixLists.add(ServiceNames.prefixList(region, endpoint.service()));
            }
        }
        return new Questions(instanceTypes, services, prefixLists);
    }
}
