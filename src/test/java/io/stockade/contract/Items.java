package io.stockade.contract;

import java.util.Map;
import java.util.TreeMap;

/**
 * What AWS does and neither moto nor Floci does, as a survey of both listed it: every item has scripts, or a reason why
 * it has none.
 */
final class Items {
    static final Map<Integer, String> TITLES = titles();

    /** What can't be shown by calls, or is nothing that this release calls for. */
    static final Map<Integer, String> WITHOUT_SCRIPTS = reasons();

    private Items() {}

    private static Map<Integer, String> titles() {
        Map<Integer, String> titles = new TreeMap<>();
        titles.put(1, "reads lag behind writes; IAM's things take seconds to be usable");
        titles.put(2, "states that take time");
        titles.put(3, "deletions that take time");
        titles.put(4, "failure after acceptance");
        titles.put(5, "delete order");
        titles.put(6, "uniqueness and shape");
        titles.put(7, "image and type fit, and are offered in the zone");
        titles.put(8, "quotas and their codes");
        titles.put(9, "client tokens");
        titles.put(10, "dry runs");
        titles.put(11, "reserved and too many tags; permissions by tag");
        titles.put(12, "deletion and termination protection");
        titles.put(13, "paging");
        titles.put(14, "throttling");
        titles.put(15, "signatures, clock skew, ending credentials, region opt-in");
        titles.put(16, "packets");
        titles.put(17, "blackhole routes");
        titles.put(18, "the default group's rule from itself");
        titles.put(19, "interfaces and names that AWS makes for services");
        titles.put(20, "rotation of secrets");
        titles.put(21, "managed master passwords");
        titles.put(22, "groups that launch and replace by themselves");
        titles.put(23, "events, CloudTrail, Config");
        titles.put(24, "images by alias; metadata, user data, agents, status checks");
        titles.put(25, "KMS grants and key policies");
        titles.put(26, "bills");
        titles.put(27, "partitions, local zones, outages");
        return titles;
    }

    private static Map<Integer, String> reasons() {
        Map<Integer, String> reasons = new TreeMap<>();
        reasons.put(12, "nothing that this release makes has such a protection");
        reasons.put(15, "the SDK signs and renews, and neither the sandbox nor moto looks at it: only AWS can show it");
        reasons.put(16, "no call shows a packet: only AWS can show it");
        reasons.put(21, "this release has no databases");
        reasons.put(23, "this release listens to no events: sweeps find everything");
        reasons.put(25, "this release encrypts nothing with keys of its own");
        reasons.put(26, "no call shows a bill within the time of a test: only AWS can show it");
        return reasons;
    }
}
