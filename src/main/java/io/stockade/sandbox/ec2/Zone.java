package io.stockade.sandbox.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An availability zone as one account sees it.
 *
 * @param name differs between accounts, as on AWS (AWS RAM user guide, "Availability Zone IDs")
 * @param id the same for all accounts
 */
record Zone(String name, String id) {
    private static final Map<String, List<String>> IDS = Map.ofEntries(
            Map.entry("us-east-1", ids("use1", 1, 2, 3, 4, 5, 6)),
            Map.entry("us-east-2", ids("use2", 1, 2, 3)),
            Map.entry("us-west-1", ids("usw1", 1, 3)),
            Map.entry("us-west-2", ids("usw2", 1, 2, 3, 4)),
            Map.entry("eu-west-1", ids("euw1", 1, 2, 3)),
            Map.entry("eu-west-2", ids("euw2", 1, 2, 3)),
            Map.entry("eu-central-1", ids("euc1", 1, 2, 3)),
            Map.entry("eu-north-1", ids("eun1", 1, 2, 3)),
            Map.entry("ap-northeast-1", ids("apne1", 1, 2, 4)),
            Map.entry("ap-southeast-1", ids("apse1", 1, 2, 3)),
            Map.entry("us-gov-west-1", ids("usgw1", 1, 2, 3)),
            Map.entry("cn-north-1", ids("cnn1", 1, 2, 4)));

    /** The regions that there are. */
    static List<String> regions() {
        return IDS.keySet().stream().sorted().toList();
    }

    /** A region's zones by their ids; a region that is not known has three. */
    static List<Zone> of(String account, String region) {
        List<String> ids = idsOf(region);
        int turn = Math.floorMod(account.hashCode(), ids.size());
        List<Zone> zones = new ArrayList<>();
        for (int index = 0; index < ids.size(); index++) {
            char letter = (char) ('a' + (index + turn) % ids.size());
            zones.add(new Zone(region + letter, ids.get(index)));
        }
        return zones;
    }

    static Optional<Zone> named(String account, String region, String name) {
        return of(account, region).stream()
                .filter(zone -> zone.name().equals(name))
                .findFirst();
    }

    static Optional<Zone> withId(String account, String region, String id) {
        return of(account, region).stream().filter(zone -> zone.id().equals(id)).findFirst();
    }

    private static List<String> idsOf(String region) {
        List<String> known = IDS.get(region);
        return known == null ? ids(region.replace("-", ""), 1, 2, 3) : known;
    }

    private static List<String> ids(String prefix, int... numbers) {
        List<String> ids = new ArrayList<>();
        for (int number : numbers) {
            ids.add(prefix + "-az" + number);
        }
        return ids;
    }
}
