package io.stockade.spec.rules;

import io.stockade.spec.NetworkSpec;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Zones are counted or named, not both; named ones are of the region, each once. */
final class ZoneRules implements Rule {
    private static final String IDS = "spec.network.zoneIds";

    @Override
    public List<String> reads() {
        return List.of("spec.network.zones", IDS, "spec.region");
    }

    @Override
    public void check(Subject subject, Consumer<SpecProblem> problems) {
        SecureStack stack = subject.stack();
        NetworkSpec network = stack.spec().networkOrDefault();
        List<String> zoneIds = network.zoneIds();
        if (zoneIds == null) {
            return;
        }
        if (network.zones() != null) {
            problems.accept(SpecProblem.error(IDS, "excludes zones; keep one of them"));
        }
        String prefix = Regions.zonePrefix(stack.spec().region()) + "-az";
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < zoneIds.size(); index++) {
            String path = IDS + "[" + index + "]";
            String zoneId = zoneIds.get(index);
            if (!zoneId.startsWith(prefix)) {
                problems.accept(SpecProblem.error(
                                path,
                                "'" + zoneId + "' is no zone of " + stack.spec().region())
                        .expecting("an id that begins with " + prefix));
            }
            if (!seen.add(zoneId)) {
                problems.accept(SpecProblem.error(path, "'" + zoneId + "' is here twice"));
            }
        }
    }
}
