package io.stockade.aws.ec2;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.Once;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Vpc;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;

/** Writes VPCs. AWS takes no token for their creation, so it is tried once and carries a nonce. */
final class VpcDriver extends Ec2Driver<Vpc> {
    VpcDriver(Ec2 ec2) {
        super(ec2, ResourceKind.VPC);
    }

    @Override
    protected Written createOne(Creation<Vpc> creation) {
        Vpc desired = creation.desired();
        software.amazon.awssdk.services.ec2.model.Vpc made = ec2.call(
                        "CreateVpc",
                        kind(),
                        creation.address().name(),
                        client -> client.createVpc(request -> request.cidrBlock(
                                        desired.cidr().text())
                                .tagSpecifications(Ec2Tags.on(ResourceType.VPC, desired.tags(), creation.nonce()))
                                .overrideConfiguration(Once.ATTEMPT)))
                .vpc();
        // A new VPC resolves names and gives out none; only what differs from that is a call.
        Observed<Vpc> created = Vpcs.seen(made, ec2.now()).withUnread(Set.of());
        Set<String> differing = new TreeSet<>();
        if (!desired.dnsSupport()) {
            differing.add("dnsSupport");
        }
        if (desired.dnsHostnames()) {
            differing.add("dnsHostnames");
        }
        return changes(Edits.finishing(created, desired, differing), created.id(), desired)
                .written();
    }

    @Override
    protected Written deleteOne(Observed<Vpc> doomed) {
        return goneAfter(doomed, "DeleteVpc", client -> client.deleteVpc(request -> request.vpcId(doomed.id())));
    }

    @Override
    public Optional<Observed<Vpc>> readById(String id) {
        return ec2.one(() -> ec2.call(
                                "DescribeVpcs",
                                kind(),
                                id,
                                client -> client.describeVpcs(request -> request.vpcIds(id)))
                        .vpcs())
                .map(vpc -> Vpcs.seen(vpc, ec2.now()));
    }

    @Override
    public Set<String> details() {
        return Vpcs.DETAILS;
    }

    @Override
    public Observed<Vpc> readDetails(Observed<Vpc> listed) {
        boolean support = attribute(listed.id(), VpcAttributeName.ENABLE_DNS_SUPPORT);
        boolean hostnames = attribute(listed.id(), VpcAttributeName.ENABLE_DNS_HOSTNAMES);
        Vpc value = new Vpc(listed.value().cidr(), support, hostnames, listed.tags());
        return Observed.ready(value, listed.id(), ec2.now()).withLifecycle(listed.lifecycle(), listed.note());
    }

    /** AWS changes one attribute a call, and wants support on before hostnames. */
    @Override
    protected Edits<Vpc> changes(Edits<Vpc> edits, String id, Vpc desired) {
        return edits.change(
                        "dnsSupport",
                        () -> ec2.call(
                                "ModifyVpcAttribute",
                                kind(),
                                id,
                                client -> client.modifyVpcAttribute(
                                        request -> request.vpcId(id).enableDnsSupport(truth(desired.dnsSupport())))))
                .change(
                        "dnsHostnames",
                        () -> ec2.call(
                                "ModifyVpcAttribute",
                                kind(),
                                id,
                                client -> client.modifyVpcAttribute(request ->
                                        request.vpcId(id).enableDnsHostnames(truth(desired.dnsHostnames())))));
    }

    private boolean attribute(String id, VpcAttributeName name) {
        var answer = ec2.call(
                "DescribeVpcAttribute",
                kind(),
                id,
                client ->
                        client.describeVpcAttribute(request -> request.vpcId(id).attribute(name)));
        AttributeBooleanValue value =
                name == VpcAttributeName.ENABLE_DNS_SUPPORT ? answer.enableDnsSupport() : answer.enableDnsHostnames();
        return value != null && Boolean.TRUE.equals(value.value());
    }

    private static AttributeBooleanValue truth(boolean value) {
        return AttributeBooleanValue.builder().value(value).build();
    }
}
