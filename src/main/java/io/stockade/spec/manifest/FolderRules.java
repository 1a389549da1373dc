package io.stockade.spec.manifest;

import io.stockade.net.Cidr;
import io.stockade.spec.SpecProblem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must hold between the manifests of a folder. */
public final class FolderRules {
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

    private static void checkSecrets(List<ReadManifest> manifests, List<SpecProblem> problems) {
        Map<String, ReadManifest> owners = new HashMap<>();
        for (ReadManifest manifest : manifests) {
            StackClaims claims = StackClaims.of(manifest.stack());
            claims.secrets().forEach((name, path) -> {
                ReadManifest owner = owners.putIfAbsent(claims.place() + name, manifest);
                if (owner != null
                        && !owner.stack().key().equals(manifest.stack().key())) {
                    problems.add(manifest.located(StackClaims.taken(path, name, told(owner))));
                }
            });
        }
    }

    /** Ranges nest or are apart, so that in order of address each can only be inside one of those still open. */
    private static void checkRanges(List<ReadManifest> manifests, List<SpecProblem> problems) {
        Map<String, List<Claim>> byPlace = new TreeMap<>();
        for (ReadManifest manifest : manifests) {
            StackClaims claims = StackClaims.of(manifest.stack());
            if (claims.range() != null) {
                byPlace.computeIfAbsent(claims.place(), place -> new ArrayList<>())
                        .add(new Claim(claims.range(), manifest));
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
        return second.manifest().located(StackClaims.overlap(second.range(), first.range(), told(first.manifest())));
    }

    private static String told(ReadManifest owner) {
        return "stack '" + owner.stack().key() + "' in " + owner.file();
    }
}
