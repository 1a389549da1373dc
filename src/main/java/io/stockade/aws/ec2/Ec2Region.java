package io.stockade.aws.ec2;

import io.stockade.aws.call.Calls;
import io.stockade.cloud.Blocker;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Parallel;
import io.stockade.cloud.Reader;
import io.stockade.graph.Observed;
import io.stockade.graph.RegionFacts;
import io.stockade.graph.Scope;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Everything of one region that EC2 answers for. */
public final class Ec2Region {
    private final Ec2 ec2;
    private final Zones zones;
    private final InVpcs inVpcs;
    private final ManagedInterfaces managed;
    private final Parallel parallel;

    public Ec2Region(Supplier<Ec2Client> client, Calls calls, Parallel parallel) {
        this.ec2 = new Ec2(client, calls);
        this.zones = new Zones(ec2);
        this.inVpcs = new InVpcs();
        this.managed = new ManagedInterfaces(ec2);
        this.parallel = parallel;
    }

    private Ec2Region(Ec2 ec2, Ec2Region shared) {
        this.ec2 = ec2;
        this.zones = shared.zones.over(ec2);
        this.inVpcs = shared.inVpcs;
        this.managed = shared.managed.over(ec2);
        this.parallel = shared.parallel;
    }

    /** The same region and all that is known of it, asked on another way. */
    public Ec2Region over(Calls calls) {
        return new Ec2Region(new Ec2(ec2.client(), calls), this);
    }

    public Zones zones() {
        return zones;
    }

    /** One per list call; VPCs first. */
    public List<Reader> readers() {
        return List.of(
                Vpcs.reader(ec2, inVpcs),
                Subnets.reader(ec2, inVpcs),
                RouteTables.reader(ec2, inVpcs),
                InternetGateways.reader(ec2),
                NatGateways.reader(ec2, inVpcs),
                SecurityGroups.reader(ec2, inVpcs),
                NetworkInterfaces.reader(ec2, inVpcs, managed),
                Addresses.reader(ec2, managed),
                Endpoints.reader(ec2, inVpcs),
                LaunchTemplates.reader(ec2));
    }

    /** One per kind. */
    public List<Driver<?>> drivers() {
        RuleCalls rules = new RuleCalls(ec2);
        return List.of(
                new VpcDriver(ec2),
                new InternetGatewayDriver(ec2),
                new GatewayAttachmentDriver(ec2),
                new SubnetDriver(ec2),
                new RouteTableDriver(ec2),
                new MainRouteTableDriver(ec2),
                new RouteDriver(ec2),
                new RouteTableAssociationDriver(ec2),
                new ElasticIpDriver(ec2),
                new AddressAssociationDriver(ec2, managed),
                new NatGatewayDriver(ec2),
                new NetworkInterfaceDriver(ec2),
                new SecurityGroupDriver(ec2, rules),
                new DefaultSecurityGroupDriver(ec2, rules),
                new SecurityGroupRuleDriver(ec2, rules),
                new GatewayEndpointDriver(ec2),
                new InterfaceEndpointDriver(ec2),
                new LaunchTemplateDriver(ec2));
    }

    /** What keeps a thing from being deleted. */
    public List<Blocker> blockers(Observed<?> held) {
        return new Blockers(ec2).of(held);
    }

    /** What is true of the region. */
    public RegionFacts facts(
            Scope scope, SortedSet<String> instanceTypes, SortedSet<String> services, SortedSet<String> prefixLists) {
        return new Facts(ec2, zones, parallel).read(scope, instanceTypes, services, prefixLists);
    }
}
