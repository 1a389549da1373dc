package io.stockade.spec.rules;

import io.stockade.spec.SecretAccessSpec;
import io.stockade.spec.SpecProblem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Policies of IAM are attached to roles of the account that the stack is in, and to no others. */
final class SecretAccessRules implements Rule {
    private static final String PATH = "spec.secretAccess";

    @Override
    public List<String> reads() {
        return List.of(PATH, "spec.account", "spec.region");
    }

    @Override
    public void check(Subject subject, Consumer<SpecProblem> problems) {
        SecretAccessSpec access = subject.stack().spec().secretAccess();
        if (access == null) {
            return;
        }
        Place place = Place.of(subject.stack());
        check(PATH + ".readers", access.readers(), place, problems);
        check(PATH + ".writers", access.writers(), place, problems);
        Optional<String> known = place.account();
        Optional<String> account = known.or(() -> Stream.concat(access.readers().stream(), access.writers().stream())
                .findFirst()
                .map(role -> Arn.of(role).account()));
        account.ifPresent(id -> {
            String whose = known.isPresent() ? "the stack is in " : "another role is in ";
            checkAccount(PATH + ".readers", access.readers(), id, whose, problems);
            checkAccount(PATH + ".writers", access.writers(), id, whose, problems);
        });
    }

    private static void check(String path, List<String> roles, Place place, Consumer<SpecProblem> problems) {
        Secrets.once(path, roles, problems);
        for (int index = 0; index < roles.size(); index++) {
            place.checkPartition(path + "[" + index + "]", Arn.of(roles.get(index)), problems);
        }
    }

    private static void checkAccount(
            String path, List<String> roles, String account, String whose, Consumer<SpecProblem> problems) {
        for (int index = 0; index < roles.size(); index++) {
            String owner = Arn.of(roles.get(index)).account();
            if (!owner.equals(account)) {
                problems.accept(SpecProblem.error(
                                path + "[" + index + "]", "is in account " + owner + ", but " + whose + account)
                        .expecting(
                                "roles of the stack's account; others are let in by readers and writers of a secret"));
            }
        }
    }
}
