package io.stockade.spec.rules;

import io.stockade.spec.NetworkSpec;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.TierAccess;
import io.stockade.spec.TierSpec;
import java.util.List;
import java.util.function.Consumer;

/** Tiers can be what they claim to be. */
final class TierRules implements Rule {
    @Override
    public List<String> reads() {
        return List.of("spec.network.tiers", "spec.network.zones", "spec.network.zoneIds", "spec.network.nat");
    }

    @Override
    public void check(Subject subject, Consumer<SpecProblem> problems) {
        SecureStack stack = subject.stack();
        NetworkSpec network = stack.spec().networkOrDefault();
        List<TierSpec> tiers = network.tiersOrDefault();
        boolean counted = network.zoneIds() == null;
        for (int index = 0; index < tiers.size(); index++) {
            TierSpec tier = tiers.get(index);
            String path = "spec.network.tiers[" + index + "].access";
            if (tier.access() == TierAccess.ISOLATED && network.zonesOrDefault() < 2) {
                String zones = counted ? "spec.network.zones" : "spec.network.zoneIds";
                problems.accept(SpecProblem.error(
                                zones,
                                "one zone is too few for the isolated tier '" + tier.name()
                                        + "': databases need subnets in two")
                        .expecting("2 zones or more, or no Isolated tier"));
            }
            if (tier.access() != network.effectiveAccess(tier)) {
                problems.accept(SpecProblem.warning(
                        path, "'" + tier.name() + "' is in effect Isolated, because nat.mode is None"));
            }
        }
    }
}
