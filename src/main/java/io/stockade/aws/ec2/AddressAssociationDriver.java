package io.stockade.aws.ec2;

import io.stockade.aws.call.Edits;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Written;
import io.stockade.graph.AddressAssociation;
import io.stockade.graph.Observed;
import io.stockade.graph.ResourceKind;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Address;

/** Puts Elastic IP addresses on network interfaces. AWS gives the association another id when the address moves. */
final class AddressAssociationDriver extends Ec2Driver<AddressAssociation> {
    private final ManagedInterfaces managed;

    AddressAssociationDriver(Ec2 ec2, ManagedInterfaces managed) {
        super(ec2, ResourceKind.ADDRESS_ASSOCIATION);
        this.managed = managed;
    }

    @Override
    protected Written createOne(Creation<AddressAssociation> creation) {
        AddressAssociation desired = creation.desired();
        return Written.now(Observed.ready(desired, associate(desired), ec2.now()));
    }

    @Override
    protected Edits<AddressAssociation> changes(
            Edits<AddressAssociation> edits, String id, AddressAssociation desired) {
        return edits.exchange("networkInterface", () -> associate(desired));
    }

    @Override
    protected Written deleteOne(Observed<AddressAssociation> doomed) {
        return goneAfter(
                doomed,
                "DisassociateAddress",
                client -> client.disassociateAddress(request -> request.associationId(doomed.id())));
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
                        client -> client.associateAddress(request -> request.allocationId(
                                        desired.address().id())
                                .networkInterfaceId(desired.networkInterface().id())
                                .allowReassociation(true)))
                .associationId();
    }
}
