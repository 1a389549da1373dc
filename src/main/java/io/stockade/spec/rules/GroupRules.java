package io.stockade.spec.rules;

import io.stockade.spec.SecureStack;
import io.stockade.spec.SecurityGroupSpec;
import io.stockade.spec.SpecProblem;
import java.util.List;
import java.util.function.Consumer;

/**
 * Groups have names that neither AWS nor Stockade keeps for itself.
 *
 * <p>Source: docs.aws.amazon.com/vpc/latest/userguide/creating-security-groups.html
 */
final class GroupRules implements Rule {
    @Override
    public List<String> reads() {
        return List.of();
    }

    @Override
    public void check(Subject subject, Consumer<SpecProblem> problems) {
        SecureStack stack = subject.stack();
        List<SecurityGroupSpec> groups = stack.spec().securityGroups();
        List<String> ofFunctions = Secrets.functionGroups(subject);
        for (int index = 0; index < groups.size(); index++) {
            String path = "spec.securityGroups[" + index + "].name";
            if (subject.doubts(path)) {
                continue;
            }
            String name = groups.get(index).name();
            if (name.equals("default")) {
                problems.accept(SpecProblem.error(
                        path, "'default' is the group that every VPC has, which Stockade strips of its rules"));
            }
            if (SecurityGroupSpec.RESERVED.contains(name) || ofFunctions.contains(name)) {
                problems.accept(
                        SpecProblem.error(path, "'" + name + "' is the name of a group that Stockade makes itself")
                                .meaning("my-" + name));
            }
            if (name.startsWith("sg-")) {
                problems.accept(SpecProblem.error(path, "begins with sg-, which AWS keeps for ids"));
            }
        }
    }
}
