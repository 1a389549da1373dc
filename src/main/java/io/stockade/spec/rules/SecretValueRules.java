package io.stockade.spec.rules;

import io.stockade.net.Cidr;
import io.stockade.spec.DatabaseValueSpec;
import io.stockade.spec.RandomValueSpec;
import io.stockade.spec.SecretValueSpec;
import io.stockade.spec.SpecProblem;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A secret has one source, and what is generated can't be guessed. */
final class SecretValueRules implements Rule {
    /** ASCII from ! to ~: what values are made of. */
    private static final int CHARACTERS = 94;

    /** A guesser who tries a billion values a second needs centuries. */
    private static final int LEAST_BITS = 64;

    @Override
    public List<String> reads() {
        return List.of();
    }

    @Override
    public void check(Subject subject, Consumer<SpecProblem> problems) {
        Secrets.each(subject, (secretPath, secret) -> {
            String path = secretPath + ".value";
            SecretValueSpec value = secret.value();
            RandomValueSpec random = value.random();
            DatabaseValueSpec database = value.database();
            long sources = Stream.of(random, database, value.external())
                    .filter(Objects::nonNull)
                    .count();
            if (sources != 1) {
                problems.accept(SpecProblem.error(path, sources == 0 ? "has no source" : "has " + sources + " sources")
                        .expecting("exactly one of random, database, external"));
            }
            if (random != null) {
                checkStrength(path + ".random", random.lengthOrDefault(), random.excludeOrDefault(), problems);
            }
            if (database != null) {
                checkDatabase(path + ".database", database, problems);
            }
        });
    }

    private static void checkDatabase(String path, DatabaseValueSpec database, Consumer<SpecProblem> problems) {
        int length = database.lengthOrDefault();
        int longest = database.engine().longestPassword();
        if (length > longest) {
            problems.accept(SpecProblem.error(
                            path + ".length",
                            "is " + length + ", more than " + database.engine().word() + " takes as a password")
                    .expecting(longest + " or less"));
        }
        String host = database.host();
        boolean number = host.chars().allMatch(letter -> letter == '.' || Character.isDigit(letter));
        if (number && Cidr.find(host + "/32").isEmpty()) {
            problems.accept(SpecProblem.error(path + ".host", "'" + host + "' is no IPv4 address")
                    .expecting("a name, or an address such as 10.40.64.10"));
        }
        checkStrength(path, length, database.excludeOrDefault(), problems);
    }

    private static void checkStrength(String path, int length, String exclude, Consumer<SpecProblem> problems) {
        long left = CHARACTERS - exclude.chars().distinct().count();
        if (left < 2) {
            problems.accept(SpecProblem.error(path + ".exclude", "leaves nothing to choose from"));
            return;
        }
        double bitsEach = Math.log((double) left) / Math.log(2);
        int bits = (int) (length * bitsEach);
        if (bits < LEAST_BITS) {
            problems.accept(SpecProblem.error(path, length + " characters out of " + left + " make " + bits + " bits")
                    .expecting(LEAST_BITS + " or more: a length of " + (int) Math.ceil(LEAST_BITS / bitsEach)
                            + ", or less in exclude"));
        }
    }
}
