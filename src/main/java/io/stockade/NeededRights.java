package io.stockade;

import io.stockade.aws.policy.Capability;
import io.stockade.aws.policy.Placeholders;
import io.stockade.aws.policy.Policy;
import io.stockade.cli.Machinery.Rights;
import io.stockade.spec.NetworkSpec;
import io.stockade.spec.RotationSpec;
import io.stockade.spec.SecretSpec;
import io.stockade.spec.SecureStack;
import io.stockade.spec.Toggle;
import io.stockade.spec.rules.Regions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** The rights that a manifest needs. */
final class NeededRights {
    private NeededRights() {}

    static Rights of(SecureStack stack, String account, String installation, boolean readOnly) {
        Set<Capability> capabilities = readOnly ? EnumSet.of(Capability.READ_ONLY) : capabilities(stack);
        Placeholders here = new Placeholders(
                Regions.partition(stack.spec().region()).orElse("aws"),
                account,
                installation,
                stack.spec().iamOrDefault().pathOrDefault());
        Policy whole = Policy.of(capabilities);
        return new Rights(
                capabilities.stream().map(Capability::toString).toList(),
                here.fill(whole.json()),
                whole.parts().stream().map(part -> here.fill(part.json())).toList());
    }

    /** What a manifest makes use of; what it made use of before has to be taken down with rights for that. */
    static Set<Capability> capabilities(SecureStack stack) {
        NetworkSpec network = stack.spec().networkOrDefault();
        Set<Capability> capabilities = EnumSet.of(Capability.READ_ONLY, Capability.NETWORK);
        switch (Objects.requireNonNull(network.natOrDefault().mode())) {
            case INSTANCE -> capabilities.add(Capability.NAT_INSTANCE);
            case GATEWAY -> capabilities.add(Capability.NAT_GATEWAY);
            case NONE -> {}
        }
        if (network.natOrDefault().sessionManager() == Toggle.ENABLED) {
            capabilities.add(Capability.SESSION_MANAGER);
        }
        if (!network.endpointsOrDefault().isEmpty()) {
            capabilities.add(Capability.ENDPOINTS);
        }
        if (!stack.spec().secrets().isEmpty()) {
            capabilities.add(Capability.SECRETS);
        }
        if (stack.spec().secretAccess() != null) {
            capabilities.add(Capability.SECRET_ACCESS);
        }
        if (stack.spec().secrets().stream().anyMatch(NeededRights::deploysFunction)) {
            capabilities.add(Capability.FUNCTIONS);
        }
        return capabilities;
    }

    private static boolean deploysFunction(SecretSpec secret) {
        RotationSpec rotation = secret.rotation();
        return rotation != null
                && rotation.lambda() != null
                && rotation.lambda().code() != null;
    }
}
