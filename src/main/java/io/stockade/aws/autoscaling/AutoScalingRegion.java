package io.stockade.aws.autoscaling;

import io.stockade.aws.call.Calls;
import io.stockade.aws.ec2.Zones;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Reader;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

/** Everything of one region that Auto Scaling answers for. */
public final class AutoScalingRegion {
    private final Reader reader;
    private final Driver<?> driver;

    /** @param instances takes note of what the groups have */
    public AutoScalingRegion(
            Supplier<AutoScalingClient> client, Calls calls, Zones zones, GroupsOfInstances instances) {
        AutoScalingGroups groups = new AutoScalingGroups(client, calls, zones, instances);
        this.reader = groups.reader();
        this.driver = new AutoScalingGroupDriver(client, calls, zones, groups);
    }

    public List<Reader> readers() {
        return List.of(reader);
    }

    public List<Driver<?>> drivers() {
        return List.of(driver);
    }
}
