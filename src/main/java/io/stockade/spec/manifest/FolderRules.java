package io.stockade.spec.manifest;

import io.stockade.net.Cidr;
import io.stockade.spec.AccountSpec;
import io.stockade.spec.SecretSpec;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What must hold between the manifests of a folder. */
public final class FolderRules {
    private static final String CIDR = "spec.network.cidr";

    private FolderRules() {}

    /** A range and the file that asks for it. */
    private record Claim(Cidr range, ReadManifest manifest) {}

    /** Everything that manifests, each sound by itself, do to each other; by file and line. */
    public static List<SpecProblem> check(List<ReadManifest> manifests) {
        List<ReadManifest> ordered = manifests.stream()
                .sorted(Comparator.comparing(ReadManifest::file))
                .toList();
        List<SpecProblem> problems = new ArrayList<>();
        checkNames(ordered, problems);
        checkRanges(ordered, problems);
        checkSecrets(ordered, problems);
        problems.sort(SpecProblem.ORDER);
        return List.copyOf(problems);
    }

    /** Both files are in doubt: neither may win by the order in which they were found. */
    private static void checkNames(List<ReadManifest> manifests, List<SpecProblem> problems) {
        Map<String, List<ReadManifest>> byKey = new TreeMap<>();
        for (ReadManifest manifest : manifests) {
            byKey.computeIfAbsent(manifest.stack().key(), key -> new ArrayList<>())
                    .add(manifest);
        }
        byKey.forEach((key, namesakes) -> {
            for (int index = 0; index < namesakes.size() && namesakes.size() > 1; index++) {
                ReadManifest other = namesakes.get(index == 0 ? 1 : 0);
                String message = "stack '" + key + "' is in " + other.file() + " too";
                problems.add(namesakes.get(index).located(SpecProblem.error("metadata.name", message)));
            }
        });
    }

    /** The namespace is not in a secret's name: stacks of one name in one environment would share it. */
    private static void checkSecrets(List<ReadManifest> manifests, List<SpecProblem> problems) {
        Map<String, ReadManifest> owners = new HashMap<>();
        for (ReadManifest manifest : manifests) {
            SecureStack stack = manifest.stack();
            List<SecretSpec> secrets = stack.spec().secrets();
            for (int index = 0; index < secrets.size(); index++) {
                String name = secrets.get(index)
                        .fullName(stack.environmentOrDefault(), stack.metadata().name());
                ReadManifest owner = owners.putIfAbsent(place(stack) + name, manifest);
                if (owner != null && !owner.stack().key().equals(stack.key())) {
                    String message =
                            "'" + name + "' is of stack '" + owner.stack().key() + "' in " + owner.file();
                    problems.add(manifest.located(SpecProblem.error("spec.secrets[" + index + "].name", message)
                            .expecting("secrets apart: another environment, stack name or secret name")));
                }
            }
        }
    }

    /** Ranges nest or are apart, so that in order of address each can only be inside one of those still open. */
    private static void checkRanges(List<ReadManifest> manifests, List<SpecProblem> problems) {
        Map<String, List<Claim>> byPlace = new TreeMap<>();
        for (ReadManifest manifest : manifests) {
            String written = manifest.stack().spec().networkOrDefault().cidr();
            if (written != null) {
                byPlace.computeIfAbsent(place(manifest.stack()), place -> new ArrayList<>())
                        .add(new Claim(Cidr.parse(written), manifest));
            }
        }
        byPlace.values().forEach(claims -> checkClaims(claims, problems));
    }

    private static void checkClaims(List<Claim> claims, List<SpecProblem> problems) {
        claims.sort(Comparator.comparing(Claim::range)
                .thenComparing(claim -> claim.manifest().file()));
        Deque<Claim> open = new ArrayDeque<>();
        for (Claim claim : claims) {
            while (!open.isEmpty() && !open.peek().range().contains(claim.range())) {
                open.pop();
            }
            if (!open.isEmpty()) {
                problems.add(overlap(open.peek(), claim));
            }
            open.push(claim);
        }
    }

    /** Said of the later file, so that adding one brings no trouble to a stack that is there already. */
    private static SpecProblem overlap(Claim one, Claim other) {
        boolean inOrder = one.manifest().file().compareTo(other.manifest().file()) < 0;
        Claim first = inOrder ? one : other;
        Claim second = inOrder ? other : one;
        String message = "'" + second.range() + "' overlaps '" + first.range() + "' of stack '"
                + first.manifest().stack().key() + "' in " + first.manifest().file();
        return second.manifest()
                .located(SpecProblem.error(CIDR, message).expecting("ranges apart within an account and region"));
    }

    /** Account, as far as the manifest names it, and region. */
    private static String place(SecureStack stack) {
        AccountSpec account = stack.spec().account();
        return account(account) + "/" + stack.spec().region();
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
}
