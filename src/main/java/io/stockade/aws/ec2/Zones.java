package io.stockade.aws.ec2;

import io.stockade.cloud.CloudException;
import io.stockade.graph.RegionFacts.Zone;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The availability zones that can be used, read once: neither their ids nor their names ever change in an account. */
public final class Zones {
    private final Ec2 ec2;
    private final Known known;

    /** What was read last. */
    private static final class Known {
        private volatile List<Zone> zones = List.of();
    }

    Zones(Ec2 ec2) {
        this(ec2, new Known());
    }

    private Zones(Ec2 ec2, Known known) {
        this.ec2 = ec2;
        this.known = known;
    }

    /** The same zones, asked for on another way. */
    Zones over(Ec2 other) {
        return new Zones(other, known);
    }

    /** Reads them anew. Local and wavelength zones are left out: NAT gateways and most endpoints cannot stand there. */
    List<Zone> read() {
        List<Zone> read = ec2
                .call(
                        "DescribeAvailabilityZones",
                        "zones",
                        "",
                        client -> client.describeAvailabilityZones(request -> request.filters(
                                Filters.by("state", "available"), Filters.by("zone-type", "availability-zone"))))
                .availabilityZones()
                .stream()
                .map(zone -> new Zone(zone.zoneId(), zone.zoneName()))
                .sorted(Comparator.comparing(Zone::id))
                .toList();
        known.zones = read;
        return read;
    }

    /**
     * What this account calls a zone.
     *
     * @throws CloudException if there is no such zone
     */
    public String nameOf(String zoneId) {
        return find(zone -> zone.id().equals(zoneId))
                .map(Zone::name)
                .orElseThrow(() -> new CloudException(
                        CloudException.Category.INVALID,
                        "DescribeAvailabilityZones",
                        "",
                        "no zone with the id " + zoneId + " is available to this account",
                        null));
    }

    /** The id of a zone; its name where AWS does not list it any more. */
    public String idOf(String zoneName) {
        return find(zone -> zone.name().equals(zoneName)).map(Zone::id).orElse(zoneName);
    }

    private Optional<Zone> find(Predicate<Zone> wanted) {
        Optional<Zone> found = known.zones.stream().filter(wanted).findFirst();
        return found.isPresent() ? found : read().stream().filter(wanted).findFirst();
    }
}
