package io.stockade.simulation;

import java.util.Map;
import java.util.TreeMap;

/** Changes that take longer to put right, or more reads, though an event tells of them; why, and what holds all the same. */
final class EventReasons {
    static final Map<String, Reason> ALL = all();

    private EventReasons() {}

    /** What holds of it. */
    enum Holds {
        /** The first write begins in time. */
        BEGINS,
        /** AWS takes no write before it is done; then the first one comes with the look that sees it done. */
        WAITS
    }

    /**
     * Why it takes longer.
     *
     * @param reads how many there may be before the first write, in its look
     */
    record Reason(String why, Holds holds, int reads) {}

    private static Map<String, Reason> all() {
        Map<String, Reason> reasons = new TreeMap<>();
        give(
                reasons,
                new Reason("AWS takes minutes to take it away, and what replaces it is made then", Holds.WAITS, 1),
                "InterfaceEndpoint.deleted",
                "NatGateway.deleted",
                "AutoScalingGroup.deleted");
        give(
                reasons,
                new Reason("it is replaced, and AWS takes minutes to take the old one away", Holds.BEGINS, 1),
                "AutoScalingGroup.zoneId");
        give(
                reasons,
                new Reason("template and group follow, one call after the other", Holds.BEGINS, 1),
                "InstanceProfile.deleted");
        give(
                reasons,
                new Reason(
                        "interface, address and group were changed; template and group follow, one call after the other",
                        Holds.BEGINS,
                        3),
                "NetworkInterface.deleted");
        give(
                reasons,
                new Reason(
                        "two things were changed, and the group is asked once more before an instance is ended",
                        Holds.BEGINS,
                        3),
                "AutoScalingGroup.instancesCurrent");
        functions(reasons);
        give(
                reasons,
                new Reason(
                        "Secrets Manager refuses it until the rotation is over that the change began", Holds.BEGINS, 1),
                "SecretRotation.function",
                "SecretRotation.schedule",
                "SecretRotation.window");
        return reasons;
    }

    private static void functions(Map<String, Reason> reasons) {
        give(
                reasons,
                new Reason(
                        "Lambda takes no second change while it works on a first; what it then shows is read whole",
                        Holds.WAITS,
                        5),
                "Function.runtime",
                "Function.handler",
                "Function.timeoutSeconds",
                "Function.memory",
                "Function.role",
                "Function.subnets",
                "Function.groups",
                "Function.codeVersion");
    }

    private static void give(Map<String, Reason> reasons, Reason reason, String... subjects) {
        for (String subject : subjects) {
            reasons.put(subject, reason);
        }
    }
}
