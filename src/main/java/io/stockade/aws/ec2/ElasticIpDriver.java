package io.stockade.aws.ec2;

import io.stockade.aws.call.Once;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.ElasticIp;
import io.stockade.graph.Observed;
import io.stockade.graph.Owner;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.Tags;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Writes Elastic IP addresses. AWS takes no token for their allocation, so it is tried once and carries a nonce. */
final class ElasticIpDriver extends Ec2Driver<ElasticIp> {
    ElasticIpDriver(Ec2 ec2) {
        super(ec2, ResourceKind.ELASTIC_IP);
    }

    @Override
    protected Written createOne(Creation<ElasticIp> creation) {
        ElasticIp desired = creation.desired();
        var made = ec2.call(
                "AllocateAddress",
                kind(),
                creation.address().name(),
                client -> client.allocateAddress(request -> request.domain(DomainType.VPC)
                        .tagSpecifications(Ec2Tags.on(ResourceType.ELASTIC_IP, desired.tags(), creation.nonce()))
                        .overrideConfiguration(Once.ATTEMPT)));
        Tags tags = desired.tags().with(Map.of(Owner.INTENT_TAG, creation.nonce()));
        String publicIp = made.publicIp() == null ? "" : made.publicIp();
        return Written.now(Observed.ready(new ElasticIp(publicIp, tags), made.allocationId(), ec2.now()));
    }

    @Override
    protected Written deleteOne(Observed<ElasticIp> doomed) {
        return goneAfter(
                doomed,
                "ReleaseAddress",
                client -> client.releaseAddress(request -> request.allocationId(doomed.id())));
    }

    @Override
    public Optional<Observed<ElasticIp>> readById(String id) {
        return Addresses.find(ec2, id).map(address -> Addresses.seen(address, ec2.now()));
    }
}
