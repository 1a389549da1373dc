package io.stockade.standalone;

import io.stockade.reconcile.DesiredStack.State;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.manifest.FolderRules;
import io.stockade.spec.manifest.ReadManifest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What follows from what stands in the folder. No file's absence ever deletes anything, unless pruning was asked for
 * and one file alone is gone.
 */
final class FolderComparison {
    /** Files that go within this time of each other went at once. */
    static final Duration AT_ONCE = Duration.ofSeconds(10);

    private final SortedMap<String, StackRecord> before;
    private final SortedMap<String, StackRecord> after;
    private final Map<String, String> troubles = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final boolean prune;
    private final Instant now;

    private FolderComparison(SortedMap<String, StackRecord> before, boolean prune, Instant now) {
        this.before = before;
        this.after = new TreeMap<>(before);
        this.prune = prune;
        this.now = now;
    }

    /**
     * What is wanted now.
     *
     * @param records of every stack, by namespace/name
     * @param troubles why the newest manifest of a stack is not the one in force
     * @param problems of the folder, and of files that belong to no known stack
     */
    record Outcome(SortedMap<String, StackRecord> records, Map<String, String> troubles, List<String> problems) {}

    /** @param prune whether one vanished file means that its stack is to be deleted */
    static Outcome compare(
            FolderReading reading,
            SortedMap<String, StackRecord> records,
            boolean prune,
            Instant now,
            Supplier<String> uids) {
        FolderComparison comparison = new FolderComparison(records, prune, now);
        comparison.run(reading, uids);
        return new Outcome(comparison.after, comparison.troubles, List.copyOf(comparison.problems));
    }

    private void run(FolderReading reading, Supplier<String> uids) {
        if (reading.problem() != null) {
            problems.add(reading.problem());
            return;
        }
        long wanted = before.values().stream()
                .filter(record -> record.state() == State.WANTED)
                .count();
        if (reading.files().isEmpty() && wanted > 0) {
            problems.add("the folder is suddenly empty, so nothing was changed: " + wanted
                    + " stack(s) are kept as they were. Bring the files back, or take a stack down with"
                    + " 'stockade delete'");
            return;
        }
        List<ReadManifest> good = reading.files().stream()
                .flatMap(file -> file.result().manifest().stream())
                .toList();
        Map<String, List<SpecProblem>> between = new TreeMap<>();
        FolderRules.check(good)
                .forEach(problem -> between.computeIfAbsent(problem.file(), file -> new ArrayList<>())
                        .add(problem));
        reading.files().forEach(file -> take(file, between.getOrDefault(file.name(), List.of()), uids));
        findVanished(reading);
    }

    private void take(FolderReading.File file, List<SpecProblem> between, Supplier<String> uids) {
        List<SpecProblem> wrong = new ArrayList<>(file.result().problems());
        wrong.addAll(between);
        List<SpecProblem> blocking = wrong.stream().filter(SpecProblem::blocks).toList();
        if (!blocking.isEmpty()) {
            refuse(file, blocking);
            return;
        }
        file.result().manifest().ifPresent(manifest -> {
            String key = manifest.stack().key();
            StackRecord known = before.get(key);
            if (known == null) {
                after.put(key, StackRecord.first(manifest.stack(), uids.get(), file.name(), file.content()));
            } else if (known.state() == State.DELETING) {
                troubles.put(key, "is being deleted; what " + file.name() + " says counts once that is done");
            } else {
                after.put(key, known.readAgain(manifest.stack(), file.name(), file.content()));
            }
        });
    }

    /** The last good manifest stays in force. */
    private void refuse(FolderReading.File file, List<SpecProblem> blocking) {
        String more = blocking.size() == 1 ? "" : " (and " + (blocking.size() - 1) + " more)";
        String text = blocking.get(0).text() + more;
        String owner = ownerOf(file);
        if (owner.isEmpty()) {
            problems.add(text);
        } else {
            troubles.put(owner, text + "; the last good manifest stays in force");
        }
    }

    /** The stack that a file means, or meant when it was last good; empty if nobody knows. */
    private String ownerOf(FolderReading.File file) {
        String key = file.result().stack().map(stack -> stack.key()).orElse("");
        if (before.containsKey(key)) {
            return key;
        }
        return before.entrySet().stream()
                .filter(entry -> entry.getValue().file().equals(file.name()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private void findVanished(FolderReading reading) {
        TreeSet<String> present = new TreeSet<>();
        boolean doubtful = false;
        for (FolderReading.File file : reading.files()) {
            String owner = ownerOf(file);
            present.add(owner);
            // A file that nobody can read may be the one that is missed.
            doubtful |= owner.isEmpty() && file.result().stack().isEmpty();
        }
        for (Map.Entry<String, StackRecord> entry : before.entrySet()) {
            StackRecord record = entry.getValue();
            if (record.state() == State.WANTED && !present.contains(entry.getKey())) {
                after.put(entry.getKey(), record.orphaned(prune ? now : null));
            }
        }
        if (prune && !doubtful) {
            prune();
        }
    }

    /** Waits until no other file can have gone at once with the one that went; several are somebody's mistake. */
    private void prune() {
        List<Map.Entry<String, StackRecord>> gone = after.entrySet().stream()
                .filter(entry -> entry.getValue().vanished() != null)
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList();
        if (gone.size() > 1) {
            gone.forEach(entry -> after.put(entry.getKey(), entry.getValue().orphaned(null)));
            problems.add(gone.size() + " files vanished at once, so none was pruned: "
                    + String.join(", ", gone.stream().map(Map.Entry::getKey).toList())
                    + ". Take each down with 'stockade delete'");
            return;
        }
        for (Map.Entry<String, StackRecord> entry : gone) {
            Instant vanished = entry.getValue().vanished();
            if (vanished != null && !now.isBefore(vanished.plus(AT_ONCE))) {
                after.put(entry.getKey(), entry.getValue().deleting());
            }
        }
    }
}
