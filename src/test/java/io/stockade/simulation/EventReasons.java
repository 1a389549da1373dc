package io.stockade.simulation;

import java.util.Map;
import java.util.TreeMap;

/** Changes that take longer to put right, or more reads, though an event tells of them, and why. */
final class EventReasons {
    static final Map<String, String> ALL = all();

    private EventReasons() {}

    private static Map<String, String> all() {
        Map<String, String> reasons = new TreeMap<>();
        give(
                reasons,
                "AWS takes minutes to take it away, and what replaces it is made then",
                "InterfaceEndpoint.deleted",
                "NatGateway.deleted",
                "AutoScalingGroup.deleted",
                "AutoScalingGroup.zoneId");
        give(
                reasons,
                "template and group follow, one call after the other",
                "NetworkInterface.deleted",
                "InstanceProfile.deleted");
        give(
                reasons,
                "two things were changed, and the group is asked once more before an instance is ended",
                "AutoScalingGroup.instancesCurrent");
        give(
                reasons,
                "Lambda takes no second change while it works on a first",
                "Function.runtime",
                "Function.handler",
                "Function.timeoutSeconds",
                "Function.memory",
                "Function.role",
                "Function.subnets",
                "Function.groups",
                "Function.codeVersion");
        give(
                reasons,
                "Secrets Manager refuses it until the rotation is over that the change began",
                "SecretRotation.function",
                "SecretRotation.schedule",
                "SecretRotation.window");
        return reasons;
    }

    private static void give(Map<String, String> reasons, String why, String... subjects) {
        for (String subject : subjects) {
            reasons.put(subject, why);
        }
    }
}
