package io.stockade.spec.manifest;

import io.stockade.net.Cidr;
import io.stockade.spec.AccountSpec;
import io.stockade.spec.SecretSpec;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a stack asks for that no other may have in its place.
 *
 * @param place account, as far as the manifest names it, and region
 * @param range {@code null} if the manifest names none
 * @param secrets full names of secrets, with the path of each
 */
public record StackClaims(String place, @Nullable Cidr range, SortedMap<String, String> secrets) {
    private static final String CIDR = "spec.network.cidr";

    public StackClaims {
        secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
    }

    /** The namespace is not in a secret's name: stacks of one name in one environment would share it. */
    public static StackClaims of(SecureStack stack) {
        SortedMap<String, String> names = new TreeMap<>();
        List<SecretSpec> secrets = stack.spec().secrets();
        for (int index = 0; index < secrets.size(); index++) {
            String name = secrets.get(index)
                    .fullName(stack.environmentOrDefault(), stack.metadata().name());
            names.putIfAbsent(name, "spec.secrets[" + index + "].name");
        }
        String written = stack.spec().networkOrDefault().cidr();
        AccountSpec account = stack.spec().account();
        return new StackClaims(
                account(account) + "/" + stack.spec().region(), written == null ? null : Cidr.parse(written), names);
    }

    private static String account(@Nullable AccountSpec account) {
        if (account == null) {
            return "";
        }
        if (account.id() != null) {
            return account.id();
        }
        return account.roleArn() == null ? "" : account.roleArn().split(":")[4];
    }

    /**
     * What another stack asks for too.
     *
     * @param owner the other one, in words
     */
    public List<SpecProblem> clashes(StackClaims other, String owner) {
        if (!place.equals(other.place)) {
            return List.of();
        }
        List<SpecProblem> clashes = new ArrayList<>();
        if (range != null && other.range != null && range.overlaps(other.range)) {
            clashes.add(overlap(range, other.range, owner));
        }
        secrets.forEach((name, path) -> {
            if (other.secrets.containsKey(name)) {
                clashes.add(taken(path, name, owner));
            }
        });
        return clashes;
    }

    static SpecProblem overlap(Cidr range, Cidr other, String owner) {
        return SpecProblem.error(CIDR, "'" + range + "' overlaps '" + other + "' of " + owner)
                .expecting("ranges apart within an account and region");
    }

    static SpecProblem taken(String path, String name, String owner) {
        return SpecProblem.error(path, "'" + name + "' is of " + owner)
                .expecting("secrets apart: another environment, stack name or secret name");
    }
}
