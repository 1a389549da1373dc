package io.stockade.aws;

import io.stockade.aws.autoscaling.AutoScalingRegion;
import io.stockade.aws.autoscaling.GroupsOfInstances;
import io.stockade.aws.call.Buckets;
import io.stockade.aws.call.Calls;
import io.stockade.aws.ec2.Ec2Region;
import io.stockade.aws.iam.IamAccount;
import io.stockade.aws.lambda.LambdaRegion;
import io.stockade.aws.secretsmanager.SecretsRegion;
import io.stockade.aws.trail.LookedUpTrail;
import io.stockade.cloud.Blocker;
import io.stockade.cloud.CallCount;
import io.stockade.cloud.Cloud;
import io.stockade.cloud.Clouds;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Errand;
import io.stockade.cloud.Reader;
import io.stockade.cloud.SecretStore;
import io.stockade.cloud.Trail;
import io.stockade.graph.Observed;
import io.stockade.graph.RegionFacts;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Scope;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One region of one AWS account, reached with one set of credentials. Every errand has a view of its own, which knows no
 * more than where to find what all of them share.
 */
public final class AwsCloud implements Cloud {
    private final CallerIdentity identity;
    private final AwsClients clients;
    private final String iamPathPrefix;
    private final AwsSurroundings surroundings;
    private final Calls calls;
    private final Ec2Region ec2;
    private final GroupsOfInstances instances;
    private @Nullable Parts parts;

    /**
     * The cloud of a target, for what serves all stacks there.
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
        this.clients = clients;
        this.iamPathPrefix = iamPathPrefix;
        this.surroundings = surroundings;
        this.calls = new Calls(
                identity::account,
                target.region(),
                buckets,
                surroundings.log(),
                surroundings.clock(),
                surroundings.permit());
        this.ec2 = new Ec2Region(clients::ec2, calls, surroundings.parallel());
        this.instances = new GroupsOfInstances();
    }

    private AwsCloud(AwsCloud shared, Errand errand) {
        this.identity = shared.identity;
        this.clients = shared.clients;
        this.iamPathPrefix = shared.iamPathPrefix;
        this.surroundings = shared.surroundings;
        this.calls = shared.calls.as(errand);
        this.ec2 = shared.ec2.over(calls);
        this.instances = shared.instances;
    }

    @Override
    public Cloud as(Errand errand) {
        return new AwsCloud(this, errand);
    }

    @Override
    public CallCount lastHour(String stack) {
        return surroundings.log().lastHour(stack);
    }

    @Override
    public Scope scope(Instant notBefore) {
        return identity.scope(calls, notBefore);
    }

    @Override
    public List<Reader> readers() {
        return parts().readers();
    }

    @Override
    public Driver<? extends Resource> driver(ResourceKind kind) {
        Driver<?> driver = parts().drivers().get(kind);
        if (driver == null) {
            throw new IllegalStateException("no driver writes a " + kind);
        }
        return driver;
    }

    @Override
    public SecretStore secrets() {
        return parts().secrets().store();
    }

    /** Everything of all services together. */
    private record Parts(List<Reader> readers, Map<ResourceKind, Driver<?>> drivers, SecretsRegion secrets) {}

    /** Made when first asked for: many a view is only counted for. */
    private synchronized Parts parts() {
        Parts made = parts;
        if (made == null) {
            AutoScalingRegion autoScaling = new AutoScalingRegion(clients::autoScaling, calls, ec2.zones(), instances);
            IamAccount iam = new IamAccount(clients::iam, calls, iamPathPrefix);
            LambdaRegion lambda = new LambdaRegion(clients::lambda, clients::iam, calls.to("lambda"));
            SecretsRegion secrets = new SecretsRegion(clients::secretsManager, clients::lambda, calls);
            List<Reader> readers = Stream.of(
                            ec2.readers(), autoScaling.readers(), iam.readers(), lambda.readers(), secrets.readers())
                    .flatMap(List::stream)
                    .toList();
            Map<ResourceKind, Driver<?>> drivers = new EnumMap<>(ResourceKind.class);
            Stream.of(ec2.drivers(), autoScaling.drivers(), iam.drivers(), lambda.drivers(), secrets.drivers())
                    .flatMap(List::stream)
                    .forEach(driver -> drivers.put(driver.kind(), driver));
            made = new Parts(readers, drivers, secrets);
            parts = made;
        }
        return made;
    }

    @Override
    public Optional<String> groupOf(String instance) {
        return instances.of(instance);
    }

    @Override
    public Trail trail() {
        return new LookedUpTrail(clients::cloudTrail, calls);
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
