package io.stockade.reconcile;

import io.stockade.graph.Address;
import io.stockade.graph.ResourceKind;
import io.stockade.spec.StackSpec;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** Kinds of which a stack has nothing, as far as anybody knows: most have no secrets, and should not pay for looking. */
final class Unlikely {
    /** What only secrets bring along. */
    private static final Set<ResourceKind> OF_SECRETS = EnumSet.of(
            ResourceKind.MANAGED_POLICY, ResourceKind.FUNCTION, ResourceKind.SECRET, ResourceKind.SECRET_ROTATION);

    private Unlikely() {}

    /** @param remembered addresses of what was made */
    static Set<ResourceKind> of(DesiredStack desired, Collection<Address> remembered) {
        Set<ResourceKind> unlikely = EnumSet.noneOf(ResourceKind.class);
        StackSpec spec = desired.manifest().spec();
        boolean declared = !spec.secrets().isEmpty() || spec.secretAccess() != null;
        // Whoever has a stack deleted wants all of it gone, whatever was remembered.
        if (!declared && desired.state() != DesiredStack.State.DELETING) {
            unlikely.addAll(OF_SECRETS);
            remembered.forEach(address -> unlikely.remove(address.kind()));
        }
        return unlikely;
    }
}
