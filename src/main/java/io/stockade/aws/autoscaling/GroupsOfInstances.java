package io.stockade.aws.autoscaling;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

/** Which group each instance was seen in last: who ends an instance names no group. */
public final class GroupsOfInstances {
    /** Ended ones are kept for as long as there is room: their end is what is asked about. */
    private static final int MOST = 10_000;

    private final Map<String, String> groups = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    synchronized void saw(AutoScalingGroup group) {
        group.instances().forEach(instance -> groups.put(instance.instanceId(), group.autoScalingGroupName()));
    }

    /** The group of an instance; empty if it was seen in none. */
    public synchronized Optional<String> of(String instance) {
        return Optional.ofNullable(groups.get(instance));
    }
}
