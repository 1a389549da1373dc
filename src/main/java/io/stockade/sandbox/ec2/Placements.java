package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.Call;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Where things may be put, for the services beside EC2. */
public final class Placements {
    private Placements() {}

    /** The name of the zone that a subnet is in. */
    public static Optional<String> zoneOfSubnet(Call call, String subnetId) {
        return Things.find(call, Kinds.SUBNET, subnetId).map(Subnet::availabilityZone);
    }

    /** Whether the account knows a zone by this name in the region. */
    public static boolean isZone(Call call, String name) {
        return Zone.named(call.account(), call.region(), name).isPresent();
    }
}
