package io.stockade.spec.rules;

import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** All rules of a single manifest. The problems have paths and no lines: a stack from Kubernetes has no file. */
public final class SpecRules {
    private static final List<Rule> ALL = List.of(
            new RegionRules(),
            new AccountRules(),
            new TagRules(),
            new PauseRules(),
            new DriftRules(),
            new RangeRules(),
            new ZoneRules(),
            new TierRules(),
            new NatRules(),
            new EndpointRules(),
            new GroupRules(),
            new LinkRules(),
            new LinkExposureRules(),
            new SecretAccessRules(),
            new SecretRules(),
            new SecretValueRules(),
            new RotationRules(),
            new RotationFunctionRules());

    private SpecRules() {}

    /** Everything that is wrong with a stack whose shape is sound. */
    public static List<SpecProblem> check(SecureStack stack) {
        return check(stack, path -> false);
    }

    /**
     * What can be said of a stack of which only a part is sound.
     *
     * @param doubtful whether something at, above or below a path is malformed
     */
    public static List<SpecProblem> check(SecureStack stack, Predicate<String> doubtful) {
        Subject subject = new Subject(stack, doubtful);
        List<SpecProblem> problems = new ArrayList<>();
        if (stack.spec() == null) {
            return List.of(); // malformed as a whole
        }
        for (Rule rule : ALL) {
            if (rule.reads().stream().noneMatch(doubtful)) {
                rule.check(subject, problems::add);
            }
        }
        return List.copyOf(problems);
    }
}
