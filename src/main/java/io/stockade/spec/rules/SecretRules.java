package io.stockade.spec.rules;

import io.stockade.spec.ReplicaSpec;
import io.stockade.spec.SecretSpec;
import io.stockade.spec.SpecProblem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Secrets are kept, copied and granted as AWS can. */
final class SecretRules implements Rule {
    /** AWS's bounds: docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html. */
    private static final int LEAST_DAYS = 7;

    private static final int MOST_DAYS = 30;

    /**
     * Characters of principals, which leaves room for the rest of a resource policy of 20,480.
     *
     * <p>Source: docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
     */
    private static final int MOST_CHARACTERS = 19_000;

    @Override
    public List<String> reads() {
        return List.of("spec.account", "spec.region");
    }

    @Override
    public void check(Subject subject, Consumer<SpecProblem> problems) {
        Place place = Place.of(subject.stack());
        Secrets.each(subject, (path, secret) -> {
            checkKey(path + ".kmsKey", secret.kmsKey(), place, problems);
            checkReplicas(path + ".replicas", secret.replicas(), place, problems);
            int days = secret.recoveryWindowDays();
            if (days < LEAST_DAYS || days > MOST_DAYS) {
                problems.accept(SpecProblem.error(path + ".recoveryWindow", "is " + secret.recoveryWindow())
                        .expecting("7d to 30d"));
            }
            checkPrincipals(path + ".readers", secret.readers(), secret, place, problems);
            checkPrincipals(path + ".writers", secret.writers(), secret, place, problems);
            checkPolicy(path, secret, problems);
        });
    }

    /** Keys don't leave their region, and those of AWS are for its own services. */
    private static void checkKey(String path, @Nullable String key, Place place, Consumer<SpecProblem> problems) {
        if (key == null) {
            return;
        }
        if (key.equals("alias/aws/secretsmanager") || key.endsWith(":alias/aws/secretsmanager")) {
            problems.accept(SpecProblem.error(path, "is AWS's own key, which is used when this is left out"));
        } else if (key.startsWith("alias/aws/") || key.contains(":alias/aws/")) {
            problems.accept(SpecProblem.error(path, "is a key that AWS keeps for another service")
                    .expecting("a key of your own"));
        }
        if (key.startsWith("arn:")) {
            Arn arn = Arn.of(key);
            place.checkPartition(path, arn, problems);
            place.checkRegion(path, arn, problems);
        }
    }

    private static void checkReplicas(
            String path, List<ReplicaSpec> replicas, Place place, Consumer<SpecProblem> problems) {
        for (int index = 0; index < replicas.size(); index++) {
            ReplicaSpec replica = replicas.get(index);
            String at = path + "[" + index + "]";
            String region = replica.region();
            Optional<String> partition = Regions.partition(region);
            RegionRules.checkName(at + ".region", region, problems);
            if (region.equals(place.region())) {
                problems.accept(SpecProblem.error(at + ".region", "is the region of the stack itself")
                        .expecting("another region"));
            }
            if (partition.isPresent() && !partition.equals(Regions.partition(place.region()))) {
                problems.accept(SpecProblem.error(
                        at + ".region",
                        "is in partition " + partition.get() + ", to which nothing is copied from " + place.region()));
            }
            checkKey(at + ".kmsKey", replica.kmsKey(), new Place(region, place.account()), problems);
        }
    }

    private static void checkPrincipals(
            String path, List<String> principals, SecretSpec secret, Place place, Consumer<SpecProblem> problems) {
        Secrets.once(path, principals, problems);
        for (int index = 0; index < principals.size(); index++) {
            String at = path + "[" + index + "]";
            Arn arn = Arn.of(principals.get(index));
            place.checkPartition(at, arn, problems);
            boolean foreign =
                    place.account().filter(id -> !id.equals(arn.account())).isPresent();
            if (foreign && secret.kmsKey() == null) {
                problems.accept(SpecProblem.error(
                                at,
                                "is in account " + arn.account()
                                        + ", which can't use the key that AWS keeps in this one")
                        .expecting("a kmsKey of your own that lets that account in"));
            }
        }
    }

    private static void checkPolicy(String path, SecretSpec secret, Consumer<SpecProblem> problems) {
        int characters = 0;
        for (String principal : secret.readers()) {
            characters += principal.length() + 1;
        }
        for (String principal : secret.writers()) {
            characters += principal.length() + 1;
        }
        if (characters > MOST_CHARACTERS) {
            problems.accept(SpecProblem.error(
                            path, "has readers and writers of " + characters + " characters, more than a policy takes")
                    .expecting(MOST_CHARACTERS + " or less; an account's root stands for all that IAM lets in there"));
        }
    }
}
