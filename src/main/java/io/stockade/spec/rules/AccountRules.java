package io.stockade.spec.rules;

import io.stockade.spec.AccountSpec;
import io.stockade.spec.IamSpec;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Account, role and boundary belong together, and to the region's partition. */
final class AccountRules implements Rule {
    private static final String ROLE = "spec.account.roleArn";
    private static final String BOUNDARY = "spec.iam.permissionsBoundary";

    @Override
    public List<String> reads() {
        return List.of("spec.account", "spec.iam", "spec.region");
    }

    @Override
    public void check(Subject subject, Consumer<SpecProblem> problems) {
        SecureStack stack = subject.stack();
        AccountSpec account = stack.spec().account();
        IamSpec iam = stack.spec().iam();
        Place place = Place.of(stack);
        @Nullable String id = account == null ? null : account.id();
        if (account != null) {
            check(ROLE, account.roleArn(), id, place, problems);
            if (account.externalId() != null && account.roleArn() == null) {
                problems.accept(
                        SpecProblem.warning("spec.account.externalId", "has no effect without account.roleArn"));
            }
        }
        if (iam != null) {
            check(BOUNDARY, iam.permissionsBoundary(), id, place, problems);
        }
    }

    private static void check(
            String path, @Nullable String arn, @Nullable String account, Place place, Consumer<SpecProblem> problems) {
        if (arn == null) {
            return;
        }
        Arn parts = Arn.of(arn);
        String owner = parts.account();
        if (account != null && !owner.equals("aws") && !owner.equals(account)) {
            problems.accept(SpecProblem.error(path, "is in account " + owner + ", but account.id is " + account));
        }
        place.checkPartition(path, parts, problems);
    }
}
