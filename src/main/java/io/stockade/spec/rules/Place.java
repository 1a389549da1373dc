package io.stockade.spec.rules;

import io.stockade.spec.AccountSpec;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where a stack is, and what of AWS belongs there too.
 *
 * @param account empty where the manifest doesn't name it
 */
record Place(String region, Optional<String> account) {
    static Place of(SecureStack stack) {
        AccountSpec account = stack.spec().account();
        Optional<String> id = Optional.ofNullable(account).map(AccountSpec::id);
        Optional<String> assumed = Optional.ofNullable(account)
                .map(AccountSpec::roleArn)
                .map(role -> Arn.of(role).account());
        return new Place(stack.spec().region(), id.or(() -> assumed));
    }

    /** Partitions have nothing in common, not even names. */
    void checkPartition(String path, Arn arn, Consumer<SpecProblem> problems) {
        Regions.partition(region)
                .filter(partition -> !partition.equals(arn.partition()))
                .ifPresent(partition -> problems.accept(SpecProblem.error(
                        path, "is in partition " + arn.partition() + ", but " + region + " is in " + partition)));
    }

    void checkRegion(String path, Arn arn, Consumer<SpecProblem> problems) {
        if (!arn.region().equals(region)) {
            problems.accept(SpecProblem.error(path, "is in " + arn.region() + ", but has to be in " + region));
        }
    }
}
