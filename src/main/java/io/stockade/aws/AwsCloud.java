package io.stockade.aws;

import io.stockade.aws.autoscaling.AutoScalingRegion;
import io.stockade.aws.call.Buckets;
import io.stockade.aws.call.Calls;
import io.stockade.aws.ec2.Ec2Region;
import io.stockade.aws.iam.IamAccount;
import io.stockade.cloud.Blocker;
import io.stockade.cloud.Cloud;
import io.stockade.cloud.Clouds;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Reader;
import io.stockade.graph.Observed;
import io.stockade.graph.RegionFacts;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Scope;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;

/** One region of one AWS account, reached with one set of credentials. */
public final class AwsCloud implements Cloud {
    private final CallerIdentity identity;
    private final Calls calls;
    private final Ec2Region ec2;
    private final List<Reader> readers;
    private final Map<ResourceKind, Driver<?>> drivers = new EnumMap<>(ResourceKind.class);

    /**
     * The cloud of a target.
     *
     * @param buckets shared by all clouds of the process
     * @param iamPathPrefix only roles and profiles whose path begins so are seen
     */
    public AwsCloud(
            Clouds.Target target,
            AwsClients clients,
            Buckets buckets,
            String iamPathPrefix,
            AwsSurroundings surroundings) {
        this.identity = new CallerIdentity(clients::sts, target, surroundings.parallel());
        this.calls = new Calls(identity::account, target.region(), buckets, surroundings.log(), surroundings.clock());
        this.ec2 = new Ec2Region(clients::ec2, calls, surroundings.parallel());
        AutoScalingRegion autoScaling = new AutoScalingRegion(clients::autoScaling, calls, ec2.zones());
        IamAccount iam = new IamAccount(clients::iam, calls, iamPathPrefix);
        this.readers = Stream.of(ec2.readers(), autoScaling.readers(), iam.readers())
                .flatMap(List::stream)
                .toList();
        Stream.of(ec2.drivers(), autoScaling.drivers(), iam.drivers())
                .flatMap(List::stream)
                .forEach(driver -> drivers.put(driver.kind(), driver));
    }

    @Override
    public Scope scope(Instant notBefore) {
        return identity.scope(calls, notBefore);
    }

    @Override
    public List<Reader> readers() {
        return readers;
    }

    @Override
    public Driver<? extends Resource> driver(ResourceKind kind) {
        Driver<?> driver = drivers.get(kind);
        if (driver == null) {
            throw new IllegalStateException("no driver writes a " + kind);
        }
        return driver;
    }

    @Override
    public List<Blocker> blockers(Observed<?> held) {
        return ec2.blockers(held);
    }

    @Override
    public RegionFacts facts(
            SortedSet<String> instanceTypes, SortedSet<String> services, SortedSet<String> prefixLists) {
        return ec2.facts(scope(Instant.MIN), instanceTypes, services, prefixLists);
    }
}
