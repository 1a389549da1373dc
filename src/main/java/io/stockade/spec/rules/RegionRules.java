package io.stockade.spec.rules;

import io.stockade.spec.Nearest;
import io.stockade.spec.SpecProblem;
import java.util.List;
import java.util.function.Consumer;

/** The region is one of AWS's, as far as its name tells. */
final class RegionRules implements Rule {
    private static final String PATH = "spec.region";

    @Override
    public List<String> reads() {
        return List.of(PATH);
    }

    @Override
    public void check(Subject subject, Consumer<SpecProblem> problems) {
        checkName(PATH, subject.stack().spec().region(), problems);
    }

    /** Whether AWS has such a region; one that is unknown may be newer than this release. */
    static void checkName(String path, String region, Consumer<SpecProblem> problems) {
        if (Regions.KNOWN.contains(region)) {
            return;
        }
        String nearest = Nearest.of(region, Regions.KNOWN);
        if (Regions.partition(region).isEmpty()) {
            problems.accept(SpecProblem.error(path, "'" + region + "' is in no partition of AWS")
                    .meaning(nearest));
            return;
        }
        problems.accept(SpecProblem.warning(path, "'" + region + "' is no region known to this release")
                .meaning(nearest));
    }
}
