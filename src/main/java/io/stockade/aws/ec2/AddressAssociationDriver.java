package io.stockade.aws.ec2;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.SingleDriver;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.AddressAssociation;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Address;

/** Puts Elastic IP addresses on network interfaces. AWS gives the association another id when the address moves. */
final class AddressAssociationDriver extends SingleDriver<AddressAssociation> {
    private final Ec2 ec2;
    private final ManagedInterfaces managed;

    AddressAssociationDriver(Ec2 ec2, ManagedInterfaces managed) {
        this.ec2 = ec2;
        this.managed = managed;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.ADDRESS_ASSOCIATION;
    }

    @Override
    protected Written createOne(Creation<AddressAssociation> creation) {
        AddressAssociation desired = creation.desired();
        return Written.now(Observed.ready(desired, associate(desired), ec2.now()));
    }

    @Override
    public Written update(Observed<AddressAssociation> current, AddressAssociation desired, Set<String> components) {
        return Edits.of(current, desired, components, ec2.now())
                .exchange("networkInterface", () -> associate(desired))
                .written();
    }

    @Override
    protected Written deleteOne(Observed<AddressAssociation> doomed) {
        return goneAfter(
                doomed,
                () -> ec2.call(
                        "DisassociateAddress",
                        kind(),
                        doomed.id(),
                        client -> client.disassociateAddress(request -> request.associationId(doomed.id()))));
    }

    @Override
    public Optional<Observed<AddressAssociation>> readById(String id) {
        List<Address> found = Addresses.list(ec2, List.of(Filters.by("association-id", id)));
        return Addresses.associations(found, managed, ec2.now()).stream().findFirst();
    }

    /** AWS answers a repetition like the first call, and moves the address if it was elsewhere. */
    private String associate(AddressAssociation desired) {
        return ec2.call(
                        "AssociateAddress",
                        kind(),
                        desired.address().text(),
                        client -> client.associateAddress(
                                request -> request.allocationId(desired.address().id())
                                        .networkInterfaceId(
                                                desired.networkInterface().id())
                                        .allowReassociation(true)))
                .associationId();
    }
}
