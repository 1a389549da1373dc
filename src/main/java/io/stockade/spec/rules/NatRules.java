package io.stockade.spec.rules;

import io.stockade.spec.NatMode;
import io.stockade.spec.NatSpec;
import io.stockade.spec.NetworkSpec;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.TierAccess;
import io.stockade.spec.Toggle;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A NAT has where to stand, and somebody to serve. */
final class NatRules implements Rule {
    private static final String NAT = "spec.network.nat";

    @Override
    public List<String> reads() {
        return List.of("spec.network.tiers", NAT);
    }

    @Override
    public void check(Subject subject, Consumer<SpecProblem> problems) {
        SecureStack stack = subject.stack();
        NetworkSpec network = stack.spec().networkOrDefault();
        NatMode mode = network.natOrDefault().mode();
        if (mode != NatMode.NONE) {
            checkTiers(network, problems);
        }
        NatSpec written = network.nat();
        if (written == null) {
            return;
        }
        if (mode != NatMode.INSTANCE) {
            idle("instanceType", written.instanceType(), "Instance", problems);
            boolean asked = written.sessionManager() == Toggle.ENABLED;
            idle("sessionManager", asked ? written.sessionManager() : null, "Instance", problems);
        }
        if (mode == NatMode.NONE) {
            idle("availability", written.availability(), "Instance or Gateway", problems);
        }
    }

    private static void checkTiers(NetworkSpec network, Consumer<SpecProblem> problems) {
        boolean served = hasTier(network, TierAccess.PRIVATE);
        if (served && !hasTier(network, TierAccess.PUBLIC)) {
            problems.accept(SpecProblem.error(NAT, "needs a public tier to stand in")
                    .expecting("a tier with access Public, or nat.mode None"));
        }
        if (!served) {
            problems.accept(SpecProblem.warning(NAT, "serves nobody: no tier is Private"));
        }
    }

    private static boolean hasTier(NetworkSpec network, TierAccess access) {
        return network.tiersOrDefault().stream().anyMatch(tier -> tier.access() == access);
    }

    private static void idle(String field, @Nullable Object written, String mode, Consumer<SpecProblem> problems) {
        if (written != null) {
            problems.accept(SpecProblem.warning(NAT + "." + field, "has no effect unless nat.mode is " + mode));
        }
    }
}
