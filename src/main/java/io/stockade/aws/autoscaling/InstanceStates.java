package io.stockade.aws.autoscaling;

import io.stockade.aws.call.StateWords;
import io.stockade.graph.Lifecycle;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.Instance;

/**
 * How far the instances of a group are: docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-lifecycle.html.
 * Warm pools, which we never make, are not here.
 */
final class InstanceStates {
    private static final StateWords WORDS = StateWords.of(Map.ofEntries(
            Map.entry("Pending", Lifecycle.PENDING),
            Map.entry("Pending:Wait", Lifecycle.PENDING),
            Map.entry("Pending:Proceed", Lifecycle.PENDING),
            Map.entry("InService", Lifecycle.READY),
            Map.entry("Quarantined", Lifecycle.BROKEN),
            Map.entry("EnteringStandby", Lifecycle.BROKEN),
            Map.entry("Standby", Lifecycle.BROKEN),
            Map.entry("Terminating", Lifecycle.DELETING),
            Map.entry("Terminating:Wait", Lifecycle.DELETING),
            Map.entry("Terminating:Proceed", Lifecycle.DELETING),
            Map.entry("Terminated", Lifecycle.DELETING),
            Map.entry("Detaching", Lifecycle.DELETING),
            Map.entry("Detached", Lifecycle.DELETING)));

    private InstanceStates() {}

    /** One that is in service and unhealthy does not work. */
    static Lifecycle of(Instance instance) {
        Lifecycle state = WORDS.meaning(instance.lifecycleStateAsString());
        return state == Lifecycle.READY && !"Healthy".equalsIgnoreCase(instance.healthStatus())
                ? Lifecycle.BROKEN
                : state;
    }
}
